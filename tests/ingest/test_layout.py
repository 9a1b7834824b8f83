from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Word
from ingest.layout import LaidPage, lay_out, readable_label
from ingest.readers.base import LineRole, LineStyle, RawPage
from tests.ingest.made_up_tables import raw_row, raw_table

EDGES = st.sampled_from(["", " ", "7", "Turplan • 3", "4 ▪ Turplan", "Turplan for skogen", "B", "ar", "/ne", "."])
PAGES = st.lists(st.lists(EDGES | st.text(alphabet="abå 1./", max_size=8), max_size=12), min_size=1, max_size=6)


def raw(*pages: list[str]) -> list[RawPage]:
    return [RawPage(number=number, lines=tuple(lines)) for number, lines in enumerate(pages, start=1)]


def filled(page: LaidPage) -> list[str]:
    return [line for line in page.lines if line.strip()]


def test_printed_numbers_that_agree_on_their_distance_are_labels_and_set_apart() -> None:
    pages = lay_out(raw(["Tur i skogen", "", "5"], ["Tur på fjellet", "", "6"]))
    assert [page.label for page in pages] == ["5", "6"]
    assert [page.set_apart for page in pages] == [("5",), ("6",)]
    assert [filled(page) for page in pages] == [["Tur i skogen"], ["Tur på fjellet"]]


@pytest.mark.parametrize(("first", "second"), [("Turplan ▪ 11", "Turplan ▪ 12"), ("11 | Turplan", "12 | Turplan")])
def test_printed_numbers_may_stand_beside_a_title(first: str, second: str) -> None:
    pages = lay_out(raw([first, "Tur i skogen"], [second, "Tur på fjellet"]))
    assert [page.label for page in pages] == ["11", "12"]
    assert [page.set_apart for page in pages] == [(first,), (second,)]


def test_a_number_whose_distance_no_other_page_shares_is_text() -> None:
    pages = lay_out(raw(["Antall barn", "17"], ["Antall voksne", "4"]))
    assert [page.label for page in pages] == [None, None]
    assert [filled(page) for page in pages] == [["Antall barn", "17"], ["Antall voksne", "4"]]


def test_a_page_without_its_number_has_no_label() -> None:
    pages = lay_out(raw(["Skog", "2"], ["Fjell"], ["Sjø", "4"]))
    assert [page.label for page in pages] == ["2", None, "4"]


def test_a_line_by_itself_at_the_edge_of_most_pages_is_set_apart() -> None:
    words = ("en", "to", "tre")
    for lines in (["Turplan for skogen", "", "Dag {}"], ["Dag {}", "", "Turplan for skogen", ""]):
        pages = lay_out(raw(*([line.format(word) for line in lines] for word in words)))
        assert [page.set_apart for page in pages] == [("Turplan for skogen",)] * len(words)
        assert [filled(page) for page in pages] == [["Dag en"], ["Dag to"], ["Dag tre"]]


def test_a_line_that_belongs_to_what_is_beside_it_stays() -> None:
    pages = lay_out(raw(*([f"Tur {word}", "", "Våren 2026", "Alle voksne"] for word in ("en", "to", "tre"))))
    assert [page.set_apart for page in pages] == [()] * 3


@pytest.mark.parametrize("line", ["Tiltak Beskrivelse Tidsplan Ansvar", "Bydelene"])
def test_table_headers_and_lone_words_are_no_running_lines(line: str) -> None:
    pages = lay_out(raw(*([line, "", f"Tur {word}"] for word in ("en", "to", "tre"))))
    assert [page.set_apart for page in pages] == [()] * 3


def test_a_line_at_the_edge_of_two_pages_stays() -> None:
    pages = lay_out(
        raw(["Turplan for skogen", "", "Vi går"], ["Turplan for skogen", "", "Vi ler"], ["Noe annet står her"])
    )
    assert [page.set_apart for page in pages] == [()] * 3


def test_a_repeated_line_inside_a_page_stays() -> None:
    pages = lay_out(raw(*([f"Først {word}", "", "Husk regntøy", "", f"Sist {word}"] for word in ("en", "to", "tre"))))
    assert all(filled(page)[1] == "Husk regntøy" for page in pages)


def test_letters_one_below_another_are_put_together() -> None:
    letters = ["F", "R", "I", "", "L", "U", "F", "T"]
    (page,) = lay_out(raw(["Vi går på tur hver uke.", *letters, "Vi lager bål."]))
    assert page.rotated == ("FRILUFT",)
    assert filled(page) == ["Vi går på tur hver uke.", "Vi lager bål."]


def test_a_short_run_inside_a_page_stays_and_at_its_edge_goes() -> None:
    (inside,) = lay_out(raw(["Vi går på tur hver uke.", "F", "RI", "Vi lager bål."]))
    assert (inside.rotated, filled(inside)) == ((), ["Vi går på tur hver uke.", "F", "RI", "Vi lager bål."])
    (edge,) = lay_out(raw(["Vi går på tur hver uke.", "F", "RI"]))
    assert (edge.rotated, filled(edge)) == (("FRI",), ["Vi går på tur hver uke."])


