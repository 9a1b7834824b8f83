"""The phrases of a clause: words of substance that stand together, between verbs and prepositions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.meaning import base_of, is_infinitive
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_participle, is_passive, is_verb
from corpus.words.small import FUNCTION_WORDS


class Chunk(NamedTuple):
    """Words that stand together in a clause: where they begin, after which preposition, and those of substance."""

    at: int
    preposition: str
    words: tuple[Word, ...]


MODALS = frozenset("skal skulle må måtte kan kunne bør burde vil ville shall must can should will may".split())
AUXILIARIES = MODALS | frozenset("har hadde er ble blir blei vart vert får fikk has have had is are was were".split())
_BODIES = (
    "avdeling",
    "avdelinga",
    "avdelingen",
    "avdelingi",
    "direktorat",
    "direktoratet",
    "senter",
    "senteret",
    "ministry",
)
_SEEN = frozenset("totalt samlet samla generelt stort alt".split())
_MEETINGS = ("møter", "møte", "planer", "samtaler")
_SIGNS = frozenset(",;:.()–—!?")


def chunks(words: Sequence[Word], language: str) -> Iterator[Chunk]:
    """The phrases of a clause, in order."""
    at_first, preposition = 0, ""
    held: list[Word] = []
    for at, word in enumerate(words):
        is_part = _is_substance(words, at, language)
        opens = word.low in word_lists.frames("openers") and not (held and words[at - 1].low in joins())
        ends_before = bool(held) and is_part and words[at - 1] is held[-1] and _is_whole(held[-1], word)
        follows = word.low in joins() or (word.low in word_lists.frames("openers") and words[at - 1].low in joins())
        breaks = not is_part and not follows and not _is_in_name(words, at) and not _is_listing(words, at, language)
        if held and (opens or ends_before or breaks):
            yield Chunk(at_first, preposition, tuple(held))
            held, preposition = [], ""
        if is_part:
            at_first = at_first if held else at
            held = [*held, word]
        elif is_preposition(words, at):
            preposition = word.low
        elif is_verb_at(words, at, language) or word.text in _SIGNS:
            preposition = ""
        elif _stands_alone(words, at, language):
            yield Chunk(at, preposition, (word,))
            preposition = ""
    if held:
        yield Chunk(at_first, preposition, tuple(held))


def _is_whole(last: Word, word: Word) -> bool:
    """Whether a phrase ends before a word: nouns that follow each other are two, but for names and owners."""
    if is_definite(last):
        return True
    is_name = last.text[0].isupper() and not last.opens
    return is_actor(last) and not (is_name or word.text[0].isupper() or is_actor(word) or last.low.endswith("s"))


def is_preposition(words: Sequence[Word], at: int) -> bool:
    """Whether a preposition stands here, and not what opens a clause ("om", "før")."""
    low = words[at].low
    if low in ("som", "as"):
        return at > 0 or (len(words) > 1 and words[1].low in ("en", "ei", "et", "ein", "eit", "a", "an"))
    if low not in word_lists.frames("prepositions") or _is_in_name(words, at):
        return False
    before = [word.low for word in words[:at] if word.text[0].isalpha()]
    if low == "at" and not before:
        return False  # "that"
    return low not in word_lists.frames("clause_openers") or before not in ([], ["selv"], ["sjølv"])


def _is_in_name(words: Sequence[Word], at: int) -> bool:
    """Whether "for" stands in the name of a body: "etaten for veier"."""
    return at > 0 and words[at].low == "for" and words[at - 1].low.endswith(_BODIES)


def joins() -> frozenset[str]:
    """The words that join two of a phrase."""
    return word_lists.frames("joins")


def _is_listing(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a comma stands in a list, before its last "og"."""
    if words[at].text != ",":
        return False
    for place in range(at + 1, min(at + 6, len(words))):
        if words[place].low in joins():
            return place > at + 1
        if is_verb_at(words, place, language) or words[place].low in word_lists.frames("prepositions"):
            return False
    return False


def _is_substance(words: Sequence[Word], at: int, language: str) -> bool:
    word = words[at]
    grammar = word_lists.grammar(language)
    if word.text[0].isupper() and not word.opens and is_actor(word):
        return True
    return (
        word.text[0].isalpha()
        and (word.content or (len(word.low) > 3 and word.low not in FUNCTION_WORDS))
        and word.low not in word_lists.frames("adverbs")
        and word.low not in word_lists.frames("prepositions") | word_lists.frames("openers") | joins()
        and not any(word.low in grammar[kind] for kind in ("negators", "subordinators", "only", "always", "can"))
        and not is_verb_at(words, at, language)
    )


