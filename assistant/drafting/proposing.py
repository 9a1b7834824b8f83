"""A first text for a field, from the passages that the writer chose and nothing else: each sentence with its source.

Without a language model, or where nothing that one wrote stands, it is an extract: words of the passages, quoted. A
model writes only of what holds for those who draft: what others do stands in quotation marks, and is said to be theirs.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from assistant.answering.answer import Writing
from assistant.answering.generating.writer import Writer, Written
from assistant.drafting.extracting import Extract, Extracted, cited_line, part_of
from assistant.drafting.marking import Origin, marked
from assistant.drafting.subject import Subject
from assistant.drafting.template import WrittenForm
from assistant.question.orders import orders
from assistant.question.personal_data import personal_data
from assistant.question.understand import understand
from corpus.jurisdictions import is_apart
from corpus.models import Passage, Record
from corpus.readable import Readable
from corpus.store.drafts import QuotedPassage

_MOST = 8  # sentences of a model that are taken: a section to go on with, and no essay

_log = logging.getLogger(__name__)


class ProposedSentence(Record):
    """A sentence for a part of a field ("text", "description"), without markers, and the words that it cites."""

    part: str
    text: str
    origin: Origin
    cites: tuple[QuotedPassage, ...] = ()
    begins_line: bool = False


class Proposal(Record):
    """What is proposed, in order, and what made it; `writing` is what became of a model's words."""

    sentences: tuple[ProposedSentence, ...]
    engine: Literal["extractive", "generative"]
    writing: Writing | None = None


class Proposing:
    """Proposes texts for the fields of one draft."""

    def __init__(
        self,
        library: Readable,
        written_form: WrittenForm,
        jurisdiction: str | None,
        writer: Writer | None = None,
        has_left: Callable[[], bool] = lambda: False,
    ) -> None:
        """`jurisdiction` is whose draft it is; `writer` has the prompt for drafts; `has_left` asks whether who waits
        for the text is gone.
        """
        self._library = library
        self._form = written_form
        self._jurisdiction = jurisdiction
        self._writer = writer
        self._has_left = has_left

    def proposal(self, subject: Subject, passages: Sequence[Passage]) -> Proposal:
        """A text for a field from these passages; empty where none of them says anything that stands on its page."""
        chosen = list(dict.fromkeys(passages))
        extract = Extract(self._library, self._form, self._is_own)
        cells = list(extract.cells(subject, chosen))
        told = [one for one in chosen if self._may_be_told(one)]
        if self._writer is None or not told or personal_data(f"{subject.title}. {subject.guidance}"):
            return Proposal(sentences=_proposed(extract.quotations(subject, chosen), cells), engine="extractive")
        written, writing = self._written(self._writer, subject, told)
        if not written:
            quoted = _proposed(extract.quotations(subject, chosen), cells)
            return Proposal(sentences=quoted, engine="extractive", writing=writing)
        beside = extract.quotations(subject, [one for one in chosen if one not in told])
        sentences = (*(self._adapted(one, part_of(subject)) for one in written), *_proposed(beside, cells))
        return Proposal(sentences=sentences, engine="generative", writing=writing)

    def _is_own(self, passage: Passage) -> bool:
        """Whether a passage holds for those who draft."""
        place = self._library.snapshot.document_of(passage).jurisdiction
        return self._jurisdiction is None or not is_apart(place, self._jurisdiction)

    def _may_be_told(self, passage: Passage) -> bool:
        """Whether a model may put a passage in other words: it holds here, orders nothing, and is about nobody."""
        return self._is_own(passage) and not orders(passage.text) and not personal_data(passage.text)

    def _written(self, writer: Writer, subject: Subject, told: Sequence[Passage]) -> tuple[list[Written], Writing]:
        """What a model wrote that is borne out; whatever a reply sets off, what came before it stands."""
        snapshot = self._library.snapshot
        asked = f"{subject.title}. {subject.guidance}".strip()
        question = understand(asked, snapshot, language=self._form)
        begun = writer.begin(question, told, (), snapshot, self._library.page, self._has_left)
        kept: list[Written] = []
        try:
            for sentence in begun.sentences:
                kept.append(sentence)
                if len(kept) == _MOST:
                    break
        except Exception:  # noqa: BLE001 - the extract is there
            _log.exception("what a language model wrote could not be read to its end")
        return kept, begun.writing()

    def _adapted(self, sentence: Written, part: str) -> ProposedSentence:
        """A sentence of a model with the words that bear it out."""
        text = sentence.statements[0].statement.claim.text
        found = (
            cited_line(one.statement.claim.quote, one.statement.passage, self._library) for one in sentence.statements
        )
        return _sentence(part, text, tuple(one for one in found if one is not None))


def composed(sentences: Iterable[ProposedSentence], numbers: Mapping[QuotedPassage, int]) -> dict[str, str]:
    """The text of each part, the markers in it; `numbers` are those of the sources in the draft."""
    texts: dict[str, str] = {}
    for sentence in sentences:
        markers = "".join(f" [{numbers[one]}]" for one in sentence.cites)
        whole = f"{sentence.text}{markers}"
        if markers and sentence.text.endswith("."):
            whole = f"{sentence.text[:-1]}{markers}."
        before = texts.get(sentence.part, "")
        between = "" if not before else "\n" if sentence.begins_line else " "
        texts[sentence.part] = f"{before}{between}{whole}"
    return texts


def _proposed(*found: Iterable[Extracted]) -> tuple[ProposedSentence, ...]:
    return tuple(
        _sentence(one.part, one.text, (one.cites,) if one.cites else (), begins_line=one.begins_line)
        for group in found
        for one in group
    )


def _sentence(part: str, text: str, cites: tuple[QuotedPassage, ...], *, begins_line: bool = False) -> ProposedSentence:
    """A sentence with its origin: that which it will have in the draft."""
    numbered = [_Numbered(number, one.quote) for number, one in enumerate(cites, start=1)]
    markers = "".join(f" [{one.number}]" for one in numbered)
    origins = [one.origin for one in marked(f"{text}{markers}", numbered)]
    origin = next((one for one in ("quote", "adapted") if one in origins), "own") if cites else "own"
    return ProposedSentence(part=part, text=text, origin=origin, cites=cites, begins_line=begins_line)


class _Numbered(NamedTuple):
    number: int
    quote: str
