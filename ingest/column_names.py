"""What the columns of an action table are called, and what its header says of them."""

import re
from collections.abc import Sequence
from enum import StrEnum

from corpus.words.lexicon import lemma


class Column(StrEnum):
    """What a column of an action table holds."""

    TITLE = "title"
    DESCRIPTION = "description"
    SCHEDULE = "schedule"
    RESPONSIBLE = "responsible"
    PARTNERS = "partners"
    FUNDING = "funding"
    OTHER = "other"


_COLUMN_WORDS: dict[str, Column] = {
    "tiltak": Column.TITLE,
    "aktivitet": Column.TITLE,
    "tema": Column.TITLE,
    "beskrivelse": Column.DESCRIPTION,
    "skildring": Column.DESCRIPTION,
    "innhold": Column.DESCRIPTION,
    "tidsplan": Column.SCHEDULE,
    "frist": Column.SCHEDULE,
    "når": Column.SCHEDULE,
    "dato": Column.SCHEDULE,
    "ansvar": Column.RESPONSIBLE,
    "ansvarlig": Column.RESPONSIBLE,
    "ansvarleg": Column.RESPONSIBLE,
    "hvem": Column.RESPONSIBLE,
    "kven": Column.RESPONSIBLE,
    "samarbeidspartner": Column.PARTNERS,
    "samarbeidspart": Column.PARTNERS,
    "finansiering": Column.FUNDING,
    "hva": Column.OTHER,
    "mål": Column.OTHER,
    "kjennetegn": Column.OTHER,
    "formål": Column.OTHER,
    "kommentar": Column.OTHER,
    "status": Column.OTHER,
}

_CELL_WORDS: dict[str, Column] = {
    **_COLUMN_WORDS,
    **dict.fromkeys("measure action activity".split(), Column.TITLE),
    **dict.fromkeys("hvordan korleis forklaring description how content".split(), Column.DESCRIPTION),
    **dict.fromkeys("hvorfor kvifor begrunnelse grunngiving why".split(), Column.DESCRIPTION),
    **dict.fromkeys("tid tidspunkt tidsfrist tidsramme deadline when schedule timeline".split(), Column.SCHEDULE),
    **dict.fromkeys("måned månad month uke veke week kvartal".split(), Column.SCHEDULE),
    **dict.fromkeys("ansvarshavende responsible responsibility owner who".split(), Column.RESPONSIBLE),
    **dict.fromkeys("partner partners".split(), Column.PARTNERS),
    **dict.fromkeys("kostnad økonomi funding cost".split(), Column.FUNDING),
    **dict.fromkeys("kva what innsats oppgave oppgåve task delmål goal".split(), Column.OTHER),
    **dict.fromkeys("område indikator indicator".split(), Column.OTHER),
}
"""What a word says in a cell of a header, where it stands among others of its kind; in a line of text it may not."""

_WEAK_TITLES = ("hva", "kva", "what", "oppgave", "oppgåve", "task", "innsats", "delmål", "mål", "goal")
_ASKED = frozenset("hva kva what".split())
_DONE = frozenset("gjøre gjere do".split())
_SMALL_WORDS = frozenset("av for med og på til".split())
_FIRST_COLUMNS = (Column.TITLE,)
_FEWEST_COLUMNS = 3
_MOST_HEADER_WORDS = 12
_MOST_CELL_WORDS = 4
_WORD = re.compile(r"[^\W\d_]+")


def header_columns(text: str) -> tuple[Column, ...]:
    """The columns that a line names, if it reads as a table header; else an empty tuple."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not 1 < len(words) <= _MOST_HEADER_WORDS or text.rstrip().endswith("."):
        return ()
    named = list(map(_named, words))
    columns = tuple(dict.fromkeys(column for column in named if column))
    distinct = {word for word, column in zip(words, named, strict=True) if column}
    enough = len(distinct) >= _FEWEST_COLUMNS or (
        len(distinct) == _FEWEST_COLUMNS - 1 and Column.RESPONSIBLE in columns
    )
    others = sum(column is None and word not in _SMALL_WORDS for word, column in zip(words, named, strict=True))
    return columns if enough and others <= len(distinct) and named[0] in _FIRST_COLUMNS else ()


def column_of(text: str) -> Column:
    """What the column under a header cell holds: by the first word that names one."""
    named = (_named(word.lower(), _CELL_WORDS) for word in _WORD.findall(text))
    return next((column for column in named if column), Column.OTHER)


def named_columns(header: Sequence[str]) -> tuple[Column, ...]:
    """What the columns under the cells of a header hold; what is done ("Hva skal gjøres?", "Hva vi gjør") is the
    description of a measure that has a name, and else its name.
    """
    found = list(map(column_of, header))
    kind = Column.TITLE if Column.TITLE not in found else Column.DESCRIPTION
    at = next((at for at, text in enumerate(header) if _asks_what_is_done(text)), None)
    if at is not None and kind not in found:
        found[at] = kind
    return tuple(found)


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """The same; where none is called a measure, what is to be done or reached ("Hva", "Mål") is."""
    found = list(named_columns(header))
    if Column.TITLE not in found:
        words = [{lemma(word.lower()) for word in _WORD.findall(text)} for text in header]
        weak = (at for title in _WEAK_TITLES for at, cell in enumerate(words) if title in cell)
        at = next(weak, None)
        if at is not None:
            found[at] = Column.TITLE
    return tuple(found)


def _asks_what_is_done(text: str) -> bool:
    words = {lemma(word.lower()) for word in _WORD.findall(text)}
    return not words.isdisjoint(_ASKED) and not words.isdisjoint(_DONE)


def names_column(text: str) -> bool:
    """Whether a text names a column and says little else."""
    words = [word.lower() for word in _WORD.findall(text)]
    return 0 < len(words) <= _MOST_CELL_WORDS and any(_named(word, _CELL_WORDS) for word in words)


def is_header_rest(text: str) -> bool:
    """Whether a line goes on with a header that began above it: column names and nothing else."""
    words = [word.lower() for word in _WORD.findall(text)]
    return bool(words) and all(word == "og" or lemma(word) in _COLUMN_WORDS for word in words)


def _named(word: str, names: dict[str, Column] = _COLUMN_WORDS) -> Column | None:
    return names.get(lemma(word)) or names.get(word) or names.get(word.removesuffix("et"))


def is_action_table(columns: Sequence[Column]) -> bool:
    """Whether rows of these columns are measures: something to do, a time and an owner."""
    return {Column.TITLE, Column.SCHEDULE, Column.RESPONSIBLE} <= set(columns)
