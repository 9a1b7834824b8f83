import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.base import RawDocument, RawPage, UnreadableFileError
from ingest.readers.markdown import MarkdownReader


def read(text: str) -> RawDocument:
    return MarkdownReader().read(text.encode())


def only(text: str) -> RawPage:
    (page,) = read(text).pages
    return page


def test_front_matter_is_no_text_and_says_title_and_language() -> None:
    found = read('---\ntitle: "Plan: for alle"\nauthor: Kari\nlang: nn\ntags: [a]\n---\n# Mål\n\nUte.\n')
    assert (found.title, found.author, found.language) == ("Plan: for alle", "Kari", "nn")
    assert found.pages[0].lines == ("Mål", "Ute.")
    assert read('+++\ntitle = "Plan"\ndraft = true\n+++\nUte.').title == "Plan"
    assert read("+++\ntitle = \n+++\nUte.").title is None


def test_a_rule_is_no_front_matter() -> None:
    assert only("Ute.\n\n---\n\ntitle: nei\n").lines == ("Ute.", "title: nei")


@pytest.mark.parametrize(
    ("text", "title"), [("# Plan\n\n## Mål", "Plan"), ("# A\n\n# B", None), ("## A\n\n# B", None), ("Ute", None)]
)
def test_the_first_heading_alone_at_the_top_is_the_title(text: str, title: str | None) -> None:
    assert read(text).title == title


def test_headings_paragraphs_and_nested_lists_are_told() -> None:
    text = "Mål\n===\n\nEn *lang*\nlinje med [lenke](http://127.0.0.1/).\n\n- en\n  - under\n\n  mer\n- to\n\n"
    page = only(text + "3. tre\n4. fire\n")
    assert page.lines == (
        "Mål",
        "En lang linje med lenke.",
        "• en",
        "◦ under",
        "mer",
        "• to",
        "3. tre",
        "4. fire",
    )
    assert [role.kind for role in page.roles] == ["heading", "paragraph", "item", "item", "paragraph", *["item"] * 3]


def test_a_table_has_cells_with_lines() -> None:
    page = only("| Tiltak | Ansvar |\n|---|---|\n| **Skog** | UTD<br>Bydelene |\n| Bad | |\n\nEtter")
    (table,) = page.tables
    assert [[cell.lines for cell in row.cells] for row in table.rows] == [
        [("Tiltak",), ("Ansvar",)],
        [("Skog",), ("UTD", "Bydelene")],
        [("Bad",), ()],
    ]
    assert (table.at, page.lines) == (0, ("Etter",))


def test_raw_html_is_not_read_and_counted_where_it_holds_text() -> None:
    page = only(
        "Ute <b>alltid</b>.\n\n<div>Skjult</div>\n\n<!-- merknad -->\n\n```\nkode  her\n```\n\n![bilde](http://127.0.0.1/a)"
    )
    assert (page.lines, page.unread, page.images) == (("Ute alltid.", "kode her"), 1, 1)


def test_lists_deep_within_lists_are_read() -> None:
    assert only("\n".join(f"{'  ' * depth}- nivå {depth}" for depth in range(20))).lines[-1] == "▪ nivå 19"


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "er tom"), (b"\xff\xfe", "UTF-8"), (b"---\na: b\n---\n", "ingen tekst")]
)
def test_a_file_without_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        MarkdownReader().read(content)


def test_quotations_too_deep_to_be_read_are_refused_rather_than_dropped() -> None:
    with pytest.raises(UnreadableFileError, match="for dypt"):
        read(f"Ute\n\n{'> ' * 200}dypt\n\nEtter")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["# A", "- b", "  - c", "|a|b|", "|-|-|", "1. d", "", "tekst", "<i>", "```", "> e"])))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    try:
        found = read("\n".join(lines))
    except UnreadableFileError:
        return
    assert all(len(page.lines) == len(page.roles) for page in found.pages)
