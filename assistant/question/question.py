"""A question understood: what it asks for, and the words that matter in it."""

from pydantic import BaseModel, ConfigDict

from assistant.question.kinds import Kind
from assistant.texts import Language


class FocusWord(BaseModel):
    """A word that an answer must be about, by the ways in which the plans may put it.

    Each alternative (the word's own, a translation, a correction) is the index terms of one word: base form, parts.
    `known` is False for a word of which the corpus has no alternative; `is_name` for one written as a name.
    """

    model_config = ConfigDict(frozen=True)

    word: str
    alternatives: tuple[tuple[str, ...], ...]
    known: bool
    is_name: bool = False

    @property
    def bases(self) -> frozenset[str]:
        """The base form of each alternative."""
        return frozenset(alternative[0] for alternative in self.alternatives)


class Question(BaseModel):
    """A question understood; words that only say what kind of answer is wanted are not in its focus.

    `editions` are the documents that may answer, where there are several editions of a plan; else None. `scope` is the
    jurisdiction of whoever asks, where that is known and the question names no other plan.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    search_text: str
    terms: tuple[str, ...]
    language: Language
    kind: Kind
    focus: tuple[FocusWord, ...]
    units: tuple[str, ...]
    years: tuple[int, ...]
    documents: frozenset[str]
    editions: frozenset[str] | None = None
    number: int | None
    counted: FocusWord | None = None
    asks_questions: bool = False
    ordinals: tuple[tuple[str, str], ...] = ()
    compared: tuple["Question", ...] = ()
    scope: str | None = None

    @property
    def bases(self) -> frozenset[str]:
        """The base forms of all that the question is about, as the plans may put it."""
        return frozenset().union(*(word.bases for word in self.focus))
