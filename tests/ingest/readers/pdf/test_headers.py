from ingest.readers.pdf.gaps import Columns, Strip
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.headers import named_columns, shares_column
from ingest.readers.pdf.words import PlacedWord, TextLine


def line(*texts: tuple[float, str], bold: bool = False, y: float = 100) -> TextLine:
    return TextLine(tuple(PlacedWord(text, x, x + 30, y, 10, bold, Area(x, y - 8, x + 30, y + 2)) for x, text in texts))


def test_column_names_say_where_columns_begin() -> None:
    assert named_columns([line((50, "Aktivitet"), (150, "Frist"), (250, "Hvem"))]) == [50, 150, 250]
    assert named_columns([line((50, "Kva"), (150, "Korleis"), (250, "Kven"))]) == [50, 150, 250]


def test_words_that_name_nothing_count_where_they_alone_are_bold() -> None:
    first, second = line((50, "Rom"), (150, "Plass"), bold=True), line((50, "Kjøkken"), (150, "Ti"), y=120)
    assert named_columns([first, second]) == [50, 150]
    assert named_columns([second, first]) == []


def test_words_apart_in_one_column_show_that_one_is_missing() -> None:
    cut = Columns((Strip(130, 145),))
    assert shares_column(line((50, "Tiltak"), (150, "Når"), (250, "Hvem")), cut)
    assert not shares_column(line((50, "Tiltak"), (150, "Når")), cut)
