"""Web pages and Markdown that are bad or odd."""

from tests.ingest.odd_archives import MIB, TEXT


def odd_markup(outside: str) -> dict[str, bytes]:
    """All of them, by a file name that says what is odd."""
    return {
        **{f"{name}.md": content.encode() for name, content in _markdown(outside).items()},
        **{f"{name}.html": content.encode() for name, content in _pages(outside).items()},
        **{f"{name}.html": content for name, content in _page_bytes().items()},
    }


def _nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + TEXT + f"</{tag}>" * depth


def _pages(outside: str) -> dict[str, str]:
    good = f"<p>{TEXT}</p>"
    cells = "".join(f"<td>{number}</td>" for number in range(10_000))
    return {
        "scripts": f"<html><script>write('root:')</script><p onclick='alert(1)'>{TEXT}</p><script src={outside}>",
        "frames": f"{good}<iframe src='{outside}'></iframe><frame src='file:///etc/passwd'><object data='{outside}'>",
        "frameset": f"<html><frameset><frame src='{outside}'></frameset>",
        "refresh": f"<html><meta http-equiv=refresh content='0; url={outside}'><base href='{outside}'>{good}",
        "links-and-images": f"<link rel=stylesheet href='{outside}'><img src='file:///etc/passwd'>{good}",
        "external-entity": f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>{TEXT} &x;</p>',
        "billion-laughs": f"<!DOCTYPE html [{_laughs()}]><p>{TEXT} &l9;</p>",
        "included-file": f'<html xmlns:xi="http://www.w3.org/2001/XInclude">{good}<xi:include href="file:///etc/passwd"/>',
        "server-side": f'<!--#include virtual="/etc/passwd" --><?php readfile("/etc/passwd") ?>{good}',
        "divs-50000-deep": _nested("div", 50_000),
        "bold-50000-deep": f"<html>{_nested('b', 50_000)}",
        "bold-without-end": f"<html>{'<b><p>' * 20_000}{TEXT}",
        "lists-200-deep": f"<html>{_nested('ul><li', 60)}",
        "tables-60-deep": f"<html>{_nested('table><tr><td', 50)}",
        "two-columns-within-two": "<html>" + "<table><tr><td>Ute</td><td>" * 40 + TEXT,
        "300-tables": "<html>" + "<table><tr><th>Tiltak<th>Ansvar<tr><td>Tur<td>PPT</table>" * 300,
        "10000-columns": f"<html><table><tr>{cells}<tr><td>{TEXT}</table>",
        "300-rows": "<html><table>" + f"<tr><td>{TEXT}<td>PPT<td>2025" * 300,
        "cell-over-65535-columns": f"<html><table><tr><td colspan=65535>{TEXT}<td>PPT<tr><td>a<td>b</table>",
        "cell-down-65535-rows": f"<html><table><tr><td rowspan=65535>{TEXT}<td>PPT<tr><td>a<td>b</table>",
        "cells-over-everything": "<html><table>" + "<tr>" + "<td colspan=200 rowspan=999>Ute" * 20 + "<tr><td>a" * 500,
        "spans-that-are-none": f"<html><table><tr><td colspan=-1 rowspan=x>{TEXT}<td colspan={'9' * 9_000}>PPT</table>",
        "10000-open-tags": "<html>" + "<p>Ute<i>" * 10_000,
        "100000-closings": f"<html>{good}{'</div>' * 100_000}",
        "100000-comments": f"<html>{'<!-- ute -->' * 100_000}{good}",
        "comments-before-nothing": "<!---->" * 400 + f"<x>{TEXT}</x>",
        "arrow-and-spaces": f"< {' ' * 200_000}1. {TEXT}",
        "comment-without-end": f"<html>{good}<!-- {TEXT * 10_000}",
        "tag-without-end": f"<html>{good}<p title='{TEXT * 10_000}",
        "attribute-of-1-mib": f"<html><p title='{'ute ' * (MIB // 4)}'>{TEXT}</p>",
        "style-of-1-mib": f"<html><p style='{'; ' * (MIB // 2)}'>{TEXT}</p>",
        "5000-attributes": f"<html><p {' '.join(f'a{n}=1' for n in range(5_000))}>{TEXT}</p>",
        "word-of-256-kib": f"<html><p>{'a' * (MIB // 4)}",
        "100000-references": f"<html>{good}{'&aring;&#229;' * 100_000}",
        "letters-that-are-none": f"<html>{good}&#0;&#xD800;&#x110000;&#99999999999;",
        "picture-in-the-page": f"<html>{good}<img src='data:image/png;base64,{'A' * MIB}'>",
        "drawing-and-formula": f"<html>{good}<svg><text>root:</text></svg><math><mi>x</mi></math>",
        "6000-sections": "<html>" + "".join(f"<h1>Mål {n}</h1><p>Ute</p>" for n in range(6_000)),
        "heading-level-beyond-measure": f"<html><div role=heading aria-level={'9' * 5_000}>Mål</div>{good}",
        "item-number-beyond-measure": f"<html><ol start={'9' * 5_000}><li>{TEXT}</ol>",
        "nothing-shown": "<html><script>1</script><p hidden>Ute</p>",
    }


