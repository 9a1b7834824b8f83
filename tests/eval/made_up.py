"""A made-up corpus, questions about it, and a fake System that answers from a table."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.answering.answer import Answer, MeasureRow, Searched, Status
from assistant.answering.generating.writer import Checked
from corpus.models import Citation, ScheduleKind
from eval.evaluation import Evaluation, evaluate
from eval.golden import Question
from eval.observation import Observation
from eval.originals import Originals
from eval.record import PageRef
from eval.retrieval.passages import found
from eval.system import SIDES, DraftingSystem, Side, WritingSystem
from eval.thresholds import load

PAGES = (
    "Innledning\nPlanen gjelder for fire år.",
    "Svømmeopplæring\nSvømmelærerne har ansvar for at alle barn får tilbud om opp-\nlæring i bassenget.",
    "Verktøy\n▸ Hammer\n▸ Sag\n▸ Skrutrekker",
)
WHO: dict[str, Any] = {
    "id": "who-01",
    "question": "Hvem lærer barna å svømme?",
    "kind": "who",
    "language": "nb",
    "misspelt": False,
    "answerable": True,
    "near_miss": False,
    "split": "dev",
    "facts": [["Svømmelærerne", "svømmelærer"]],
    "wrong": ["styrer"],
    "items": [],
    "evidence": [{"document": "plan", "words": "ansvar for at alle barn"}],
}
LIST: dict[str, Any] = WHO | {
    "id": "list-01",
    "question": "Kva verktøy treng vi?",
    "kind": "list",
    "language": "nn",
    "split": "test",
    "facts": [],
    "wrong": [],
    "items": [["Hammer"], ["Sag"], ["Skrutrekker"]],
    "evidence": [{"document": "plan", "words": "Hammer ▸ Sag"}],
}
ABSENT: dict[str, Any] = WHO | {
    "id": "absent-01",
    "question": "What does lunch cost?",
    "kind": "fact",
    "language": "en",
    "answerable": False,
    "facts": [],
    "wrong": [],
    "evidence": [],
}
NEAR_MISS: dict[str, Any] = ABSENT | {
    "id": "near-01",
    "question": "Hva koster svømmeoplæringen?",
    "language": "nb",
    "misspelt": True,
    "near_miss": True,
}
EVERY = (WHO, LIST, ABSENT, NEAR_MISS)


def question(template: Mapping[str, Any] = WHO, **changes: Any) -> Question:
    """A question like the template."""
    return Question.model_validate_json(json.dumps({**template, **changes}))


def write_questions(folder: Path, questions: Sequence[Mapping[str, Any]] = EVERY, name: str = "made-up") -> Path:
    """Golden questions as a file in a folder; returns the folder."""
    folder.mkdir(exist_ok=True)
    lines = (json.dumps(content, ensure_ascii=False) for content in questions)
    (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_corpus(folder: Path, pages: Sequence[str] = PAGES) -> Path:
    """A corpus of the one document `plan`; returns the folder."""
    folder.mkdir(exist_ok=True)
    (folder / "manifest.toml").write_text('[[document]]\nid = "plan"\ntitle = "Plan"\n', encoding="utf-8")
    (folder / "plan.txt").write_text("\f".join(pages), encoding="utf-8")
    return folder


def citation(page: int = 2, quote: str = "Svømmelærerne har ansvar", document: str = "plan") -> Citation:
    return Citation(
        number=1,
        document_id=document,
        document_title="Plan",
        issuer=None,
        generation_id="g",
        page=page,
        page_label=None,
        locator=f"s. {page}",
        heading_path=(),
        quote=quote,
        passage_id="p",
        verified=True,
        url="/",
    )


def measure(title: str) -> MeasureRow:
    return MeasureRow(
        id=title,
        title=title,
        description="",
        strategic_priority=None,
        commitment=None,
        responsible=(),
        schedule="",
        schedule_kind=ScheduleKind.UNKNOWN,
        start=None,
        end=None,
        sub_measures=(),
        document_id="plan",
        document_title="Plan",
        issuer=None,
        authority=None,
        retelling=False,
        page=3,
        pages=(3,),
        occurrences=1,
        variations=(),
        quote=title,
        url="/",
    )


def answer(
    text: str = "Svømmelærerne har ansvar [1].",
    *citations: Citation,
    status: Status = Status.ANSWERED,
    measures: tuple[MeasureRow, ...] = (),
    support: float | None = None,
    timings_ms: Mapping[str, float] = MappingProxyType({}),
) -> Answer:
    return Answer(
        conversation_id="c",
        message_id="m",
        status=status,
        language="nb",
        kind="fact",
        standalone_question="",
        answer=text,
        citations=citations,
        measures=measures,
        searched=Searched(documents=("Plan",), passages=3, measures=0),
        engine="extractive",
        timings_ms=dict(timings_ms),
        support=support,
    )


def refusal(support: float | None = None) -> Answer:
    return answer("Det står ikke i planene.", status=Status.NOT_IN_SOURCES, support=support)


RIGHT: dict[str, Answer] = {
    WHO["question"]: answer("Svømmelærerne har ansvar [1].", citation()),
    LIST["question"]: answer("- Hammer [1]\n- Sag [1]\n- Skrutrekker [1]", citation(3, "▸ Hammer ▸ Sag ▸ Skrutrekker")),
    ABSENT["question"]: refusal(),
    NEAR_MISS["question"]: refusal(),
}


@dataclass(frozen=True)
class FakeHit:
    """A ranked passage."""

    document_id: str
    page: int
    score: float = 1.0
    heading_path: tuple[str, ...] = ("Plan",)
    text: str = "Om planen."


@dataclass
class FakeSystem:
    """Answers from a table; finds its hits, by side, for the questions in it and page 1 for any other."""

    answers: Mapping[str, Answer] = field(default_factory=lambda: RIGHT)
    hits: Mapping[tuple[Side, str], Sequence[FakeHit]] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    conversations: list[str | None] = field(default_factory=list)
    writing: WritingSystem | None = None
    drafting: DraftingSystem | None = None

    def ask(self, question: str, conversation_id: str | None = None) -> Answer:
        self.calls.append(("ask", question))
        self.conversations.append(conversation_id)
        return self.answers[question]

    def search(self, query: str, limit: int, side: Side) -> Sequence[FakeHit]:
        self.calls.append((side, query))
        return self.hits.get((side, query), [FakeHit("plan", 1)])[:limit]

    def embed_query_ms(self, query: str) -> float:
        self.calls.append(("embed", query))
        return 2.0


@dataclass(frozen=True)
class FakeWritten:
    """An answer of the system that writes."""

    answer: Answer
    sentences: tuple[Checked, ...] = ()
    told_ms: float | None = None


@dataclass
class FakeWriting:
    """Writes from a table; its snapshot is looked into only where a sentence is to be judged."""

    answers: Mapping[str, Answer]
    model: str = "made-up"
    snapshot: Any = None
    calls: list[tuple[str, str | None]] = field(default_factory=list)

    def ask(self, question: str, conversation_id: str | None = None) -> FakeWritten:
        self.calls.append((question, conversation_id))
        return FakeWritten(self.answers[question])


def good_system(**changes: Any) -> FakeSystem:
    """A system that meets the shipped thresholds: hybrid and dense find the right pages, BM25 does not."""
    right = {WHO["question"]: [FakeHit("plan", 2), FakeHit("plan", 1)], LIST["question"]: [FakeHit("plan", 3)]}
    hits = {(side, asked): found for side in SIDES for asked, found in right.items() if side != "bm25"}
    return FakeSystem(**{"hits": hits, **changes})


def building(
    system: FakeSystem, closed: list[Path] | None = None
) -> Callable[[Path], AbstractContextManager[FakeSystem]]:
    """A build function that gives the system, noting in `closed` the corpus it was left with."""

    @contextmanager
    def build(corpus: Path) -> Iterator[FakeSystem]:
        yield system
        if closed is not None:
            closed.append(corpus)

    return build


def observation(
    asked: Question | None = None,
    answered: Answer | None = None,
    pages: Sequence[int] = (2, 1),
    ask_ms: float = 10.0,
    embed_ms: float = 2.0,
) -> Observation:
    ranked = tuple(PageRef(document="plan", page=page) for page in pages)
    return Observation(
        question=asked or question(),
        answer=answered or answer("Svømmelærerne har ansvar [1].", citation()),
        ranked={"hybrid": ranked, "bm25": ranked[::-1], "dense": ()},
        found=found(FakeHit("plan", page, text=PAGES[(page - 1) % len(PAGES)]) for page in pages),
        ask_ms=ask_ms,
        embed_ms=embed_ms,
    )


def evaluated(*observations: Observation) -> Evaluation:
    """What an evaluation of observations, of one right answer where none are given, comes to."""
    return evaluate(
        observations or (observation(),),
        Originals({"plan": PAGES}),
        load(None),
        corpus="made-up",
        split=None,
        measured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
