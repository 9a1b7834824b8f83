import pytest

from tests.ingest.readers.office_files import STYLES, h, p, read_word, word_page


def level(depth: int, form: str, text: str, extra: str = "") -> str:
    counted = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{counted}</w:lvl>'


def numbering(*levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )


def listed(text: str, depth: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_are_counted_as_word_counts_them() -> None:
    levels = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"), level(2, "upperRoman", "%1.%3"))
    body = (
        listed("en")
        + listed("a", 1)
        + listed("b", 1)
        + listed("dypt", 2)
        + p("imellom")
        + listed("to")
        + listed("a igjen", 1)
        + listed("fem", 0, 2)
    )
    assert word_page(body, numbering=levels).lines == (
        "1. en",
        "a) a",
        "b) b",
        "1.I dypt",
        "imellom",
        "2. to",
        "a) a igjen",
        "5. fem",
    )


def test_bullets_are_plain_whatever_their_font_and_say_how_deep_they_are() -> None:
    levels = numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"))
    page = word_page(listed("en") + listed("under", 1), numbering=levels)
    assert page.lines == ("• en", "◦ under")
    assert [(role.kind, role.level) for role in page.roles] == [("item", 0), ("item", 1)]


def test_the_number_of_a_heading_stands_in_it() -> None:
    called = '<w:name w:val="heading 2"/>'
    numbered = f'{called}<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    levels = numbering(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="Overskrift2"/>'))
    document = read_word(
        h("Mål", 2) + h("Tiltak", 2) + p("Ute"), styles=STYLES.replace(called, numbered), numbering=levels
    )
    assert [page.lines[0] for page in document.pages] == ["1.1 Mål", "1.2 Tiltak"]


@pytest.mark.parametrize("number", ["0", "9"])
def test_a_list_that_is_none_gives_no_mark(number: str) -> None:
    body = p("Ute", f'<w:numPr><w:numId w:val="{number}"/></w:numPr>')
    page = word_page(body, numbering=numbering(level(0, "decimal", "%1.")))
    assert (page.lines, page.roles[0].kind) == (("Ute",), "paragraph")


def test_levels_may_be_those_of_a_list_style() -> None:
    levels = (
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{level(0, "upperLetter", "%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="2"/></w:num>'
    )
    assert word_page(listed("en") + listed("to"), numbering=levels).lines == ("A) en", "B) to")
