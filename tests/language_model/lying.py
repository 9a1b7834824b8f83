"""A model that writes the labelled sentences of a case, true and false, and what became of each of them."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from starlette.testclient import TestClient

from assistant.answering.answer import Answer, Status
from assistant.answering.checks.verify import folded
from assistant.answering.generating.writer import Checked, Writer
from assistant.language_model.prompts import load_prompt
from assistant.question.understand import understand
from assistant.service import Assistant
from corpus.models import Passage
from corpus.snapshot import Snapshot
from tests.language_model.asking import connected
from tests.language_model.labelled import Case
from tests.language_model.replies import Sentence, reply
from tests.language_model.scripted import Asked, Played, ScriptedServer, saying

_NEXT = re.compile(r"\n\n(?=\[\d+\] )")
_NUMBERED = re.compile(r"^\[(\d+)\] ", re.MULTILINE)
_ENOUGH = 60  # letters of the words, to find their passage by


@dataclass
class Fate:
    """What became of the sentences of one case: which passed the verifier, and which were told to who asked."""

    case: Case
    is_whole_way: bool
    passed: frozenset[str]
    told: str
    answer: Answer | None = None

    @property
    def kept(self) -> list[str]:
        """The true ones that passed."""
        return [text for text in self.case.true if text in self.passed]

    @property
    def lies(self) -> list[str]:
        """The false ones that passed or were told."""
        return [
            f"{lie.kind}: {lie.text}" for lie in self.case.false if lie.text in self.passed or lie.text in self.told
        ]


@dataclass
class Liar:
    """The server's script; `case` is what it writes about."""

    server: ScriptedServer
    case: Case | None = None
    number: int | None = None
    checked: list[Checked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.script = self._script
        self.writer = Writer(connected(self.server), load_prompt("answer"), self.checked.append)

    def _script(self, asked: Asked) -> Played:
        assert self.case is not None
        self.number = number_of(self.case.words, asked.text)
        return saying(reply(*self._sentences(self.case, self.number or 1)), letters=400)

    @staticmethod
    def _sentences(case: Case, number: int) -> list[Sentence]:
        texts = [*case.true, *(lie.text for lie in case.false)]
        random.Random(case.id).shuffle(texts)
        return [(text, number, case.words) for text in texts]

    def asked(self, case: Case, client: TestClient) -> Fate | None:
        """The whole way, over HTTP; None where the model was not asked, or not given the passage."""
        self.case, self.number = case, None
        self.checked.clear()
        found = client.post("/api/v1/ask", json={"question": case.question, "language": case.language})
        assert found.status_code == 200, found.text
        answer = Answer.model_validate(found.json())
        return Fate(case, True, self._passed(), answer.answer, answer) if self.number else None

    def given(self, case: Case, assistant: Assistant) -> Fate:
        """The passage given to the writer as what was found, and the server asked as ever."""
        snapshot = assistant.library.snapshot
        self.case, self.number = case, None
        self.checked.clear()
        question = understand(case.question, snapshot, language=case.language, today=date.today())
        begun = self.writer.begin(
            question, [passage_of(case, snapshot)], [], snapshot, assistant.library.page, lambda: False
        )
        told = [one.statement.claim.text for written in begun.sentences for one in written.statements]
        assert begun.writing().outcome == "whole"
        assert self.number
        return Fate(case, False, self._passed(), " ".join(told))

    def _passed(self) -> frozenset[str]:
        return frozenset(one.sentence.text for one in self.checked if one.fault is None)


def number_of(words: str, prompt: str) -> int | None:
    """The number in a prompt of the passage that has these words; None where none has them."""
    for passage in _NEXT.split(prompt):
        numbered = _NUMBERED.search(passage)
        if numbered and folded(words)[:_ENOUGH] in folded(passage):
            return int(numbered[1])
    return None


def has_passage(case: Case, snapshot: Snapshot) -> bool:
    """Whether the words of a case stand in one passage; some go over a page break."""
    return any(folded(case.words)[:_ENOUGH] in folded(one.text) for one in snapshot.passages)


def passage_of(case: Case, snapshot: Snapshot) -> Passage:
    """The passage that has the words of a case."""
    of_page = [one for one in snapshot.passages if one.document_id == case.document]
    return next(one for one in of_page if folded(case.words)[:_ENOUGH] in folded(one.text))


def kept_share(fates: Sequence[Fate]) -> float:
    """The share of the true sentences that passed."""
    return sum(len(fate.kept) for fate in fates) / sum(len(fate.case.true) for fate in fates)


def dropped_true(fates: Sequence[Fate]) -> Iterator[str]:
    """The true sentences that did not pass."""
    for fate in fates:
        for text in fate.case.true:
            if text not in fate.passed:
                yield f"{fate.case.id}: {text}"


def counted(fates: Sequence[Fate]) -> Counter[str]:
    """How many there were, and of the whole way."""
    found: Counter[str] = Counter()
    for fate in fates:
        found["true"] += len(fate.case.true)
        found["false"] += len(fate.case.false)
        if fate.answer is not None:
            found["answered"] += fate.answer.status is Status.ANSWERED
            found["written"] += fate.answer.engine == "generative"
            found["whole way"] += 1
    return found