def test_an_empty_page_keeps_its_place() -> None:
    pages = lay_out(raw(["Skog"], ["", " "], ["Sjø"]))
    assert [page.number for page in pages] == [1, 2, 3]
    assert filled(pages[1]) == []


@given(PAGES)
def test_nothing_is_dropped(pages: list[list[str]]) -> None:
    for before, after in zip(raw(*pages), lay_out(raw(*pages)), strict=True):
        standing = " ".join((*after.lines, *after.set_apart))
        rotated = "".join("".join(label.split()) for label in after.rotated)
        written = Counter("".join(" ".join(before.lines).split()))
        assert Counter("".join(standing.split()) + rotated) == written
        assert not Counter(standing.split()) - Counter(" ".join(before.lines).split())
        assert len(after.lines) == len(before.lines)


@given(PAGES)
def test_lines_that_stay_keep_their_place(pages: list[list[str]]) -> None:
    for before, after in zip(raw(*pages), lay_out(raw(*pages)), strict=True):
        assert all(new in ("", old) for old, new in zip(before.lines, after.lines, strict=True))


def test_a_label_is_readable_where_it_is_one_word() -> None:
    assert readable_label("BARNEHAGE") == "Barnehage"
    assert readable_label("TURPLANLEGGING") == "Turplanlegging"
    assert readable_label("XQZVBWPTRK") is None
    assert readable_label("LEK") is None


def typed(number: int, *lines: tuple[str, float, bool]) -> RawPage:
    """A page whose lines are set in a size, bold or not; a line of size 0 is blank."""
    styles = tuple(LineStyle(size=size, bold=bold, x0=70.0) if size else None for _, size, bold in lines)
    return RawPage(number=number, lines=tuple(line for line, _, _ in lines), styles=styles)


BODY = (("Barna er ute i skogen hver dag.", 10.0, False), ("De voksne er med.", 10.0, False), ("", 0.0, False))


def test_lines_larger_than_the_body_are_set_as_headings() -> None:
    (page,) = lay_out([typed(1, ("Turer", 16.0, False), ("Nesten", 10.5, False), *BODY)])
    assert page.sizes == {"Turer": 16.0}


def test_bold_lines_no_smaller_than_the_body_are_set_as_headings() -> None:
    (page,) = lay_out([typed(1, ("Turer", 10.0, True), ("Kart: Elvedal", 8.0, True), *BODY)])
    assert page.sizes == {"Turer": 10.0}


def test_the_body_is_the_size_of_most_letters_of_the_document() -> None:
    cover = typed(1, ("Turplan", 30.0, False), ("for Elvedal", 20.0, False))
    assert [page.sizes for page in lay_out([cover, typed(2, *BODY)])] == [{"Turplan": 30.0, "for Elvedal": 20.0}, {}]


def test_a_page_of_several_lines_in_a_type_of_its_own_has_its_own_body() -> None:
    lines = tuple((f"Barna ser {what}.", 18.0, False) for what in ("maur", "bier", "fluer"))
    _, slide = lay_out([typed(1, *BODY * 4), typed(2, ("Smådyr", 28.0, False), *lines)])
    assert slide.sizes == {"Smådyr": 28.0}


def test_without_types_no_line_is_known_to_be_set_as_a_heading() -> None:
    (page,) = lay_out(raw(["Turer", "Barna går."]))
    assert page.sizes is None


def test_the_file_s_own_label_comes_before_a_printed_number() -> None:
    pages = [page.model_copy(update={"label": f"B{page.number}"}) for page in raw(["Skog", "", "5"], ["Sjø", "", "6"])]
    laid = lay_out(pages)
    assert [(page.label, page.set_apart) for page in laid] == [("B1", ("5",)), ("B2", ("6",))]


def test_rotated_labels_that_the_reader_found_stay_and_letters_beside_them_too() -> None:
    letters = ("F", "R", "I", "L", "U", "F", "T")
    page = RawPage(
        number=1,
        lines=("Vi går på tur.", *letters),
        rotated=("VI VIL UT",),
        words=(Word(text="Vi", box=(1.0, 2.0, 3.0, 4.0)),),
    )
    (laid,) = lay_out([page])
    assert laid.rotated == ("VI VIL UT",)
    assert filled(laid) == ["Vi går på tur.", *letters]


def test_drawn_tables_come_through() -> None:
    table = raw_table([raw_row("Mai", "Fugler")])
    (laid,) = lay_out([RawPage(number=1, lines=("Turer",), tables=(table,))])
    assert laid.tables == (table,)


def test_a_label_of_several_words_is_readable_as_it_stands() -> None:
    assert readable_label(" VI VIL UT ") == "VI VIL UT"


def test_pages_that_say_what_their_lines_are_lose_none_of_them() -> None:
    pages = [
        RawPage(
            number=number,
            lines=("Felles tittel", "7"),
            roles=(LineRole(kind="heading", level=1), LineRole()),
            apart=("Fjellvik kommune",),
            unit="section",
        )
        for number in range(1, 6)
    ]
    for laid in lay_out(pages):
        assert (laid.lines, laid.roles, laid.label) == (("Felles tittel", "7"), pages[0].roles, None)
        assert (laid.set_apart, laid.unit) == (("Fjellvik kommune",), "section")
