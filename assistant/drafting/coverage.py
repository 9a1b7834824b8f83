"""How much of what binds a draft it answers: duty by duty, with the sentence that answers; what is empty or missing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from assistant.answering.checks.verify import folded
from assistant.drafting.competing import claimed
from assistant.drafting.covering import ENOUGH, Covering, Judged
from assistant.drafting.markers import quotations, without_markers
from assistant.drafting.matching import Matching
from assistant.drafting.subject import subject_of
from assistant.drafting.template import Template
from corpus.models import Duty, Record
from corpus.store.drafts import ROW_PARTS, FieldText

# Set by hand over the made-up plan of tests/local_plan.toml: of thirty texts one is always near a duty by chance.
_OF_FIELD = 0.25  # what a text gains for a duty that its field is there to answer
_ELSEWHERE = 0.20  # and what it loses in any other field
_SAID_BY = ("text", "description")  # the parts in which a field says what is done

DutyState = Literal["answered", "quoted", "open"]


class CoveredDuty(Record):
    """A duty, whether the draft answers it, or only has it in the plan's words (`quoted`), and where."""

    duty: Duty
    state: DutyState
    key: str | None = None
    sentence: str | None = None
    score: float = 0.0

    @property
    def answered(self) -> bool:
        """Whether the draft says in words of its own what is done."""
        return self.state == "answered"


class MissingParts(Record):
    """A row that says what is done, and the parts of it that are empty: who, when, with what money."""

    key: str
    parts: tuple[str, ...]


class Coverage(Record):
    """What of the duties a draft answers; `share` is 0 to 1, None where nothing binds it."""

    duties: tuple[CoveredDuty, ...]
    share: float | None
    empty: tuple[str, ...]
    missing: tuple[MissingParts, ...]


class _Own(NamedTuple):
    """What a field says in words of its own, all that it says, and the duties that it is there to answer."""

    key: str
    text: str
    whole: str
    duties: frozenset[str]


def coverage(template: Template, fields: Sequence[FieldText], matching: Matching, covering: Covering) -> Coverage:
    """The coverage of a draft by what stands in its fields."""
    told = {field.key: field.parts for field in fields if not field.removed}
    own = list(_own(template, told, matching))
    duties = tuple({_plain(duty.text): duty for duty in reversed(matching.duties)}.values())[::-1]
    covered = _covered(duties, own, matching, covering)
    answered = sum(one.answered for one in covered)
    rows = {key: parts for key, parts in told.items() if parts.get("description", "").strip()}
    missing = {key: tuple(part for part in ROW_PARTS if not parts.get(part, "").strip()) for key, parts in rows.items()}
    return Coverage(
        duties=tuple(covered),
        share=answered / len(covered) if covered else None,
        empty=tuple(field.key for field in template.fields() if not any(map(str.strip, _parts(told, field.key)))),
        missing=tuple(MissingParts(key=key, parts=parts) for key, parts in missing.items() if parts),
    )


def _parts(told: Mapping[str, Mapping[str, str]], key: str) -> list[str]:
    return list(told.get(key, {}).values())


def _own(template: Template, told: Mapping[str, Mapping[str, str]], matching: Matching) -> Iterator[_Own]:
    for key, parts in told.items():
        subject = subject_of(template, key, parts.get("title", ""))
        whole = "\n".join(parts[part] for part in _SAID_BY if parts.get(part, "").strip())
        if subject is not None and subject.is_told and whole:
            bound = frozenset(duty.id for duty in matching.bound_to(subject).duties)
            yield _Own(key, without_markers(_unquoted(whole)).strip(), whole, bound)


def _covered(duties: Sequence[Duty], own: Sequence[_Own], matching: Matching, covering: Covering) -> list[CoveredDuty]:
    texts = [_text(duty) for duty in duties]
    matters = [matching.matter(duty) for duty in duties]
    told = [_Told(one, covering.judged(texts, matters, one.text), covering.score) for one in own if one.text]
    found: list[CoveredDuty] = []
    for place, duty in enumerate(duties):
        best = max((one.answer(place, duty) for one in told), key=lambda one: one.score, default=_NONE)
        if best.score >= ENOUGH:
            sentence = covering.nearest(matters[place], best.sentences)
            answered = {"key": best.key, "sentence": sentence, "score": round(best.score, 3)}
            found.append(CoveredDuty(duty=duty, state="answered", **answered))
        else:
            found.append(_quoted(duty, own))
    return found


class _Answer(NamedTuple):
    """How likely a field answers a duty, and the sentences that the duty may have."""

    key: str
    score: float
    sentences: Sequence[str]


_NONE = _Answer("", 0.0, ())


class _Told(NamedTuple):
    """A field, judged against all duties, and what judges one text against one duty."""

    own: _Own
    judged: Judged
    alone: Callable[[str, str], float]

    def answer(self, place: int, duty: Duty) -> _Answer:
        """What the field has for a duty: a sentence that fits another duty clearly better is none.

        In a field that is not there for the duty, the sentences have to answer it by themselves.
        """
        is_its = duty.id in self.own.duties
        score = _with_gain(self.judged.scores[place], is_its=is_its)
        sentences = [self.judged.sentences[row] for row in claimed(self.judged.behind[:, place], is_its=is_its)]
        if not sentences or score < ENOUGH:
            return _NONE
        if not is_its:
            score = min(score, _with_gain(self.alone(_text(duty), " ".join(sentences)), is_its=False))
        return _Answer(self.own.key, score, sentences)


def _with_gain(score: float, *, is_its: bool) -> float:
    """A score, raised where the field is there for that duty, lowered elsewhere; what tells of no deed stays 0."""
    return min(1.0, score + _OF_FIELD) if is_its and score else max(0.0, score - _ELSEWHERE)


def _quoted(duty: Duty, own: Sequence[_Own]) -> CoveredDuty:
    wanted = _plain(duty.text)
    where = next((one.key for one in own if wanted in _plain(one.whole)), None)
    return CoveredDuty(duty=duty, state="quoted" if where else "open", key=where)


def _text(duty: Duty) -> str:
    heading = duty.heading_path[-1] if duty.heading_path else ""
    return " ".join(part for part in (heading, duty.lead, duty.text) if part)


def _plain(text: str) -> str:
    return " ".join(folded(text).casefold().split()).strip(" .")


def _unquoted(text: str) -> str:
    """A text without what stands in quotation marks in it."""
    for start, end in reversed(quotations(text)):
        text = f"{text[:start]} {text[end:]}"
    return text
