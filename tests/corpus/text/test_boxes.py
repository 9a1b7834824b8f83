import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Box, Word
from corpus.text.boxes import PrintedPage, every_place, quote_boxes
from tests.made_up_pdf import table_pdf, words_of

WIDTH, HEIGHT, LINE = 6.0, 10.0, 14.0  # points, of a letter and of a line
MARGIN = 50.0


def word(text: str, left: float, top: float) -> Word:
    return Word(text=text, box=(left, top, left + WIDTH * len(text), top + HEIGHT))


def printed(*lines: str, left: float = MARGIN, top: float = MARGIN) -> list[Word]:
    """Lines set in letters of one width."""
    found: list[Word] = []
    for number, line in enumerate(lines):
        at = left
        for text in line.split(" "):
            found.append(word(text, at, top + number * LINE))
            at += WIDTH * (len(text) + 1)
    return found


def marked(words: list[Word], quote: str) -> list[str]:
    """The words under the boxes of a quote."""
    boxes = quote_boxes(words, quote)
    return [word.text for word in words if any(is_within(word.box, box) for box in boxes)]


def is_within(inner: Box, outer: Box) -> bool:
    left, top, right, bottom = outer
    slack = 0.06  # boxes are rounded to a tenth
    return (
        left - slack <= inner[0]
        and inner[2] <= right + slack
        and top - slack <= inner[1]
        and inner[3] <= bottom + slack
    )


def test_a_quote_on_one_line_has_one_box() -> None:
    words = printed("Turen går til skogen hver fredag.")
    assert quote_boxes(words, "til skogen") == ((MARGIN + 60, MARGIN, MARGIN + 120, MARGIN + HEIGHT),)


def test_a_quote_on_several_lines_has_a_box_a_line() -> None:
    words = printed("Barna går på tur i", "skogen hver eneste uke, og", "de voksne lager bål.")
    assert len(quote_boxes(words, "tur i skogen hver eneste uke, og de voksne")) == 3
    assert marked(words, "tur i skogen hver eneste uke, og de voksne") == (
        "tur i skogen hver eneste uke, og de voksne".split()
    )


def test_boxes_are_rounded_to_a_tenth() -> None:
    assert quote_boxes([Word(text="tur", box=(1.23456, 2.0, 10.05001, 12.96))], "tur") == ((1.2, 2.0, 10.1, 13.0),)


@pytest.mark.parametrize(
    ("lines", "quote"),
    [
        (("alle barne-", "hagene skal"), "alle barnehagene skal"),
        (("alle barne\u00ad", "hagene skal"), "alle barnehagene skal"),
        (("alle barne", "hagene skal"), "alle barnehagene skal"),
        (("alle bar\u00adne\u00adhagene skal",), "alle barnehagene skal"),
        (("alle barnehagene skal",), "alle bar\u00adnehagene skal"),
        (("en oﬃsiell ﬁl",), "en offisiell fil"),
        (("den «gode» barnehagen",), 'den "gode" barnehagen'),
        (("fra 2024–2030 og",), "fra 2024-2030 og"),
        (("▸ Kurs for kokker",), "• Kurs for kokker"),
        (("Kurs \t for",), "Kurs\n  for"),
        (("LEKEMILJØ I BARNEHAGEN",), "Lekemiljø i barnehagen"),
    ],
)
def test_a_quote_is_found_however_it_is_set(lines: tuple[str, ...], quote: str) -> None:
    words = printed(*lines)
    assert marked(words, quote) == [word.text for word in words if any(map(str.isalnum, word.text))]


def test_the_quote_s_own_case_comes_first() -> None:
    words = printed("planen gjelder barn", "Planen gjelder barn")
    assert quote_boxes(words, "Planen gjelder")[0][1] == MARGIN + LINE


def test_the_first_occurrence_is_marked() -> None:
    words = printed("skogen og fjorden", "skogen og fjellet")
    assert quote_boxes(words, "skogen og")[0][1] == MARGIN
    assert len(quote_boxes(words, "skogen og")) == 1


