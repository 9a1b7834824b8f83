"""Prose and measures of made-up plans: the same at each making, never the same sentence twice in a document."""

import random
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_WORDS = Path(__file__).parent / "words"
_LONG_WORD = re.compile(r"\w{7,}")
_SYLLABLES = re.compile(
    r"(?<=[aeiouyæøå])(?=[bdfgklmnprstv][aeiouyæøå])|(?<=[aeiouyæøå][lmnrst])(?=[bdfgkmpstv][aeiouyæøå])"
)
_SHORTEST_PART = 3
SOFT_HYPHEN = "\xad"


@dataclass(frozen=True)
class Cells:
    """What a row of a table of measures says."""

    title: str
    description: str = ""
    schedule: str = ""
    owners: str = ""


class Writer:
    """Writes in one language; what it wrote depends on the seed alone."""

    def __init__(self, seed: int, language: str = "nb") -> None:
        self.chance = random.Random(seed)
        self.words = tomllib.loads((_WORDS / f"{language}.toml").read_text("utf-8"))
        self._said: set[str] = set()
        self._forms = (self._plain, self._inverted, self._reasoned, self._joined, self._judged)

    def sentence(self) -> str:
        """A sentence that it has not written before."""
        return self._new(lambda: _capital(self.chance.choice(self._forms)()) + ".")

    def paragraph(self, least: int = 3, most: int = 6) -> list[str]:
        """Some sentences."""
        return [self.sentence() for _ in range(self.chance.randint(least, most))]

    def title(self) -> str:
        """A measure's title that it has not written before."""
        return self._new(lambda: f"{self._any(self.chance.choice(('actions', 'nouns')))} {self._any('objects')}")

    def schedule(self) -> str:
        """When a measure is done."""
        return self._any("schedules")

    def owners(self, joint: str = ", ") -> str:
        """One to three units, joined."""
        count = self.chance.choice((1, 1, 1, 2, 2, 3))
        return joint.join(self.chance.sample(self.words["owners"], count))

    def measure(self, sentences: int = 2, joint: str = ", ") -> Cells:
        """A row with a description of at most so many sentences."""
        description = " ".join(self.paragraph(1, sentences)) if sentences else ""
        return Cells(self.title(), description, self.schedule(), self.owners(joint))

    def _any(self, kind: str) -> str:
        word: str = self.chance.choice(self.words[kind])
        return word

    def _new(self, write: Callable[[], str]) -> str:
        while (text := write()) in self._said:
            pass
        self._said.add(text)
        return text

    def _verb(self) -> tuple[str, str]:
        verb, *particle = self.chance.choice(self.words["verbs"])
        return verb, f"{particle[0]} " if particle else ""

    def _plain(self) -> str:
        verb, particle = self._verb()
        return f"{self._any('subjects')} {verb} {particle}{self._any('objects')} {self._any('times')}"

    def _inverted(self) -> str:
        verb, particle = self._verb()
        return f"{self._any('times')} {verb} {self._any('subjects')} {particle}{self._any('objects')}"

    def _reasoned(self) -> str:
        return f"{self._plain()}, {self._any('purposes')}"

    def _joined(self) -> str:
        return f"{self._plain()}, {self.words['and']} {self._plain()}"

    def _judged(self) -> str:
        first, second = self.chance.sample(self.words["objects"], 2)
        return f"{first} {self._any('judgements')} {second} {self._any('times')}"


def hyphenated(text: str) -> str:
    """The text with soft hyphens between the syllables of its long words."""
    return _LONG_WORD.sub(lambda found: _cut(found.group()), text)


def _cut(word: str) -> str:
    places = [at.start() for at in _SYLLABLES.finditer(word)]
    kept = [at for at in places if _SHORTEST_PART <= at <= len(word) - _SHORTEST_PART]
    return SOFT_HYPHEN.join(word[start:end] for start, end in zip([0, *kept], [*kept, len(word)], strict=True))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