def is_verb_at(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a verb stands here, and no adjective or noun that looks like one."""
    word = words[at]
    if word.low in AUXILIARIES:
        return True
    if language == "en":
        return is_verb(word.low, "en")
    if word.low == "sett" and at and words[at - 1].low in _SEEN:
        return False
    if is_finite(words, at, language):
        return True
    if is_participle(word.low) and any(other.low in AUXILIARIES for other in words[:at]):
        after = words[at + 1] if at + 1 < len(words) else None
        return after is None or not (after.content and not is_verb(after.low, "nb"))
    before = [other.low for other in words[max(0, at - 5) : at]]
    governed = "å" in before[-2:] or any(low in MODALS for low in before)
    if not governed or not is_verb(word.low, "nb"):
        return False
    return word.low.endswith("je") or word.low == base_of(word.low) or is_passive(word.low)


def is_finite(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether the finite verb of a clause may stand here."""
    word = words[at]
    if any(other.low in AUXILIARIES and other.low != "er" for other in words[:at]):
        return False
    if word.low == "sett" or any(word.low.endswith(noun) and word.low != noun for noun in _MEETINGS):
        return False
    if (
        word.low in MODALS
        or (at and word.low in word_lists.frames("presents") and language != "en")
        or (at and word.low in word_lists.grammar(language)["past"])
    ):
        return True
    joined = at > 0 and words[at - 1].low in joins() and is_verb(word.low, language, finite=True)
    after = (other.low for other in words[at + 1 :])
    if (
        at
        and words[at - 1].low in joins()
        and word.low.endswith(("te", "de"))
        and any(low in AUXILIARIES for low in after)
    ):
        return False
    is_noun = is_actor(word) and not (joined and word.low.endswith(("er", "ar")))
    if is_noun and not word.low.endswith(("er", "ar")):
        return False
    is_told = (is_verb(word.low, language, finite=True) and not is_noun) or _is_present(words, at, language)
    if not is_told and not _is_past(words, at, language):
        return False
    before = words[at - 1].low if at else ""
    if before == "det" and at == 1 and not any(is_verb(other.low, language, finite=True) for other in words[at + 1 :]):
        return True
    return before not in ("en", "et", "ei", "den", "det", "de", "dei", "av", "for", "med", "the", "a") or (
        before in ("den", "det", "de", "dei") and not word.low.endswith(("te", "de"))
    )


def _is_present(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a word that may be a noun is the present of a verb here, where the clause has no other finite verb."""
    low = words[at].low
    if at == 1 and words[0].low == "som" and low.endswith("er") and is_infinitive(low[:-1]):
        return True
    if language == "en" or not at or low in word_lists.nouns() or not low.endswith(("er", "ar")):
        return False
    verb = low[:-1] if low.endswith("er") else f"{low[:-2]}e"
    others = (word.low for place, word in enumerate(words) if place != at)
    return is_infinitive(verb) and not any(
        other in AUXILIARIES or is_verb(other, "nb", finite=True) for other in others
    )


def _is_past(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a word that may be a participle is the past of a verb here: a subject beside it, no other verb."""
    low = words[at].low
    if language == "en" or not at or not low.endswith(("t", "a")) or not is_participle(low) or is_actor(words[at]):
        return False
    if any(word.low in AUXILIARIES or is_verb(word.low, "nb", finite=True) for word in words):
        return False
    before, after = words[at - 1], words[at + 1] if at + 1 < len(words) else None
    if after is not None and after.low in word_lists.frames("pronouns") - word_lists.grammar("nb")["articles"]:
        return True
    is_subject = before.content and (is_definite(before) or before.text[0].isupper() or is_actor(before))
    is_subject = is_subject or before.low in word_lists.frames("pronouns")
    return is_subject and after is not None and after.low not in ("av", "by")


def is_definite(word: Word) -> bool:
    """Whether a word has the ending of what is known: "planen", "planene"."""
    low = word.low
    return (low.endswith(("ene", "ane")) and base_of(low) != low[:-1]) or (
        low.endswith(("en", "et", "a")) and base_of(low) in (low[:-1], low[:-2]) and not is_participle(low)
    )


def _stands_alone(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a pronoun stands here by itself."""
    if words[at].low not in word_lists.frames("pronouns"):
        return False
    if words[at].low not in word_lists.grammar(language)["articles"]:
        return True
    if at + 1 >= len(words) or not _is_substance(words, at + 1, language):
        return True
    after = words[at + 1].low
    return words[at].low in ("de", "dei") and base_of(after) == after and not is_participle(after)
