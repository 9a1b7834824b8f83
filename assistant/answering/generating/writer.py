"""What a language model may say: it writes from numbered passages, and each sentence is verified before it is told."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Final, NamedTuple, Protocol

from assistant.answering.answer import Writing
from assistant.answering.bearing import Evidence, Fault, evidence_for, fault_of
from assistant.answering.checks.verified import Verified, verified
from assistant.answering.draft import Claim, Statement
from assistant.answering.generating.material import Material, material
from assistant.answering.generating.parser import written_sentences
from assistant.answering.generating.places import Places
from assistant.answering.generating.writing import SCHEMA, RestsOn, WrittenSentence
from assistant.language_model.budget import tokens_of
from assistant.language_model.model import NOBODY, Asker, LanguageModel, Rendered, Reply, Trouble
from assistant.question.question import Question
from assistant.texts import Language
from corpus.models import Page, Passage
from corpus.snapshot import Snapshot

_MOST_PASSAGES = 3  # that one sentence may rest on: of more it says something of none
LANGUAGES: Final[Mapping[Language, str]] = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
"""What prompts call the languages."""

_MARGIN = 200  # tokens that are kept free for what frames a prompt


class Written(NamedTuple):
    """A sentence that may be told, with what bears it out: one statement, and another for each further passage."""

    statements: tuple[Verified, ...]


class Checked(NamedTuple):
    """A sentence as the model wrote it, what was found of each that it rests on (None where it does not stand there),
    and what is wrong with it.
    """

    sentence: WrittenSentence
    evidence: tuple[Evidence | None, ...]
    fault: Fault | None


Witness = Callable[[Checked], None]
"""Is shown each sentence that a model writes, whatever becomes of it: for whoever measures."""


class Reading:
    """A reply as it is read: to be iterated once, to its end or until it is closed."""

    def __init__(
        self,
        reply: Reply,
        given: Material,
        question: Question,
        snapshot: Snapshot,
        pages: "Pages",
        witness: Witness | None = None,
    ) -> None:
        self._reply = reply
        self._given = given
        self._question = question
        self._snapshot = snapshot
        self._pages = pages
        self._witness = witness
        self._written = 0
        self.dropped: Counter[Fault] = Counter()

    def __iter__(self) -> Iterator[Written]:
        """The sentences that are borne out, as they come."""
        told: set[str] = set()
        for sentence in written_sentences(self._reply):
            self._written += 1
            evidence = tuple(self._evidence(rest, sentence.text) for rest in dict.fromkeys(sentence.rests_on))
            found = self._checked(sentence, evidence)
            if self._witness is not None:
                self._witness(Checked(sentence, evidence, found if isinstance(found, Fault) else None))
            if isinstance(found, Fault):
                self.dropped[found] += 1
            elif sentence.text.casefold() not in told:
                told.add(sentence.text.casefold())
                yield found

    def told(self, model: str, prompt: str) -> Writing:
        """What became of the reply; stops it where it still comes."""
        self._reply.close()
        usage = self._reply.usage
        return Writing(
            model=model,
            prompt=prompt,
            outcome=self._reply.outcome,
            sentences=self._written,
            dropped={fault.value: count for fault, count in sorted(self.dropped.items())},
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            is_over_budget=self._reply.trouble is Trouble.BUDGET,
        )

    def _checked(self, sentence: WrittenSentence, evidence: Sequence[Evidence | None]) -> Written | Fault:
        known = list(dict.fromkeys(one for one in evidence if one is not None))
        if not known or len(known) < len(evidence) or len(known) > _MOST_PASSAGES:
            return Fault.QUOTE
        statements = [
            Statement(
                claim=Claim(text="" if number else sentence.text, quote=one.quote),
                passage=one.passage,
                measure=self._snapshot.measure(one.passage.measure_id or ""),
                follows=bool(number),
                is_written=True,
            )
            for number, one in enumerate(known)
        ]
        stands = verified(statements, self._pages)
        if len(stands) < len(statements):
            return Fault.QUOTE
        if _strange_signs(sentence.text, known):
            return Fault.MARKUP
        fault = fault_of(sentence.text, known, self._snapshot, self._question.language)
        return fault if fault is not None else Written(tuple(stands))

    def _evidence(self, rest: RestsOn, sentence: str) -> Evidence | None:
        passage = self._given.passage(rest.number)
        return evidence_for(rest.words, passage, sentence) if passage else None


def _strange_signs(text: str, known: Sequence[Evidence]) -> bool:
    """Whether a sentence has pictures, ornaments or blanks that are signs, which what it cites has not."""
    return any(unicodedata.category(sign) == "So" and not any(sign in one.quote for one in known) for sign in text)


Pages = Callable[[str, int], Page | None]
"""A page by generation and number."""


class Renders(Protocol):
    """A prompt that waits for its variables."""

    def rendered(self, **variables: str) -> Rendered:
        """The prompt with them filled in."""


class Writer:
    """Has a language model write answers; safe to be used from several threads."""

    def __init__(self, model: LanguageModel, prompt: Renders, witness: Witness | None = None) -> None:
        """`prompt` has the variables question, language and passages; a `witness` is shown what is written."""
        self.model = model
        self._prompt = prompt
        self._witness = witness
        self.places = Places()
        self._spent = 0.0
        self._asker = NOBODY

    def after(self, spent: float) -> "Writer":
        """The writer of an answer that has waited so many seconds for the model already."""
        late = copy(self)
        late._spent += spent
        return late

    def asked_by(self, asker: Asker) -> "Writer":
        """The writer for somebody, whose use of the model is counted."""
        theirs = copy(self)
        theirs._asker = asker
        return theirs

    def with_prompt(self, prompt: Renders) -> "Writer":
        """A writer of something else over the same model, which waits for the same places; nothing of it is spent."""
        other = copy(self)
        other._prompt, other._spent = prompt, 0.0
        return other

    def begin(
        self,
        question: Question,
        first: Sequence[Passage],
        others: Sequence[Passage],
        snapshot: Snapshot,
        pages: Pages,
        has_left: Callable[[], bool],
    ) -> "Begun":
        """Has the model begin an answer from the passages that answer (`first`), and others while there is room."""
        asked = {"question": question.text, "language": LANGUAGES[question.language]}
        frame = self._prompt.rendered(**asked, passages="")
        room = self.model.context_tokens - sum(tokens_of(one.text) for one in frame.messages) - _MARGIN
        given = material(first, others, snapshot, room, tokens_of)
        prompt = self._prompt.rendered(**asked, passages=given.text)
        seconds = self.model.seconds - self._spent
        reply = self.places.reply(
            lambda: self.model.ask(prompt, schema=SCHEMA, seconds=seconds, has_left=has_left, asker=self._asker)
        )
        return Begun(Reading(reply, given, question, snapshot, pages, self._witness), self.model.name, prompt.version)


class Begun(NamedTuple):
    """An answer that a model writes."""

    sentences: Reading
    model: str
    prompt: str

    def writing(self) -> Writing:
        """What became of it; stops it where it still comes."""
        return self.sentences.told(self.model, self.prompt)
