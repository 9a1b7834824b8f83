"""Where an overall plan prints its own empty form: what stands there suggests nothing to whoever fills it in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from assistant.drafting.template import Template, Wording
from corpus.models import Passage
from corpus.snapshot import Snapshot, folded_title
from corpus.words.analysis import terms

_SAME = 0.6  # of the terms of two lines, those that both have: forms and templates are seldom worded quite alike
_MOSTLY = 0.5  # of the lines of a page
_MOST_KEPT = 50
_KEPT: dict[tuple[Template, str], frozenset[int]] = {}

Pages = frozenset[tuple[str, int]]


def form_pages(template: Template, snapshot: Snapshot, documents: Iterable[str]) -> Pages:
    """The pages (document, number) of these documents on which the form of a template is printed.

    First those that hold little but what its fields are called and ask for; then those beside them on which every
    chapter is called as a section of it, or as the template.
    """
    found: set[tuple[str, int]] = set()
    for document in documents:
        found.update((document, number) for number in _remembered(template, snapshot, document))
    return frozenset(found)


def _remembered(template: Template, snapshot: Snapshot, document: str) -> frozenset[int]:
    """The pages of one document; those of a generation stay what they are."""
    key = (template, snapshot.generations[document])
    if key not in _KEPT:
        pages = _pages(snapshot.passages_in(document))
        listed = {number for number, passages in pages.items() if _is_listed(passages, template, snapshot)}
        while len(_KEPT) >= _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = frozenset(_with_neighbours(listed, pages, _called(template)))
    return _KEPT[key]


@lru_cache(maxsize=20)
def _asked(template: Template) -> tuple[frozenset[str], ...]:
    """The terms of all that a template calls its sections and fields, and asks for in them."""
    told = (text for field in template.fields() for one in (field.title, field.guidance) for text in _both(one))
    return tuple(frozenset(terms(text)) for text in (*_titles(template), *told))


@lru_cache(maxsize=20)
def _called(template: Template) -> frozenset[str]:
    return frozenset(map(folded_title, _titles(template)))


def _titles(template: Template) -> list[str]:
    return [*_both(template.title), *(title for section in template.sections for title in _both(section.title))]


def _both(wording: Wording) -> tuple[str, str]:
    return wording.nb, wording.nn


def _pages(passages: Sequence[Passage]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        found[passage.first_page].append(passage)
    return found


def _is_listed(passages: Sequence[Passage], template: Template, snapshot: Snapshot) -> bool:
    if any(passage.measure_id for passage in passages):
        return False
    lines = [held for passage in passages for _, held in snapshot.parts_of(passage).sentences if held]
    told = sum(any(_is_same(line, one) for one in _asked(template)) for line in lines)
    return bool(lines) and told >= _MOSTLY * len(lines)


def _is_same(line: frozenset[str], other: frozenset[str]) -> bool:
    return len(line & other) >= _SAME * len(line | other)


def _with_neighbours(listed: set[int], pages: Mapping[int, Sequence[Passage]], called: frozenset[str]) -> set[int]:
    """The pages listed, and those before and after them that are under chapters of the form alone."""
    found = set(listed)
    for step in (-1, 1):
        for number in sorted(listed):
            at = number + step
            while at in pages and at not in found and _is_under(pages[at], called):
                found.add(at)
                at += step
    return found


def _is_under(passages: Sequence[Passage], called: frozenset[str]) -> bool:
    return all(passage.heading_path and folded_title(passage.heading_path[0]) in called for passage in passages)
