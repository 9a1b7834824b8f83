"""Measures and duties as a card: the first of them under an answer, and all of them when that is asked for."""

from collections.abc import Callable, Sequence

from microsoft_teams.cards import Action, AdaptiveCard, CardElement, ColumnDefinition, Table, TableCell, TableRow

from assistant.answering.answer import Answer
from assistant.register.facets import Rows
from assistant.teams import buttons
from assistant.teams.messages import elements
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.rows import PATHS, Line, lines, lookup_of, pages, register_path
from assistant.teams.texts import text

ROWS_AT_FIRST = 5
"""Rows under an answer whose text names them all: with ten a telephone was scrolled two screens past it."""

_WIDTHS = ("48px", 1)  # of the number, and of the rest

Turn = Callable[[int], buttons.Button]
"""The button that shows the rows from a number on."""


def first_card(answer: Answer, rows: Rows, chat: Chat, most: int = ROWS_AT_FIRST) -> AdaptiveCard:
    """The first rows of an answer, with a button for all of them."""
    known = answer.message_id
    more = buttons.All(message=known, rows=rows, language=chat.language) if known else None
    return first(lines(answer, rows), more, _register(answer, rows, chat), rows, chat, answer.language, most)


def first(
    found: Sequence[Line],
    more: buttons.Button | None,
    opens: Action,
    rows: Rows,
    chat: Chat,
    language: str,
    most: int = ROWS_AT_FIRST,
) -> AdaptiveCard:
    """The first rows of some, with the button `more` where there are others, and one that opens the register."""
    actions = [opens]
    if more is not None and len(found) > most:
        actions.insert(0, elements.turning(text("table.show_all", language, count=len(found)), more))
    return _drawn(found, 0, min(most, len(found)), actions, rows, chat, language)


def all_card(answer: Answer, rows: Rows, start: int, chat: Chat) -> AdaptiveCard | None:
    """The rows of an answer from `start` on, as many as a card takes; None where the answer has none."""
    found = lines(answer, rows)

    def turned(at: int) -> buttons.Button:
        return buttons.All(message=answer.message_id, rows=rows, start=at, language=chat.language)

    return page_card(found, start, turned, [_register(answer, rows, chat)], rows, chat, answer.language)


def page_card(
    found: Sequence[Line], start: int, turned: Turn, actions: Sequence[Action], rows: Rows, chat: Chat, language: str
) -> AdaptiveCard | None:
    """The page that has the row `start`, with buttons for the one before and the next; None where there are no rows."""
    if not found:
        return None
    begins = pages(found, chat)
    page = max(at for at, first in enumerate(begins) if first <= start)
    ends = [*begins[1:], len(found)]
    turns: list[Action] = []
    if page > 0:
        turns.append(elements.turning(text("table.previous", language), turned(begins[page - 1])))
    if page + 1 < len(begins):
        turns.append(elements.turning(text("table.next", language), turned(begins[page + 1])))
    return _drawn(found, begins[page], ends[page], [*turns, *actions], rows, chat, language)


def _drawn(
    found: Sequence[Line], begin: int, end: int, actions: Sequence[Action], rows: Rows, chat: Chat, language: str
) -> AdaptiveCard:
    title = text(f"table.title_{rows}", language, count=len(found))
    if end - begin < len(found):
        title = text(f"table.some_{rows}", language, first=begin + 1, last=end, count=len(found))
    shown = found[begin:end]
    is_numbered = any(line.number for line in found)
    common = shown[0].marks if all(line.marks == shown[0].marks for line in shown) else ()
    header = [_titled(text("table.column_number", language))] if is_numbered else []
    header.append(_titled(text(f"table.column_{rows}", language)))
    drawn = (line.drawn(chat, is_numbered=is_numbered, is_marked=not common) for line in shown)
    widths = [ColumnDefinition(width=width) for width in _WIDTHS[-len(header) :]]
    table = Table(columns=widths, rows=[TableRow(cells=header), *drawn], show_grid_lines=False)
    body: list[CardElement] = [elements.heading(title), table]
    if common:
        marked = text("table.marked", language, marks=", ".join(common))
        body.append(elements.paragraph(elements.run(marked, is_subtle=True)))
    return elements.card(body, actions, language=language, spoken=title)


def _register(answer: Answer, rows: Rows, chat: Chat) -> Action:
    lookup = lookup_of(answer, rows)
    path = register_path(lookup) if lookup else PATHS[rows]
    return elements.opening(text("table.open_register", answer.language), chat.address(path))


def _titled(words: str) -> TableCell:
    return TableCell(items=[elements.paragraph(elements.run(words, is_bold=True))])
