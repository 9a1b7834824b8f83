"""The numbers and bullets that Word sets before paragraphs, counted as Word counts them."""

import re

from pydantic import BaseModel, ConfigDict

from ingest.readers.docx.styles import Style
from ingest.readers.office_xml import Element, child, name, value, whole
from ingest.readers.told import bullet

_PLACEHOLDER = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_DEEPEST = 8
_LARGEST = 32_767  # what Word begins to count at
_MOST_SPELT = 780  # by letters, and as Roman numerals; above that in digits


class _Level(BaseModel):
    """How one level of a list is numbered."""

    model_config = ConfigDict(frozen=True)

    form: str
    text: str
    start: int
    style: str | None


class Mark(BaseModel):
    """What stands before a paragraph, and how deep it is set."""

    model_config = ConfigDict(frozen=True)

    text: str
    depth: int
    is_bullet: bool


class Numbering:
    """The lists of one document; `mark` is to be asked once a paragraph, in order."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def mark(self, paragraph: Element, style: Style) -> Mark | None:
        """The mark of a paragraph by its own numbering or its style's; None where it has none."""
        own = child(paragraph, "w:pPr", "w:numPr")
        number = value(own, "w:numId") or style.number
        if number is None or number == "0" or number not in self._list_of:
            return None
        levels = self._levels.get(self._list_of[number], {})
        depth = self._depth(value(own, "w:ilvl"), style, levels)
        level = levels.get(depth)
        if level is None:
            return None
        if level.form == "bullet":
            return Mark(text=bullet(depth), depth=depth, is_bullet=True)
        self._count(number, depth, levels)
        return Mark(text=self._text(number, level, levels), depth=depth, is_bullet=False)

    def _read(self, root: Element) -> None:
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for abstract in root.iter(name("w:abstractNum")):
            key = abstract.get(name("w:abstractNumId"), "")
            self._levels[key] = {_number(level, "w:ilvl"): _level(level) for level in abstract.iter(name("w:lvl"))}
            if (style := value(abstract, "w:numStyleLink")) is not None:
                linked[key] = style
            if (style := value(abstract, "w:styleLink")) is not None:
                by_style[style] = key
        for key, style in linked.items():
            self._levels[key] = self._levels.get(by_style.get(style, key), {})
        for number in root.iter(name("w:num")):
            key = number.get(name("w:numId"), "")
            self._list_of[key] = value(number, "w:abstractNumId") or ""
            for override in number.iter(name("w:lvlOverride")):
                start = whole(value(override, "w:startOverride"), _LARGEST)
                if start is not None:
                    self._starts[key, _number(override, "w:ilvl")] = start

    @staticmethod
    def _depth(stated: str | None, style: Style, levels: dict[int, _Level]) -> int:
        own = whole(stated, _DEEPEST)
        if own is not None:
            return own
        of_style = (depth for depth, level in levels.items() if level.style is not None and level.style == style.id)
        return next(of_style, style.depth or 0)

    def _count(self, number: str, depth: int, levels: dict[int, _Level]) -> None:
        """Counts on; lists that share their levels share their counts, until one starts anew."""
        counts = self._counts.setdefault(self._list_of[number], {})
        if number not in self._begun:
            self._begun.add(number)
            for (key, level), start in self._starts.items():
                if key == number:
                    counts[level] = start - 1
        for above in range(depth):
            counts.setdefault(above, levels[above].start if above in levels else 1)
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]

    def _text(self, number: str, level: _Level, levels: dict[int, _Level]) -> str:
        counts = self._counts[self._list_of[number]]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            return _formed(counts.get(at, 1), levels[at].form if at in levels else "decimal")

        return " ".join(_PLACEHOLDER.sub(shown, level.text).split())


def _number(element: Element, attribute: str) -> int:
    return whole(element.get(name(attribute)), _DEEPEST) or 0


def _level(element: Element) -> _Level:
    start = whole(value(element, "w:start"), _LARGEST)
    return _Level(
        form=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText") or "",
        start=1 if start is None else start,
        style=value(element, "w:pStyle"),
    )


def _formed(count: int, form: str) -> str:
    if count > _MOST_SPELT and form != "none":
        return str(count)
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % _LETTERS) * ((count - 1) // _LETTERS + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and count > 0:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    if form == "none":
        return ""
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for number, letters in _ROMAN:
        times, count = divmod(count, number)
        text += letters * times
    return text
