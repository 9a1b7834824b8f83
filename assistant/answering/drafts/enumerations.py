"""What a sentence names in a row ("bydeler, Fagforbundet, FUB og UTD"), as the items of a list."""

import re
from collections.abc import Sequence

from assistant.answering.draft import Claim, Draft, Statement, quoted
from assistant.question.kinds import Kind
from assistant.question.question import Question
from corpus.models import PassageKind
from corpus.text.sentences import sentences
from corpus.words.small import FUNCTION_WORDS, JOINING

_ROW = re.compile(r"[^,;:.()«»]+(?:, [^,;:.()«»]+)+?,? (?:og|samt|eller|and|or) [^,;:()«»]+")
_LAST = re.compile(r",? (?:og|samt|eller|and|or) ")
_RELATIVE = re.compile(r"^\s*(?:som|der|which|that) [^\W\d]+(?:er|ar|s)\b\s*")
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
    parts = match[0].split(", ")
    ends = _LAST.search(parts[-1]) if not _LAST.match(f" {parts[-1]}") else None
    tail = [parts[-1][: ends.start()], parts[-1][ends.end() :]] if ends else [parts[-1].split(" ", 1)[-1]]
    first, *others = _of_the_clause([*parts[:-1], *tail])
    items = tuple(item.strip().rstrip(".") for item in (_without_lead(first), *others) if item.strip())
    return items if len(items) >= _FEWEST and all(len(item.split()) <= _LONGEST for item in items) else ()


def _of_the_clause(parts: Sequence[str]) -> Sequence[str]:
    """The parts from where a relative clause begins to name them: "retningslinjer, som omfatter tilsyn, råd og …"."""
    opened = [place for place, part in enumerate(parts) if _RELATIVE.match(part)]
    return (_RELATIVE.sub("", parts[opened[-1]], count=1), *parts[opened[-1] + 1 :]) if opened else parts


def _are_names(items: Sequence[str]) -> bool:
    """Whether most of the items are written as names."""
    return 2 * sum(item[0].isupper() for item in items) > len(items)


def _without_lead(part: str) -> str:
    """The first item without what leads up to it: the words after the last that has no content of its own."""
    words = part.split()
    places = [
        place for place, word in enumerate(words) if word.lower() in FUNCTION_WORDS and word.lower() not in JOINING
    ]
    return " ".join(words[places[-1] + 1 :]) if places else part
