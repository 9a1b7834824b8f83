"""How long an answer is: at most three sentences, or at most sixty words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from eval.answers.wording import BULLET, plain

MOST_SENTENCES = 3
MOST_WORDS = 60

OPENERS = "\"'«“”‘’(["
CLOSERS = "\"'»“”‘’)]"
INNER_ABBREVIATIONS = re.compile(
    r"adr|avd|bl|bl\.a|ca|cf|dept|dr|dvs|e\.g|eks|ev|evt|f|f\.eks|feks|f\.o\.m|fom|g|gj\.sn|hhv|i\.e|i\.h\.t|iflg|ift|ifm|iht"
    r"|inkl|jf|jfr|kap|kl|maks|mht|mr|mrs|ms|nr|pga|pkt|prof|resp|s\.k|sml|tilsv|tlf|t\.o\.m|vedr|vha|vs"
)
FINAL_ABBREVIATIONS = re.compile(r"etc|kr|m\.fl|m\.m|m\.v|mfl|mill|mrd|mm|mv|o\.a|o\.l|osb|osv|pst")
BEFORE_NUMBER = re.compile(r"art|ch|chap|fig|no|p|pp|par|s|sec|st|tab|vol")


def too_long(answer: str, times: int = 1) -> bool:
    """Whether a Markdown answer has both more than three sentences and more than sixty words, or so many times that."""
    return sentences(answer) > times * MOST_SENTENCES and words(answer) > times * MOST_WORDS


def words(answer: str) -> int:
    """The words of a Markdown answer: what has a letter or a digit, citation markers aside."""
    return sum(_speaks(token) for block in _blocks(plain(answer)) for token in block.split())


def sentences(answer: str) -> int:
    """The sentences of a Markdown answer; a bullet or a paragraph is at least one."""
    return sum(_sentences(block.split()) for block in _blocks(plain(answer)) if _speaks(block))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and bullets, each without its bullet sign."""
    block = ""
    for line in text.split("\n"):
        if not line.strip() or BULLET.match(line):
            yield block
            block = ""
        block = f"{block} {BULLET.sub('', line)}"
    yield block


def _sentences(tokens: list[str]) -> int:
    return 1 + sum(_ends(token, following) for token, following in pairwise(tokens))


def _ends(token: str, following: str) -> bool:
    """Whether a sentence ends between two tokens: before a capital or a digit, not after an abbreviation."""
    core = token.strip(OPENERS).rstrip(CLOSERS)
    begin = next((character for character in following if character.isalnum()), "")
    if not core.endswith((".", "!", "?", "…")) or not begin or begin.islower():
        return False
    return not core.endswith(".") or not _abbreviates(core.rstrip("."), begin)


def _abbreviates(word: str, begin: str) -> bool:
    """Whether a full stop after the word is only an abbreviation's, `begin` being what the next word begins with."""
    folded = word.casefold()
    initial = len(word) == 1 and word.isupper()
    if begin.isdigit() and (BEFORE_NUMBER.fullmatch(folded) or FINAL_ABBREVIATIONS.fullmatch(folded)):
        return True
    return initial or INNER_ABBREVIATIONS.fullmatch(folded) is not None


def _speaks(text: str) -> bool:
    return any(character.isalnum() for character in text)
