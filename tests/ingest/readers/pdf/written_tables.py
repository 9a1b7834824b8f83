"""Made-up tables that office programs and browsers turn into PDF: LibreOffice Writer and Chromium."""

import os
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.ingest.readers.pdf.cell_scores import heading
from tests.ingest.readers.pdf.made_tables import CUT, MadeCell, MadeTable

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LIBREOFFICE = next(filter(None, map(shutil.which, ("soffice", "libreoffice"))), None)
RULED = ("grid", "separate", "shaded", "no sides")
HALF_RULED = ("rows", "header", "three rules", "zebra")
UNRULED = ("none", "stripes", "header")
_SECONDS = 120
_PROSE = "Barnehagene bruker planen hele året, og de voksne snakker sammen om hva som virker for barna."

_HTML_RULES = {
    "grid": "td,th {border: 1px solid #333}",
    "separate": "table {border-collapse: separate; border-spacing: 1px} td,th {border: 1px solid #777}",
    "shaded": "td,th {border: 1px solid #fff; background: #e4ecf4} th {background: #9cb}",
    "no sides": "td,th {border: 1px solid #333} td:first-child,th:first-child {border-left: 0}"
    " tr > :last-child {border-right: 0}",
    "rows": "td,th {border-bottom: 1px solid #555}",
    "header": "th {border-bottom: 1.5px solid #000}",
    "three rules": "table {border-top: 2px solid; border-bottom: 2px solid} th {border-bottom: 1px solid}",
    "zebra": "tr:nth-child(even) {background: #eee} th {border-bottom: 1px solid}",
    "stripes": "tr:nth-child(even) {background: #eee}",
    "none": "td {border: 0}",
}
_ODT_RULES = {
    "grid": "fo:border='0.5pt solid #000000'",
    "separate": "fo:border='1.5pt double #000000' style:border-line-width='0.5pt 0.5pt 0.5pt'",
    "shaded": "fo:border='1pt solid #ffffff' fo:background-color='#dde6ee'",
    "no sides": "fo:border='0.5pt solid #000000'",
    "rows": "fo:border-bottom='0.5pt solid #000000'",
    "header": "",
    "three rules": "",
    "zebra": "",
    "stripes": "",
    "none": "",
}


def from_chromium(tables: Sequence[tuple[MadeTable, str]], folder: Path) -> bytes:
    """One HTML file with all tables, printed to PDF."""
    return printed(_html(tables), folder)


def printed(html: str, folder: Path) -> bytes:
    """An HTML file, printed to PDF by Chromium."""
    source, target = folder / "page.html", folder / "chromium.pdf"
    source.write_text(html, encoding="utf-8")
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --no-pdf-header-footer"
    ).split()
    profile = f"--user-data-dir={folder / 'profile'}"
    _run([str(CHROMIUM), *flags, profile, f"--print-to-pdf={target}", source.as_uri()], folder)
    return target.read_bytes()


def from_libreoffice(tables: Sequence[tuple[MadeTable, str]], folder: Path) -> bytes:
    """One OpenDocument file with all tables, exported to PDF.

    Tables that are not long get pages that hold them whole: LibreOffice closes the rows that a page break cuts with
    rules, and then nothing tells the rest of a row without a first cell of its own from a new row.
    """
    source = folder / "tables.odt"
    with zipfile.ZipFile(source, "w") as odt:
        odt.writestr("mimetype", _ODT)
        odt.writestr("content.xml", _content(tables))
        odt.writestr("styles.xml", _styles())
        odt.writestr("META-INF/manifest.xml", _MANIFEST)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    call = [str(LIBREOFFICE), profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder)]
    _run([*call, str(source)], folder)
    return (folder / "tables.pdf").read_bytes()


def _run(call: list[str], folder: Path) -> None:
    environment = {**os.environ, "HOME": str(folder)}
    done = subprocess.run(call, capture_output=True, text=True, timeout=_SECONDS, env=environment, check=False)
    assert done.returncode == 0, done.stderr