def _page_bytes() -> dict[str, bytes]:
    page = f"<html><p>Blåbær. {TEXT}</p>"
    return {
        "utf-16": page.encode("utf-16"),
        "utf-32": page.encode("utf-32"),
        "utf-7-stated": b"<html><meta charset=utf-7><p>+ADw-script+AD4-" + TEXT.encode(),
        "a-zero": page.encode() + b"\0",
        "not-what-is-stated": b"<html><meta charset=utf-8><p>Bl\xe5b\xe6r. " + TEXT.encode(),
        "stated-100-times": b"<html>" + b"<meta charset=hex><meta charset=zip>" * 50 + TEXT.encode(),
        "any-bytes": b"<html>" + bytes(range(1, 256)) * 200,
        "a-picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    }


def _laughs() -> str:
    return '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))


def _markdown(outside: str) -> dict[str, str]:
    row = "|".join(["Ute"] * 3_000)
    return {
        "quotes-100000-deep": "> " * 100_000 + TEXT,
        "quotes-50-deep": "> " * 40 + TEXT,
        "lists-5000-deep": "- " * 5_000 + TEXT,
        "brackets-5000-deep": "[" * 5_000 + TEXT,
        "links-5000-deep": "[ute](" * 5_000 + TEXT,
        "images-2000-deep": "![" * 2_000 + TEXT + "](a)" * 2_000,
        "10000-marks": "*a_ " * 10_000 + TEXT,
        "30000-stars": "*" * 30_000 + TEXT + "*" * 30_000,
        "ticks-of-all-lengths": " ".join("`" * number for number in range(400)) + TEXT,
        "arrows-100000": "<" * 100_000 + TEXT,
        "openings-of-comments": "<div>\n" + "<!-- " * 100_000 + f"\n\n{TEXT}",
        "10000-tables": "|Tiltak|Ansvar|\n|-|-|\n|Tur|PPT|\n\n" * 10_000,
        "3000-columns": f"|{row}|\n|{'-|' * 3_000}\n|{row}|\n",
        "300-rows": "|Tiltak|Ansvar|Tidsplan|\n|-|-|-|\n" + f"|{TEXT}|PPT|2025|\n" * 300,
        "10000-definitions": "".join(f"[a{number}]: {outside}\n" for number in range(10_000)) + f"\n{TEXT}",
        "item-number-beyond-measure": f"999999999. {TEXT}\n1000000000. {TEXT}",
        "raw-page": f"<script>root:</script>\n\n<iframe src='{outside}'></iframe>\n\n{TEXT}",
        "included-file": f"{TEXT}\n\n![](file:///etc/passwd)\n\n{{{{< include /etc/passwd >}}}}",
        "fence-without-end": f"{TEXT}\n\n```\n{TEXT * 1_000}",
        "front-matter-without-end": f"---\ntitle: Turplan\n{TEXT}",
        "front-matter-of-spaces": f"---\ntitle:{' ' * 200_000}x{' ' * 200_000}y\n---\n{TEXT}",
        "front-matter-that-is-none": f"+++\ntitle = [\n+++\n{TEXT}",
        "front-matter-of-tags": f"---\ntitle: !!python/object/apply:os.system ['echo root:']\n---\n{TEXT}",
        "nothing-but-marks": "# \n\n---\n\n* * *\n",
        "20000-lines": "Ute.  \n" * 20_000,
        "zero-width": "\u200b" * 100_000 + TEXT,
    }
