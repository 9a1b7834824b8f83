"""How much of the overall plan a draft answers, as a chapter at the end of its document."""

from collections.abc import Iterator, Mapping

from assistant import labels
from assistant.drafting.coverage import Coverage, CoveredDuty
from assistant.drafting.template import WrittenForm
from assistant.exports.drafts.document import Block, Cell, Heading, Paragraph, Piece, Table
from assistant.exports.drafts.refusal import part_name
from assistant.texts import said
from corpus.snapshot import Snapshot

_WIDTHS = (0.5, 0.5)


def coverage_blocks(
    coverage: Coverage, titles: Mapping[str, str], snapshot: Snapshot, language: WrittenForm
) -> tuple[Block, ...]:
    """The heading, how many duties are answered and what is not written, and each duty with its answer.

    `titles` are those of fields by key.
    """
    is_one = len({one.duty.document_id for one in coverage.duties}) == 1
    columns = (said("draft_document.coverage_duty", language), said("draft_document.coverage_where", language))
    rows = tuple(
        (_duty(one, snapshot, language, is_one=is_one), _answer(one, titles, language)) for one in coverage.duties
    )
    table = Table(columns=columns, widths=_WIDTHS, rows=rows, named_rows=False)
    heading = Heading(level=1, text=said("draft_document.coverage_title", language))
    return heading, _share(coverage, language), *_left(coverage, titles, language), *((table,) if rows else ())


def _share(coverage: Coverage, language: WrittenForm) -> Paragraph:
    answered, duties = sum(one.answered for one in coverage.duties), len(coverage.duties)
    percent = round(100 * (coverage.share or 0))
    return _line(said("draft_document.coverage_lead", language, answered=answered, duties=duties, percent=percent))


def _left(coverage: Coverage, titles: Mapping[str, str], language: WrittenForm) -> Iterator[Paragraph]:
    """The fields that nobody wrote in, and the rows that lack who, when or with what money."""
    empty = [titles.get(key, key) for key in coverage.empty]
    if empty:
        yield _line(said("draft_document.coverage_empty", language, fields="; ".join(empty)))
    for row in coverage.missing:
        parts = ", ".join(part_name(part, language) for part in row.parts)
        told = said("draft_document.coverage_missing", language, field=titles.get(row.key, row.key), parts=parts)
        yield _line(told).model_copy(update={"is_item": True})


def _duty(covered: CoveredDuty, snapshot: Snapshot, language: WrittenForm, *, is_one: bool) -> Cell:
    """The words of a duty, and where they stand; without the plan's title where all are of one plan."""
    duty = covered.duty
    document = snapshot.documents[duty.document_id]
    _, page = snapshot.places[duty.generation_id, duty.page]
    title = labels.title(document.title, is_stated=document.title_stated, language=language)
    located = labels.located(page, language)
    whole = " ".join(part for part in (duty.lead, duty.text) if part)
    where = located if is_one else f"{title}, {located}"
    return (_line(f"{' '.join(whole.split())} ({where})"),)


def _answer(covered: CoveredDuty, titles: Mapping[str, str], language: WrittenForm) -> Cell:
    if covered.key is None:
        return (_line(said("draft_document.coverage_none", language)),)
    title = titles.get(covered.key, covered.key)
    if not covered.answered:
        return (_line(said("draft_document.coverage_quoted", language, field=title)),)
    return _line(f"{title}:"), _line(" ".join((covered.sentence or "").split()))


def _line(text: str) -> Paragraph:
    return Paragraph(pieces=(Piece(text=text),))