def _html(tables: Sequence[tuple[MadeTable, str]]) -> str:
    styles = "\n".join(_scoped(name, rules) for name, rules in _HTML_RULES.items())
    body = "\n".join(_html_table(table, rules) for table, rules in tables)
    return (
        "<!doctype html><html lang='nb'><meta charset='utf-8'><style>@page {size: A4; margin: 18mm}"
        "body {font: 9.5pt/1.3 'DejaVu Sans', sans-serif} h2 {break-before: page; font-size: 14pt}"
        "table {border-collapse: collapse; width: 100%; margin: 1em 0 2em} td,th {padding: 4px 7px; text-align: left;"
        f"vertical-align: top}} .whole {{break-inside: avoid}} {styles}</style>{body}</html>"
    )


def _scoped(name: str, rules: str) -> str:
    scope = f".{name.replace(' ', '-')}"
    parts = (part for part in rules.split("}") if part.strip())
    return " ".join(f"{_selectors(scope, part)}}}" for part in parts)


def _selectors(scope: str, rule: str) -> str:
    selectors, declarations = rule.split("{")
    scoped = (scope if one.strip() == "table" else f"{scope} {one.strip()}" for one in selectors.split(","))
    return f"{', '.join(scoped)} {{{declarations}"


def _html_table(table: MadeTable, rules: str) -> str:
    rows = [
        f"<tr>{''.join(_html_cell(cell, 'th' if table.heads(row) else 'td') for _, cell in table.row(row))}</tr>"
        for row in range(table.rows)
    ]
    kept = "" if table.long else " whole"
    return (
        f"<h2>{heading(table)}</h2><p>{_PROSE}</p><table class='{rules.replace(' ', '-')}{kept}'>"
        f"{_headed(table, rows, 'thead')}</table><p>{_PROSE}</p>"
    )


def _headed(table: MadeTable, rows: Sequence[str], mark: str) -> str:
    """The rows of a table, the one that names its columns between marks that make it come again on each page."""
    return f"<{mark}>{rows[0]}</{mark}>{''.join(rows[1:])}" if table.header else "".join(rows)


def _html_cell(cell: MadeCell, tag: str) -> str:
    text = "<br>".join(escape(line).replace(CUT, "&shy;") for line in cell.lines)
    return f"<{tag} colspan='{cell.columns}' rowspan='{cell.rows}'>{text}</{tag}>"


_ODT = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    "<?xml version='1.0' encoding='UTF-8'?>"
    "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0' manifest:version='1.3'>"
    f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{_ODT}'/>"
    "<manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'/>"
    "<manifest:file-entry manifest:full-path='styles.xml' manifest:media-type='text/xml'/></manifest:manifest>"
)
_PAGE_HEIGHTS = {"Long": 297, "Whole": 891}  # millimetres
_ODT_NAMES = " ".join(
    f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0'"
    for name, kind in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)


def _content(tables: Sequence[tuple[MadeTable, str]]) -> str:
    body = "".join(_odt_table(table, rules) for table, rules in tables)
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_ODT_NAMES} office:version='1.3'>"
        "<office:automatic-styles>"
        f"{''.join(map(_odt_heading_style, _PAGE_HEIGHTS))}"
        "<style:style style:name='P' style:family='paragraph'><style:paragraph-properties fo:margin-bottom='9pt' "
        "fo:margin-top='9pt'/><style:text-properties fo:font-size='10pt'/></style:style>"
        "<style:style style:name='C' style:family='paragraph'><style:text-properties fo:font-size='9pt' "
        "fo:language='nb' fo:country='NO' fo:hyphenate='true'/></style:style>"
        "<style:style style:name='Whole' style:family='table'><style:table-properties "
        "style:may-break-between-rows='false'/></style:style>"
        "<style:style style:name='Long' style:family='table'><style:table-properties "
        f"style:may-break-between-rows='true'/></style:style>{_odt_cell_styles()}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def _styles() -> str:
    layouts = "".join(
        f"<style:page-layout style:name='{name}Layout'><style:page-layout-properties fo:page-width='210mm' "
        f"fo:page-height='{height}mm' fo:margin='20mm'/></style:page-layout>"
        for name, height in _PAGE_HEIGHTS.items()
    )
    pages = "".join(
        f"<style:master-page style:name='{name}' style:page-layout-name='{name}Layout'/>" for name in _PAGE_HEIGHTS
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-styles {_ODT_NAMES} office:version='1.3'>"
        f"<office:automatic-styles>{layouts}</office:automatic-styles>"
        f"<office:master-styles>{pages}</office:master-styles></office:document-styles>"
    )