@pytest.mark.parametrize("quote", ["", " ", "•", "–", "!?"])
def test_a_quote_without_letters_has_no_boxes(quote: str) -> None:
    assert quote_boxes(printed("Turen – går • til!?"), quote) == ()


@pytest.mark.parametrize(
    "quote",
    [
        "til sjøen",
        "skog",
        "ogen hver",
        "skogen til går Turen",
        "Turen til hver uke",
        "Turen går til skogen hver fredag i mai",
        "Turen går og lager",
        "Turen går til suppe til uke",
    ],
)
def test_words_that_do_not_stand_together_are_not_found(quote: str) -> None:
    words = printed(
        "Turen går til skogen hver fredag.",
        "Vi tar bussen dit etter frokost.",
        "Ta med sekk og drikke til alle.",
        "Kokken og barna lager suppe til uke fem.",
    )
    assert quote_boxes(words, quote) == ()


def test_a_page_without_words_has_no_boxes() -> None:
    assert quote_boxes([], "tur") == ()


# A row whose cells are of several lines: the page may print it cell by cell or line by line.
CELLS = (
    ("Utegruppe", "hver uke"),
    ("Barnehagene skal ha en", "fast utedag i uka for", "alle barn i barne-", "hagen sin."),
    ("Kontinuerlig",),
    ("Barnehagene", "Bydelene"),
)
ROW = "Utegruppe hver uke\nBarnehagene skal ha en fast utedag i uka for alle barn i barnehagen sin.\nKontinuerlig\n" + (
    "Barnehagene\nBydelene"
)
COLUMNS = (40.0, 140.0, 330.0, 430.0)
ROWS = (
    (("Svømmekurs",), ("Barnehagene skal ha kurs for alle barn.",), ("2026",), ("Barnehagene",)),
    CELLS,
    (("Bibliotek", "hver uke"), ("Biblioteket låner ut",), ("Kontinuerlig",), ("Biblioteket", "Bydelene")),
)


def table() -> list[list[list[Word]]]:
    """The words of a table: row by row, cell by cell."""
    rows: list[list[list[Word]]] = []
    top = MARGIN
    for cells in ROWS:
        rows.append([printed(*lines, left=left, top=top) for lines, left in zip(cells, COLUMNS, strict=True)])
        top += LINE * max(map(len, cells)) + 8
    return rows


def by_cell() -> list[Word]:
    return [word for row in table() for cell in row for word in cell]


def by_line() -> list[Word]:
    return sorted(by_cell(), key=lambda word: (word.box[1], word.box[0]))


def by_column() -> list[Word]:
    rows = table()
    return [word for column in range(4) for row in rows for word in row[column]]


@pytest.mark.parametrize("words", [by_cell(), by_line()], ids=["by cell", "by line"])
@pytest.mark.parametrize("quote", [ROW, " ".join(ROW.split())], ids=["lines", "one line"])
def test_a_row_is_marked_cell_by_cell_whatever_order_the_page_has(words: list[Word], quote: str) -> None:
    expected = {word.box for cell in table()[1] for word in cell}
    boxes = quote_boxes(words, quote)
    assert {word.box for word in words if any(is_within(word.box, box) for box in boxes)} == expected
    assert len(boxes) == sum(map(len, CELLS))  # a box for each line of each cell


def test_a_row_is_found_where_the_page_runs_down_its_columns() -> None:
    words = by_column()
    expected = {word.box for cell in table()[1] for word in cell}
    boxes = quote_boxes(words, ROW)
    assert {word.box for word in words if any(is_within(word.box, box) for box in boxes)} == expected


def test_a_row_of_a_printed_table_is_marked_within_its_cells() -> None:
    """As reportlab prints a table and PDFium reads it."""
    (words,) = words_of(table_pdf([["\n".join(cell) for cell in row] for row in ROWS]))
    found = [words[index].text for index in PrintedPage(words).found(ROW)]
    assert Counter(found) == Counter(word.text for cell in table()[1] for word in cell)
    tops = [box[1] for box in quote_boxes(words, ROW)]
    assert max(tops) - min(tops) < 4 * LINE


