"""What list items begin with: bullets, check boxes, dashes, numbers and letters, as plans and programs set them."""

import re
from collections.abc import Sequence

_DOTS = "•‣∙●○◦◉▪▫■▸►▶▷◆◇❖➢➤➔⁃\uf0b7"
_BOXES = "☐☑☒□❏❐❑❒◻◼✓✔✗✘"
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_BOX_SET = r"\[[ xX]?\](?=\s)"
SIGNS = rf"[{_DOTS}{_BOXES}]|{_BOX_SET}"
"""A pattern for what is a bullet wherever it begins a line."""
DASHES = "-–—"
"""Bullets where several lines begin with them, or a lead is above."""
BULLET = re.compile(rf"^\s*(?:\.\s+)?(?P<mark>{SIGNS}|(?:[{DASHES}·→]|o(?=\s+\S{{2}}))(?=\s))\s*")
INLINE_BULLET = re.compile(rf"(?<!\s)\s++(?=(?:[{_DOTS}{_BOXES}]|{_BOX_SET})\s)")
NUMBERED = re.compile(rf"^\s*(?P<number>\d{{1,2}})[.)]\s+(?!(?:{_MONTHS})\b)(?=\S)", re.IGNORECASE)
LETTERED = re.compile(r"^\s*(?P<open>\(?)(?P<letter>[a-zæøå]|[ivx]{2,5})(?P<close>[.)])\s+(?!eks\b)(?=\S)")
_GLUED = re.compile(rf"^(?:{SIGNS}|[{DASHES}]\s*)\s*")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"


def is_item(line: str) -> bool:
    """Whether a line of a passage's text is a list item."""
    return any(pattern.match(line) for pattern in (_GLUED, BULLET, NUMBERED, LETTERED))


def without_bullet(line: str) -> str:
    """An item without its bullet; its number or letter, which others refer to, stays."""
    match = _GLUED.match(line) or BULLET.match(line)
    return line[match.end() :] if match else line


def counted(line: str) -> str:
    """The number or letter that a line begins with, with its sign; empty where there is none."""
    match = NUMBERED.match(line) or LETTERED.match(line)
    return match[0] if match else ""


def lettered_items(lines: Sequence[str]) -> frozenset[int]:
    """The indexes of the lines that are items of a lettered list: a first letter opens it, and a next one goes on."""
    found: set[int] = set()
    runs: list[list[tuple[int, str, str]]] = []
    for index, line in enumerate(lines):
        match = LETTERED.match(line)
        if match is None:
            continue
        letter, style = match["letter"], match["open"] + match["close"]
        run = next((run for run in reversed(runs) if run[-1][2] == style and _follows(run[-1][1], letter)), None)
        if run is not None:
            run.append((index, letter, style))
        elif letter in ("a", "i"):
            runs.append([(index, letter, style)])
    for run in runs:
        if len(run) > 1:
            found.update(index for index, _, _ in run)
    return frozenset(found)


def follows(before: str, line: str) -> bool:
    """Whether the number or letter of an item is the next after that of another."""
    numbers = NUMBERED.match(before), NUMBERED.match(line)
    if numbers[0] and numbers[1]:
        return int(numbers[1]["number"]) == int(numbers[0]["number"]) + 1
    letters = LETTERED.match(before), LETTERED.match(line)
    return bool(letters[0] and letters[1] and _follows(letters[0]["letter"], letters[1]["letter"]))


def opens(line: str) -> bool:
    """Whether an item is a first one: it is numbered 1, or has the first letter."""
    number, letter = NUMBERED.match(line), LETTERED.match(line)
    return bool(number and number["number"] == "1") or bool(letter and letter["letter"] in ("a", "i"))


def _follows(before: str, letter: str) -> bool:
    return any(
        before in order and letter in order and order.index(letter) == order.index(before) + 1
        for order in (_LETTERS, _ROMAN)
    )
