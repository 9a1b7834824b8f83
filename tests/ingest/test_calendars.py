from collections.abc import Sequence

from corpus.models import Measure
from corpus.units import UnitRegister
from ingest.blocks import BlockKind, StructuredPage
from ingest.layout import LaidPage
from ingest.measures import measures
from ingest.readers.base import RawCell, RawRow, RawTable
from ingest.structure import structure

Cells = tuple[Sequence[str], Sequence[str]]
HEAD: Cells = (["Måned"], ["Oppgaver"])
AUGUST: Cells = (["August"], ["• Tilvenning for de yngste", "(Styrer)", "• Foreldremøte (Styrer, PPT)"])
MAY: Cells = (["Mai"], ["• Dugnad ved elva (Foreldreutvalget)", "• Fri 1. og 17. mai"])


def page(number: int, rows: Sequence[Cells]) -> LaidPage:
    raw = tuple(
        RawRow(cells=tuple(RawCell(lines=tuple(cell), box=(0, 0, 0, 0), column=at) for at, cell in enumerate(row)))
        for row in rows
    )
    table = RawTable(at=0, columns=2, rows=raw, box=(50, 50, 500, 700))
    return LaidPage(number=number, label=None, lines=(), set_apart=(), rotated=(), tables=(table,))


def read(*pages: Sequence[Cells]) -> tuple[tuple[StructuredPage, ...], tuple[Measure, ...]]:
    register = UnitRegister(())
    found = structure([page(number, rows) for number, rows in enumerate(pages, start=1)], register)
    rows = [(block, block.id) for one in found for block in one.blocks if block.kind is BlockKind.ROW]
    return found, measures(rows, register, "aarshjul", "aarshjul@1")


def told(found: Sequence[Measure]) -> list[tuple[str, str, str]]:
    return [(measure.title, measure.schedule.raw, measure.responsible_raw) for measure in found]


def test_each_task_of_an_annual_cycle_is_a_measure_in_its_month() -> None:
    pages, found = read([HEAD, AUGUST, MAY])
    assert told(found) == [
        ("Tilvenning for de yngste", "August", "Styrer"),
        ("Foreldremøte", "August", "Styrer, PPT"),
        ("Dugnad ved elva", "Mai", "Foreldreutvalget"),
        ("Fri 1. og 17. mai", "Mai", ""),
    ]
    text = "\n".join(block.text for block in pages[0].blocks)
    assert [text.count(word) for word in ("August", "Foreldremøte", "(Styrer, PPT)")] == [1, 1, 1]


def test_tasks_that_a_page_break_parts_from_their_month_are_in_it() -> None:
    rest: Cells = ([], ["• Svømming (Kulturskolen)"])
    _, found = read([HEAD, MAY, AUGUST], [HEAD, rest])
    assert told(found)[-1] == ("Svømming", "August", "Kulturskolen")
    assert found[-1].page == 2


def test_tasks_without_bullets_end_with_their_owners() -> None:
    lines: Cells = (["Juni"], ["Sommerfest i", "parken (Styrer)", "Oppsummering (Pedagogisk leder)", "Plan (Styrer)"])
    _, found = read([HEAD, lines])
    assert [measure.title for measure in found] == ["Sommerfest i parken", "Oppsummering", "Plan"]


def test_months_whose_tasks_name_no_owners_are_no_measures() -> None:
    plain: Cells = (["August"], ["• Tilvenning (fra uke 33)", "• Foreldremøte (7. august)", "• Tur"])
    pages, found = read([HEAD, plain, (["Mai"], ["Dugnad"])])
    assert found == ()
    assert "Foreldremøte (7. august)" in "\n".join(block.text for block in pages[0].blocks)