def test_a_row_is_not_pieced_together_from_words_that_only_another_row_has_side_by_side() -> None:
    """Read line by line, its owners stand apart; in the row above they stand after the schedule, on one line."""
    above = printed("Bokbuss Bussen kommer hver mandag. Kontinuerlig Biblioteket Barnehagene")
    cells = (("Bokkasse",), ("Alle barn får en", "kasse med bøker."), ("Kontinuerlig",), ("Biblioteket", "Barnehagene"))
    row = [
        word
        for lines, left in zip(cells, COLUMNS, strict=True)
        for word in printed(*lines, left=left, top=MARGIN + 2 * LINE)
    ]
    words = above + sorted(row, key=lambda word: (word.box[1], word.box[0]))
    quote = "\n".join("\n".join(lines) for lines in cells)
    assert set(PrintedPage(words).found(quote)) == set(range(len(above), len(words)))


def test_a_bullet_of_a_cell_is_found_between_the_lines_of_other_cells() -> None:
    assert marked(by_line(), "skal ha en fast utedag i uka for alle") == "skal ha en fast utedag i uka for alle".split()


WORDS = st.lists(st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøå", min_size=1, max_size=12), min_size=1, max_size=60)


@given(words=WORDS, data=st.data())
def test_any_words_in_a_row_are_found_and_nothing_else_is_marked(words: list[str], data: st.DataObject) -> None:
    """Random lines, random words cut at their ends, a random quote: what is under the boxes spells the quote."""
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    lines: list[list[str]] = [[]]
    for text in words:
        cut = data.draw(st.integers(1, len(text))) if data.draw(st.booleans()) else 0
        if 0 < cut < len(text):
            hyphen = data.draw(st.sampled_from(["-", "\u00ad", "‐", ""]))
            lines[-1].append(text[:cut] + hyphen)
            lines.append([text[cut:]])
        else:
            lines[-1].append(text)
            if data.draw(st.booleans()):
                lines.append([])
    page = printed(*(" ".join(line) for line in lines if line))
    quote = words[start:end]
    letters = "".join(marked(page, " ".join(quote))).translate({ord(sign): None for sign in "-\u00ad‐"})
    assert letters == "".join(quote)


@given(st.lists(st.tuples(st.text(max_size=8), st.tuples(*[st.floats(0, 900)] * 4)), max_size=30), st.text(max_size=40))
def test_no_page_and_no_quote_is_too_odd(page: list[tuple[str, Box]], quote: str) -> None:
    words = [Word(text=text, box=box) for text, box in page]
    for box in quote_boxes(words, quote):
        assert all(math.isfinite(side) for side in box)
        assert box[0] >= round(min(word.box[0] for word in words), 1)
        assert box[3] <= round(max(word.box[3] for word in words), 1)


@given(words=WORDS, data=st.data())
def test_what_is_found_has_just_the_letters_of_the_quote(words: list[str], data: st.DataObject) -> None:
    """Words of the page in any order: found or not, but never more or less than asked for."""
    page = printed(*(" ".join(words[at : at + 7]) for at in range(0, len(words), 7)))
    quote = (
        data.draw(st.permutations(words)) if data.draw(st.booleans()) else data.draw(st.lists(st.sampled_from(words)))
    )
    found = PrintedPage(page).found(" ".join(quote))
    assert not found or Counter("".join(page[index].text for index in found)) == Counter("".join(quote))


def test_a_page_can_be_asked_for_many_quotes() -> None:
    page = PrintedPage(printed("Turen går til skogen", "hver fredag"))
    assert [len(page.boxes(quote)) for quote in ("Turen går", "skogen hver", "sjøen")] == [1, 2, 0]


def test_every_place_of_a_word_has_its_boxes_also_within_words_and_over_lines() -> None:
    words = printed("Barn i barne-", "hagen leker", "Alle barnehager")
    places = every_place(words, "BARNEHAGE")
    assert [[found.text for found in words if any(is_within(found.box, box) for box in place)] for place in places] == [
        ["barne-", "hagen"],
        ["barnehager"],
    ]
    assert [len(place) for place in places] == [2, 1]
    assert len(every_place(words, "barn")) == 3
    assert every_place(words, "skogen") == every_place(words, " – ") == every_place([], "barn") == ()
