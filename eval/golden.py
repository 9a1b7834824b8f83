"""The golden questions: what is asked, and what an answer must and must not say."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from eval.errors import GoldenError
from eval.record import Record

GOLDEN_FOLDER = Path(__file__).parent / "golden"

_SIDES = 2

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Alternatives = Annotated[tuple[Text, ...], Field(min_length=1)]
Kind = Literal[
    "who",
    "when",
    "list",
    "count",
    "amount",
    "yesno",
    "definition",
    "steps",
    "compare",
    "about",
    "fact",
    "followup",
]
Language = Literal["nb", "nn", "en"]
Split = Literal["dev", "test"]


class Evidence(Record):
    """A few words that stand, in the original file, on a page which by itself answers the question."""

    document: Text
    words: Text


class Question(Record):
    """One golden question.

    Of each entry of `facts` one alternative must stand in the answer, and nothing of `wrong`; `items` is the exact
    set that a list must have, each by the strings that identify it. `before` are the questions of the same conversation
    that were asked before this one. A near miss shares central words with the plans
    and yet has no answer in them.
    """

    id: Text
    question: Text
    kind: Kind
    language: Language
    misspelt: bool
    answerable: bool
    near_miss: bool
    split: Split
    facts: tuple[Alternatives, ...]
    wrong: tuple[Text, ...]
    items: tuple[Alternatives, ...]
    evidence: tuple[Evidence, ...]
    before: tuple[Text, ...] = ()

    @property
    def form(self) -> str:
        """The written form: `misspelt`, else the language."""
        return "misspelt" if self.misspelt else self.language

    @model_validator(mode="after")
    def _expects_what_its_sort_can(self) -> Self:
        if self.answerable:
            self._check_answerable()
        elif self.facts or self.wrong or self.items or self.evidence:
            raise ValueError("an unanswerable question has no facts, wrong, items or evidence")
        return self

    def _check_answerable(self) -> None:
        if self.near_miss:
            raise ValueError("only an unanswerable question can be a near miss")
        if not self.evidence:
            raise ValueError("an answerable question needs evidence")
        if self.kind == "list" and not self.items:
            raise ValueError("a list needs items")
        if self.kind == "compare" and len({piece.document for piece in self.evidence}) < _SIDES:
            raise ValueError("a comparison needs evidence in two documents")
        if bool(self.items) == bool(self.facts):
            raise ValueError("an answerable question needs either facts or items")


def load(folder: Path = GOLDEN_FOLDER) -> tuple[Question, ...]:
    """All questions of the `.jsonl` files of a folder: files by name, questions in file order.

    Raises GoldenError, with file and line, for a line that is not a question and for an id used twice.
    """
    seen: dict[str, str] = {}
    questions = []
    for place, question in _lines(folder):
        if question.id in seen:
            raise GoldenError(f"{place}: the id {question.id!r} is already used at {seen[question.id]}")
        seen[question.id] = place
        questions.append(question)
    return tuple(questions)


def select(questions: Sequence[Question], split: str | None) -> tuple[Question, ...]:
    """The questions of one split, or all for None; raises GoldenError where that leaves none."""
    chosen = tuple(question for question in questions if split in (None, question.split))
    if not chosen:
        raise GoldenError(f"no golden question in the split {split!r} (known: dev, test)" if split else "no questions")
    return chosen


def _lines(folder: Path) -> Iterator[tuple[str, Question]]:
    for path in sorted(folder.glob("*.jsonl")):
        # Not splitlines(): a line separator of Unicode inside a string does not end a line of JSON Lines.
        for number, line in enumerate(_text(path).split("\n"), 1):
            if line.strip():
                place = f"{path.name}:{number}"
                yield place, _question(place, line)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldenError(f"{path}: {error}") from error


def _question(place: str, line: str) -> Question:
    try:
        return Question.model_validate_json(line)
    except ValidationError as error:
        reasons = "; ".join(
            ": ".join(filter(None, (".".join(map(str, problem["loc"])), problem["msg"]))) for problem in error.errors()
        )
        raise GoldenError(f"{place}: {reasons}") from error
