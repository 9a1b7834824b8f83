from ingest.readers.base import RawTable
from tests.ingest.readers.office_files import h, p, r, tbl, tc, tr, word_page

HEADER = tr("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def shape(table: RawTable) -> list[list[tuple[str, int, int, int]]]:
    """The cells of each row: text, column, columns, rows."""
    return [[("|".join(c.lines), c.column, c.columns, c.rows) for c in row.cells] for row in table.rows]


def test_cells_know_their_spans() -> None:
    page = word_page(
        h("Plan")
        + tbl(
            HEADER,
            tr(tc(p("Vi vil ut"), properties='<w:gridSpan w:val="4"/>')),
            tr("Skog", "Tur", "2026", tc(p("UTD"), p("Bydelene"), properties=RESTART)),
            tr("Bad", "Alle", "2027", tc(p(), properties=GOES_ON)),
            tr(tc(p("Sent"), properties=""), "Ute", properties='<w:gridBefore w:val="2"/>'),
        )
        + p("Etter")
    )
    (table,) = page.tables
    assert (table.at, table.columns, page.lines) == (1, 4, ("Plan", "Etter"))
    assert shape(table)[1:] == [
        [("Vi vil ut", 0, 4, 1)],
        [("Skog", 0, 1, 1), ("Tur", 1, 1, 1), ("2026", 2, 1, 1), ("UTD|Bydelene", 3, 1, 2)],
        [("Bad", 0, 1, 1), ("Alle", 1, 1, 1), ("2027", 2, 1, 1)],
        [("Sent", 2, 1, 1), ("Ute", 3, 1, 1)],
    ]


def test_deleted_and_hidden_rows_are_not_read() -> None:
    rows = (HEADER, tr("A", "", "2026", "X"), tr("B", "", "2026", "X", properties="<w:del/>"))
    hidden = tr("C", "", "2026", "X", properties="<w:hidden/>")
    inserted = tr("D", "", "2026", "X", properties="<w:ins/>")
    (table,) = word_page(tbl(*rows, hidden, inserted)).tables
    assert [row[0][0] for row in shape(table)] == ["Tiltak", "A", "D"]


def test_a_table_in_a_cell_is_a_table_after_it() -> None:
    inner = tbl(HEADER, tr("Skog", "Tur", "2026", "UTD"))
    outer, found = word_page(tbl(tr("Uke", "Innhold"), tr("1", tc(p("Se under"), inner)))).tables
    assert shape(outer)[1] == [("1", 0, 1, 1), ("Se under", 1, 1, 1)]
    assert shape(found)[1][0][0] == "Skog"


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    page = word_page(tbl(tr(tc(h("Husk"), p("Lue"), tbl(HEADER, tr("Skog", "", "2026", "UTD"))))) + p("Etter"))
    assert (page.lines, len(page.tables), page.tables[0].at) == (("Husk", "Lue", "Etter"), 1, 2)


def test_a_table_of_contents_is_set_apart() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="I1"><w:name w:val="toc 1"/></w:style>'
    page = word_page(p("Mål 3", '<w:pStyle w:val="I1"/>') + p("Ute"), styles=styles)
    assert (page.lines, page.apart) == (("Ute",), ("Mål 3",))


def test_controls_and_insertions_around_paragraphs_and_rows_are_looked_into() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Felt')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr('Skog', '', '2026', 'UTD')}</w:sdtContent></w:sdt>"
    page = word_page(f"{control}<w:ins>{p('Nytt')}</w:ins><w:customXml>{p('Merket')}</w:customXml>" + tbl(HEADER, row))
    assert page.lines == ("Felt", "Nytt", "Merket")
    assert len(page.tables[0].rows) == 2


def test_lines_of_a_cell_keep_their_bullets_and_breaks() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    point = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    broken = f"<w:p>{r('UTD')}<w:r><w:br/></w:r>{r('Bydelene')}</w:p>"
    row = tr("Mat", tc(p("Kurs", point), p("Gryter", point)), "2026", tc(broken))
    (table,) = word_page(tbl(HEADER, row), numbering=numbering).tables
    assert [text for text, *_ in shape(table)[1]] == ["Mat", "• Kurs|• Gryter", "2026", "UTD|Bydelene"]


def test_a_style_that_is_based_on_itself_ends() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    assert word_page(p("Ute", '<w:pStyle w:val="A"/>'), styles=styles).lines == ("Ute",)


def test_an_outline_level_makes_a_heading_and_takes_it_back() -> None:
    page = word_page(
        p("Selvlaget", '<w:outlineLvl w:val="0"/>')
        + p("Ute")
        + p("Ingen overskrift", '<w:pStyle w:val="Overskrift1"/><w:outlineLvl w:val="9"/>')
    )
    assert [role.kind for role in page.roles] == ["heading", "paragraph", "paragraph"]
