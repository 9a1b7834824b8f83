"""Action tables whose columns were flattened into text: their rows rebuilt from schedules and owners.

A row ends where a schedule is followed by owners; what stands before it back to the previous row is title and
description. A chunk is the lines between two blank lines.
"""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from corpus.text.items import SIGNS
from corpus.text.schedules import SCHEDULE
from corpus.units import UnitRegister
from corpus.words.lexicon import zipf
from ingest.joins import LineJoiner

Chunk = tuple[str, ...]

_WORD_OR_NUMBER = re.compile(r"[^\W_]+")
_OWNER = r"[A-ZÆØÅ][\w.-]*(?:[/ ](?:og )?[A-ZÆØÅ][\w.-]*){0,3}"
_OWNER_LINE = re.compile(rf"^{_OWNER}$")
_SCHEDULE_LINE = re.compile(rf"^{SCHEDULE}$", re.IGNORECASE)
_ANCHOR = re.compile(rf"^(?P<before>.*?)(?:^|(?<=\s))(?P<schedule>(?i:{SCHEDULE}))\s+(?P<owner>{_OWNER})$")
BULLET = re.compile(rf"^\s*(?:{SIGNS})\s*")
_COMMITMENT = re.compile(r"^(?:[A-ZÆØÅ]\w+(?: kommune)?|Vi|Kommunen|Bydelen) vil\b")
_FINITE = frozenset("skal må bør kan har vil er blir får deles samles".split())
_LONGEST_SUBJECT = 7
_JOINS = re.compile(r"(?:^og|[–,-])$")  # a title goes on after these
_SENTENCE_END = (".", ":", "!", "?")


class Row(BaseModel):
    """A rebuilt row: cells as text, words cut at line ends put together; `text` is the row as it stands.

    `groups` are the group rows that stand right before it, the last of them its commitment.
    """

    model_config = ConfigDict(frozen=True)

    groups: tuple[str, ...]
    commitment: str | None
    title: str
    description: str
    bullets: tuple[str, ...]
    schedules: tuple[str, ...]
    owners: tuple[str, ...]
    text: str
    funding: str | None = None
    partners: str = ""


class Table(BaseModel):
    """The rows of one table region; `left` are chunks that no row claims."""

    model_config = ConfigDict(frozen=True)

    rows: tuple[Row, ...]
    left: tuple[Chunk, ...]


class RowBuilder:
    """Rebuilds the rows of flattened action tables of one document.

    `known_titles` are short lines that stand elsewhere in the document (headings, template rows); a title that is
    one of them is told from its description by that.
    """

    def __init__(self, joiner: LineJoiner, units: UnitRegister, known_titles: frozenset[str]) -> None:
        self._joiner = joiner
        self._units = units
        self._known_titles = known_titles

    def rows(self, chunks: Sequence[Chunk], commitment: str | None = None) -> Table:
        """The rows that a region holds; rows without schedule and owner (a template's) are left as text."""
        rows: list[Row] = []
        left: list[Chunk] = []
        pending: list[Chunk] = []
        for segment in _segments(chunks):
            pending.extend(segment.chunks)
            if not segment.owners:
                continue
            row = self._row(pending, segment, commitment)
            if row is None:
                left.extend([*pending, segment.schedules, segment.owners])
            else:
                commitment = row.commitment
                rows.append(row)
            pending = []
        return Table(rows=tuple(rows), left=(*left, *pending))

    def _row(self, pending: Sequence[Chunk], segment: "_Segment", commitment: str | None) -> Row | None:
        chunks = list(pending)
        groups: list[str] = []
        while len(chunks) > 1 and _COMMITMENT.match(chunks[0][0].strip()):
            groups.append(self._joiner.join(chunks.pop(0)))
        if not chunks:
            return None
        title, body = self._title_and_body(chunks)
        description, bullets = described(self._joiner, body)
        cells = (title, description, *segment.schedules, *segment.owners)
        return Row(
            groups=tuple(groups),
            commitment=groups[-1] if groups else commitment,
            title=title,
            description=description,
            bullets=bullets,
            schedules=segment.schedules,
            owners=segment.owners,
            text="\n".join(cell for cell in cells if cell),
        )

    def _title_and_body(self, chunks: Sequence[Chunk]) -> tuple[str, list[str]]:
        body = [line for chunk in chunks[1:] for line in chunk]
        if body and not BULLET.match(body[0]):
            return self._joiner.join(chunks[0]), body
        first, *rest = chunks[0]
        words = first.split()
        at = self._split(words) if rest or len(words) > 1 else len(words)
        tail = " " if first != first.rstrip() else ""
        head = [" ".join(words[at:]) + tail] if at < len(words) else []
        return " ".join(words[:at]), [*head, *rest, *body]

    def _split(self, words: Sequence[str]) -> int:
        """The index of the word that begins the description."""
        candidates = [
            index for index in range(1, len(words)) if words[index][0].isupper() and not _JOINS.search(words[index - 1])
        ]
        ends = [index for index, word in enumerate(words[:-1]) if word.endswith(_SENTENCE_END) and len(word) > 4]
        candidates = [index for index in candidates if not ends or index <= ends[0]]
        for rule in (self._is_known_title, self._begins_duty, _begins_infinitive):
            for index in candidates:
                if rule(words, index):
                    return index
        return candidates[-1] if candidates else len(words)

    def _is_known_title(self, words: Sequence[str], index: int) -> bool:
        return index > 1 and title_key(" ".join(words[:index])) in self._known_titles

    def _begins_duty(self, words: Sequence[str], index: int) -> bool:
        """Whether a clause begins here: a subject, capital only at its start or in units, and a finite verb."""
        verb = next((at for at in range(index, len(words)) if words[at] in _FINITE), None)
        if verb is None or not 0 < verb - index <= _LONGEST_SUBJECT:
            return False
        subject = words[index:verb]
        if all(word[0].islower() for word in subject[1:]):
            return True
        return all(self._units.resolve(name) for name in re.split(r",\s*|/|\s+og\s+", " ".join(subject)))


