from tests.ingest.readers.office_files import h, p, r, read_word

BOLD = "<w:b/>"
LARGE = '<w:sz w:val="32"/>'
TEXT = "Alle barn er ute hver dag, og de voksne er med dem hele tiden."


def headings(body: str) -> list[tuple[str, int]]:
    return [
        (line, role.level)
        for page in read_word(body).pages
        for line, role in zip(page.lines, page.roles, strict=True)
        if role.kind == "heading"
    ]


def test_bold_and_large_paragraphs_are_headings_where_no_style_says_so() -> None:
    body = p("Mål", run=LARGE) + p(TEXT) + p("Ute", run=BOLD) + p(TEXT) + p(TEXT) + p("Tiltak", run=LARGE) + p(TEXT)
    assert headings(body) == [("Mål", 1), ("Ute", 2), ("Tiltak", 1)]
    assert len(read_word(body).pages) == 2


def test_they_stand_below_the_headings_that_styles_tell() -> None:
    body = h("Mål") + p("Ute", run=BOLD) + p(TEXT) + p(TEXT) + h("Under", 2) + p(TEXT)
    assert headings(body) == [("Mål", 1), ("Ute", 3), ("Under", 2)]


def test_a_sentence_a_lead_and_a_last_line_in_bold_are_text() -> None:
    for bold in (p("Dette er viktig.", run=BOLD), p("Husk:", run=BOLD), f"<w:p>{r('Delvis ', BOLD)}{r('fet')}</w:p>"):
        assert headings(p(TEXT) + bold + p(TEXT) + p(TEXT)) == []
    assert headings(p(TEXT) + p(TEXT) + p("Rådhuset", run=BOLD)) == []


def test_where_most_is_bold_nothing_is_a_heading_by_it() -> None:
    assert headings("".join(p(f"Punkt {number}", run=BOLD) for number in range(6)) + p(TEXT)) == []