def _odt_heading_style(page: str) -> str:
    return (
        f"<style:style style:name='{page}Heading' style:family='paragraph' style:master-page-name='{page}'>"
        "<style:text-properties fo:font-size='14pt' fo:font-weight='bold'/></style:style>"
    )


def _odt_cell_styles() -> str:
    found = [_odt_cell_style(name, "body", rules) for name, rules in _ODT_RULES.items()]
    for name, rules in _ODT_RULES.items():
        rule = "fo:border-bottom='1pt solid #000000'" if name in HALF_RULED else rules
        top = " fo:border-top='1pt solid #000000'" if name == "three rules" else ""
        found.append(_odt_cell_style(name, "header", f"{rule}{top}"))
        found.append(_odt_cell_style(name, "first", f"{rules} fo:border-left='none'" if name == "no sides" else rules))
        found.append(_odt_cell_style(name, "last", f"{rules} fo:border-right='none'" if name == "no sides" else rules))
    found.append(_odt_cell_style("zebra", "even", "fo:background-color='#eeeeee'"))
    found.append(_odt_cell_style("stripes", "even", "fo:background-color='#eeeeee'"))
    found.append(_odt_cell_style("three rules", "bottom", "fo:border-bottom='1pt solid #000000'"))
    return "".join(found)


def _odt_cell_style(name: str, part: str, rules: str) -> str:
    return (
        f"<style:style style:name='{name.replace(' ', '')}-{part}' style:family='table-cell'>"
        f"<style:table-cell-properties fo:padding='3.5pt' {rules}/></style:style>"
    )


def _odt_table(table: MadeTable, rules: str) -> str:
    rows = [_odt_row(table, row, rules) for row in range(table.rows)]
    kept = "Long" if table.long else "Whole"
    return (
        f"<text:p text:style-name='{kept}Heading'>{heading(table)}</text:p>"
        f"<text:p text:style-name='P'>{_PROSE}</text:p>"
        f"<table:table table:name='T{table.number}' table:style-name='{kept}'>"
        f"<table:table-column table:number-columns-repeated='{table.columns}'/>"
        f"{_headed(table, rows, 'table:table-header-rows')}</table:table>"
        f"<text:p text:style-name='P'>{_PROSE}</text:p>"
    )


def _odt_row(table: MadeTable, row: int, rules: str) -> str:
    covered = {
        (row + down, column + right)
        for (row, column), cell in table.cells.items()
        for down in range(cell.rows)
        for right in range(cell.columns)
        if down or right
    }
    cells = []
    for column in range(table.columns):
        if (row, column) in covered:
            cells.append("<table:covered-table-cell/>")
        else:
            cells.append(_odt_cell(table, row, column, rules))
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _odt_cell(table: MadeTable, row: int, column: int, rules: str) -> str:
    cell = table.cells[row, column]
    lines = "<text:line-break/>".join(escape(line).replace(CUT, "\u00ad") for line in cell.lines)
    return (
        f"<table:table-cell table:style-name='{rules.replace(' ', '')}-{_odt_part(table, row, column, rules)}' "
        f"table:number-columns-spanned='{cell.columns}' table:number-rows-spanned='{cell.rows}'>"
        f"<text:p text:style-name='C'>{lines}</text:p></table:table-cell>"
    )


def _odt_part(table: MadeTable, row: int, column: int, rules: str) -> str:
    if table.heads(row):
        return "header"
    if rules in ("zebra", "stripes") and row % 2 == 0:
        return "even"
    if rules == "three rules" and row == table.rows - 1:
        return "bottom"
    if column == 0:
        return "first"
    return "last" if column + table.cells[row, column].columns == table.columns else "body"