def described(joiner: LineJoiner, lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A description, a line a bullet, and the bullets without their marks."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if BULLET.match(line):
            parts.append([])
        parts[-1].append(line)
    joined = [joiner.join(part) for part in parts if part]
    bullets = tuple(BULLET.sub("", part) for part in joined if BULLET.match(part))
    return "\n".join(joined), bullets


class _Segment(BaseModel):
    """The chunks up to a schedule with owners; without owners, chunks that nothing closes."""

    chunks: tuple[Chunk, ...]
    schedules: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()


def _segments(chunks: Sequence[Chunk]) -> list[_Segment]:
    segments: list[_Segment] = []
    before: list[Chunk] = []
    schedules: tuple[str, ...] = ()
    for chunk in chunks:
        if schedules and not _OWNER_LINE.match(chunk[0].strip()):
            before.append(schedules)
            schedules = ()
        if all(_SCHEDULE_LINE.match(line.strip()) for line in chunk):
            before.extend([schedules] if schedules else [])
            schedules = tuple(line.strip() for line in chunk)
            continue
        buffer: list[str] = []
        lines = list(chunk)
        while lines:
            line = lines.pop(0)
            owners: tuple[str, ...] = ()
            if schedules and not buffer and _OWNER_LINE.match(line.strip()):
                owners = (line.strip(), *_owner_lines(lines))
            elif match := _ANCHOR.match(line.strip()):
                buffer.extend([match["before"]] if match["before"] else [])
                schedules = (match["schedule"],)
                owners = (match["owner"], *_owner_lines(lines))
            if not owners:
                buffer.append(line)
                continue
            before.extend([tuple(buffer)] if buffer else [])
            segments.append(_Segment(chunks=tuple(before), schedules=schedules, owners=owners))
            before, buffer, schedules = [], [], ()
        before.extend([tuple(buffer)] if buffer else [])
    left = [*before, *([schedules] if schedules else [])]
    return [*segments, _Segment(chunks=tuple(left))] if left else segments


def has_row(chunks: Sequence[Chunk]) -> bool:
    """Whether a schedule followed by owners stands anywhere in the chunks."""
    return any(segment.owners for segment in _segments(chunks))


def title_key(text: str) -> str:
    """A title without case, punctuation and spacing, to compare by; "Samling 1" and "Samling 2" are two."""
    return " ".join(word.lower() for word in _WORD_OR_NUMBER.findall(text))


def _owner_lines(lines: list[str]) -> tuple[str, ...]:
    """Takes the lines off the front that can only be owners."""
    owners: list[str] = []
    while lines and _OWNER_LINE.match(lines[0].strip()):
        owners.append(lines.pop(0).strip())
    return tuple(owners)


def _begins_infinitive(words: Sequence[str], index: int) -> bool:
    """Whether the word is an infinitive: its present in -r is commoner than the definite form in -n of a noun."""
    word = words[index].lower()
    return word.endswith("e") and zipf(f"{word}r") > zipf(f"{word}n")
