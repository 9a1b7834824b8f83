"""Which words are verbs, and which forms of them, told by their endings and how common these are."""

from functools import lru_cache

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.meaning import base_of, is_infinitive
from corpus.words.lexicon import zipf
from corpus.words.small import FUNCTION_WORDS

_SHORT = tuple("ta gå stå nå få se sjå gi by si la dra skje delta ha bli være".split())
_OF_NOUNS = tuple("ende ande elser elsen inger ingen ingar inga sjoner sjonen heter heten ene ane".split())
_DEEDS = tuple(
    (
        "ing else sjon arbeid arbeidet støtte hjelp bistand dialog kurs nettverk møte seminar fagdag omsorg råd "
        "survey review dialogue support help meeting course analysis approach tion ment ance"
    ).split()
)
_DEPONENT = frozenset(
    "finnes finst finnast synes synest lykkes lukkast møtes møtast trives trivst skyldes skuldast minnes".split()
)
_FINITE = frozenset(
    "er var har hadde blir ble blei vart vert får fikk fekk gjør gjer gjorde står sto går gikk gjekk".split()
)
_ENGLISH_FINITE = frozenset("is are was were has have had do does did be been being get gets gets".split())


@lru_cache(maxsize=50_000)
def is_verb(word: str, language: str, *, finite: bool = False) -> bool:
    """Whether a word is a verb (`finite`: in the present, the past or the passive, or a modal)."""
    grammar = word_lists.grammar(language)
    modal = word in ("skal", "skulle", "må", "måtte", "kan", "kunne", "bør", "burde", "vil", "ville")
    if language == "en":
        return (
            word in _ENGLISH_FINITE
            or word in ("shall", "must", "can", "should", "will", "may")
            or word in grammar["can"]
        )
    if modal or word in _FINITE:
        return True
    base = base_of(word)
    if word in FUNCTION_WORDS or word in word_lists.nouns() or word.endswith(_OF_NOUNS) or not is_verb_base(base):
        return False
    if finite:
        return (
            word in grammar["past"]
            or is_passive(word)
            or (word != base and word.endswith(("r", "es", "ast", "te", "de")))
        )
    return True


@lru_cache(maxsize=50_000)
def could_be_verb(word: str) -> bool:
    """Whether a word that is a noun elsewhere may be the present of a verb ("veileder", "leder")."""
    return word.endswith("er") and word not in word_lists.nouns() and is_infinitive(word[:-1])


@lru_cache(maxsize=50_000)
def is_verb_base(base: str) -> bool:
    """Whether a base form is an infinitive."""
    if base in _SHORT or any(base.endswith(short) and len(base) > len(short) + 1 for short in _SHORT[:-3]):
        return zipf(base + "r") > 0 or zipf(base) > 0
    return is_infinitive(base)


@lru_cache(maxsize=50_000)
def is_deed(word: str) -> bool:
    """Whether a word is the noun of a deed: "veiledning", "samarbeidet", "evaluation"."""
    return base_of(word).endswith(_DEEDS) or word.endswith(_DEEDS)


@lru_cache(maxsize=50_000)
def is_passive(word: str) -> bool:
    """Whether a word is a verb in the passive of -s (nynorsk -ast)."""
    if word.endswith(("tas", "ras")) and word[:-1].endswith(_SHORT) and is_verb_base(word[:-1]):
        return True
    if not word.endswith(("es", "ast", "est", "ås")) or word in word_lists.nouns() or word in _DEPONENT:
        return False
    active = word[:-1] if word.endswith(("es", "ås")) else word[:-2] + "e"
    active = word[:-3] + "e" if word.endswith("ast") else active
    return is_verb_base(active) or is_verb_base(base_of(word))


@lru_cache(maxsize=50_000)
def is_participle(word: str) -> bool:
    """Whether a word is the participle of a verb."""
    base = base_of(word)
    if word.endswith(_OF_NOUNS) or word in word_lists.nouns():
        return False
    if word.endswith("ert") and is_infinitive(f"{word[:-1]}e"):
        return True
    return is_verb_base(base) and word != base and word.endswith(("et", "t", "dd", "a", "te", "ede", "tt", "de"))
