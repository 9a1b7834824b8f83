"""What a sentence names in a row ("bydeler, Fagforbundet, FUB og UTD"), as the items of a list."""

import re
from collections.abc import Sequence

from assistant.answering.draft import Claim, Draft, Statement, quoted
from assistant.question.kinds import Kind
from assistant.question.understand import Question
from corpus.models import PassageKind
from corpus.text.sentences import sentences
from corpus.words.analysis import FUNCTION_WORDS

_ROW = re.compile(r"[^,;:.()«»]+(?:, [^,;:.()«»]+)+?,? (?:og|samt|eller|and|or) [^,;:()«»]+")
_LAST = re.compile(r",? (?:og|samt|eller|and|or) ")
_JOINING = frozenset("og eller samt and or".split())
_FEWEST = 3
_LONGEST = 10  # words of an item: what is longer is a clause


def enumerated(question: Question, draft: Draft) -> Draft:
    """The draft; where several things are asked for and its first statement names some in a row, these as items."""
    if question.kind not in (Kind.LIST, Kind.WHO) or draft.complete or not draft.statements:
        return draft
    for statement in draft.statements:
        items = () if _is_row(statement) else items_in(statement.claim.quote)
        if not items or (question.kind is Kind.WHO and not _are_names(items)):
            continue
        listed = (
            Statement(claim=Claim(text=item, quote=item, values=(item,)), passage=statement.passage, bullet=True)
            for item in items
        )
        return Draft(statements=(quoted(statement.claim.quote, statement.passage), *listed))
    return draft


def _is_row(statement: Statement) -> bool:
    return statement.measure is not None or statement.passage.kind is PassageKind.ROW


def items_in(sentence: str) -> tuple[str, ...]:
    """The things that a sentence names in a row, in its words; none where it names fewer than three."""
    match = _ROW.search(sentence)
    if match is None or len(sentences(sentence)) > 1:
        return ()
    *parts, last = match[0].split(", ")
    ends = _LAST.search(last) if not _LAST.match(f" {last}") else None
    tail = [last[: ends.start()], last[ends.end() :]] if ends else [last.split(" ", 1)[-1]]
    found = (_without_lead(parts[0]), *parts[1:], *tail)
    items = tuple(item.strip().rstrip(".") for item in found if item.strip())
    return items if len(items) >= _FEWEST and all(len(item.split()) <= _LONGEST for item in items) else ()


def _are_names(items: Sequence[str]) -> bool:
    """Whether most of the items are written as names."""
    return 2 * sum(item[0].isupper() for item in items) > len(items)


def _without_lead(part: str) -> str:
    """The first item without what leads up to it: the words after the last that has no content of its own."""
    words = part.split()
    places = [
        place for place, word in enumerate(words) if word.lower() in FUNCTION_WORDS and word.lower() not in _JOINING
    ]
    return " ".join(words[places[-1] + 1 :]) if places else part
