"""What a question asks for: its kind, written form, units and years, and the words that matter."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz, process
from simplemma import lemmatize

from assistant.question.language import Language, detect_language
from corpus.index.analysis import FUNCTION_WORDS, content_words, fold, word_terms
from corpus.lexicon import is_compound, lemma, zipf
from corpus.library import Snapshot
from corpus.models import Document


class Kind(StrEnum):
    """What sort of answer is asked for."""

    WHO = "who"
    WHEN = "when"
    LIST = "list"
    COUNT = "count"
    DEFINITION = "definition"
    AMOUNT = "amount"
    FACT = "fact"


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


class Question(BaseModel):
    """A question understood; words that only say what kind of answer is wanted are not in its focus."""

    model_config = ConfigDict(frozen=True)

    text: str
    search_text: str
    terms: tuple[str, ...]
    language: Language
    kind: Kind
    about_measures: bool
    focus: tuple[FocusWord, ...]
    units: tuple[str, ...]
    years: tuple[int, ...]
    documents: frozenset[str]
    number: int | None


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)(?!\d)")
_MEASURES = re.compile(r"\b(?:tiltak(?:a|ene)?|measures?)\b", re.IGNORECASE)
_NUMERALS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10}
_ENGLISH_NUMERALS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_CERTAIN: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.COUNT, r"\b(?:hvor|kor) mange tiltak\b|\bhow many measures\b|\bantall tiltak\b"),
        (Kind.WHEN, r"\b(?:fra|frå|innen|til) når\b|\b(?:hvor|kor) lenge\b|\bhow long\b|\bby when\b"),
        (Kind.AMOUNT, r"\b(?:hvor|kor) (?:mange|mye|mykje|ofte|stor|høy|mangt)\b|\bhow (?:many|much|often)\b"),
        (
            Kind.WHEN,
            r"\b(?:hvilke[nt]?|kva(?: for(?: ei[nt]?)?)?|what|which) (?:år|year|måned|månad|month|dato|dag|date|periode|period|tidspunkt|time)\b",
        ),
        (
            Kind.WHO,
            r"\b(?:hvilke|hvilken|hvilket|kva for|kva|which|what) (?:\w+ )?(?:enhet\w*|einin\w*|etat\w*|instans\w*|"
            r"avdeling\w*|units?|departments?|agency|agencies|bod(?:y|ies)|aktør\w*)\b",
        ),
        (
            Kind.LIST,
            r"\b(?:hvilke|hvilka|kva for(?! ei[nt]?\b)|kva slags|hva slags|nevn|nemn|lista?|alle tiltak|ram opp|oppgi)\b"
            r"|\bkva (?:\w+ )?(?:tiltak|mål|krav|kriterium|steg)\b|\b(?:hva|kva) er (?:\w+ )?\w{4,}(?:ene|ane)\b"
            r"|\b(?:hva|kva) (?:ligger|ligg|står|star|inneholder|inneheld|inngår|består|omfatter) (?:i|under|av|på)?\b"
            r"|\bwhat are the\b|\bwhich (?!years?\b)\w+s\b|\bwhat (?:\w+ )?measures\b"
            rf"|\b(?:hva|kva) er (?:de|det|dei)? ?(?:{'|'.join(_NUMERALS)})\b|\b(?:hva|kva) er dei?\b"
            r"|^(?:hva|kva|what) (?:har|is|are|does|do|skal|må) .{2,60} (?:ansvar(?:et)? for|ansvarlige? for|responsible for)\W*$",
        ),
    )
)
_BY_INTERROGATIVE: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.WHO, r"\b(?:hvem|kven|kem|vem|who|whom|whose)\b"),
        (Kind.WHEN, r"\b(?:når|naar|nar|when)\b"),
        (Kind.FACT, r"\b(?:hva|kva|ka|hvilken|hvilket|hvordan|korleis|hvorfor|kvifor|hvor|kor|what|which|how|why|where)\b"),
    )
)
_TOPICS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (Kind.WHEN, r"\b(?:frist(?:en)?|deadline|tidsplan(?:en)?|tidspunkt|dato(?:en)?|oppstart|schedule|timeline)\b"),
        (Kind.WHO, r"\bansvar(?:et|lig|leg|lige)?\b|\bresponsib|\bin charge\b"),
    )
)
_DEFINITION = re.compile(
    r"\b(?:hva|kva) (?:er|betyr|tyder|menes|meinast|vil det si|ligger i|inneb\w+|handler|går)\b|\bwhat (?:is|does .* mean)\b"
    r"|\b(?:definere[rs]?|definisjon|forkortelse|står for|stands? for|define|meant by|forklar)\b|\bregnes som\b",
    re.IGNORECASE,
)
_KIND_WORDS = frozenset(
    "ansvar ansvarlig ansvarleg responsible responsibility frist deadline tidsplan dato date tidspunkt ferdig "
    "finished completed done charge definere definisjon definition define defined bety tyde mean meaning means menes "
    "nevne nemne liste list listen oppgi tiltak measure measures si seie say says sier stå står planen plan plans mange mye mykje "
    "many much often lenge long ofte slags slag kind year years år antall number følge ifølge according handle gå gjelde gjeld "
    "finne finnes gi hete heite kalle called bli skje happen ta ha se holde komme høre stå passe vise mene måtte kunne ville "
    "viktig vanlig gang liksom vite lure trenge ganger hver eksempel examples tell know look get got make made come "
    "enhet eining etat instans unit department agency schedule timeline sette setje jobbe arbeid arbeide ligge "
    "snakke omtale nevnt mentioned described beskrevet star sier siste slutt".split()
)
_NAME = re.compile(r"\b[A-ZÆØÅ][^\W\d_]+")
_INNER_NAME = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][a-zæøå]+")  # a capital inside a sentence
_DOCUMENT_TYPES = frozenset("bok foredrag håndbok".split())
_ORGANISATIONS = frozenset("avdeling byrådsavdeling bydel departement direktorat etat fylkeskommune kommune nasjonal national utdanning oppgi".split())
_UNMARKED = frozenset(fold(word) for word in FUNCTION_WORDS if fold(word) != word)
_NYNORSK_FORMS = (
    (r"ane$", "ene"),
    (r"ar$", "er"),
    (r"leg(e|t)?$", r"lig\1"),
    (r"inga$", "ingen"),
    (r"a$", "en"),
    (r"a$", "et"),
    (r"ande$", "ende"),
    (r"leik(en|ar|ane)?$", r"het\1"),
    (r"skap(en)?$", r"skap\1"),
    (r"ast$", "es"),
    (r"skule", "skole"),
    (r"kvar", "hver"),
    (r"rettlei", "veiled"),
    (r"tilvis", "henvis"),
    (r"heim", "hjem"),
    (r"leik", "lek"),
)
_CORRECTED = 84.0  # rapidfuzz ratio: "styreresurs" to "styrerressurs" 92, "strategi" to "strategisk" 89
_CORRECTED_SHORT = 90.0
_SHORT = 6
_SHORTEST_CORRECTED = 4


def understand(text: str, snapshot: Snapshot, *, language: str | None = None) -> Question:
    """The question understood against what the corpus knows."""
    written = detect_language(text) if language is None else _language(language)
    kind = _kind(text)
    units = snapshot.units.mentioned(text)
    translations = _phrases(text, written)
    capitalised = {name.lower() for name in _INNER_NAME.findall(text)}
    focus: dict[str, FocusWord] = {}
    extra: list[str] = []
    consumed: set[str] = set()
    for phrase, translated in translations.items():
        consumed.update(phrase.split())
        extra.extend(translated)
        if not all(_is_kind_word(word) for word in phrase.split()):
            translated = tuple(dict.fromkeys([*([phrase] if written != "en" and " " not in phrase else []), *translated]))
            focus[phrase] = _focus_word(phrase, translated, snapshot)
    for word in content_words(text):
        if _is_kind_word(word) or word in consumed or _YEAR.fullmatch(word):
            continue
        if written == "en" and (str(lemmatize(word, lang="en")).lower() in consumed or _is_kind_word(str(lemmatize(word, lang="en")))):
            continue
        correction = _correction(word, snapshot, written)
        wordings = [word, *([correction] if correction else [])]
        focus[word] = _focus_word(word, wordings, snapshot, is_name=word in capitalised)
        extra.extend([correction] if correction else [])
    documents, naming = _named_documents(focus.values(), snapshot)
    about = {word: found for word, found in focus.items() if word not in naming} or focus
    return Question(
        text=text,
        search_text=" ".join([text, *dict.fromkeys(extra)]),
        terms=_terms(about.values()),
        language=written,
        kind=kind,
        about_measures=bool(_MEASURES.search(text)),
        focus=tuple(about.values()),
        units=units,
        years=_years(text),
        documents=documents,
        number=_number(text),
    )


def _kind(text: str) -> Kind:
    """The kind of answer asked for: by what stands first, a telling phrase or an interrogative; else by the topic."""
    found = [(match.start(), order, kind) for order, (kind, match) in enumerate(_telling(text))]
    topic = next((kind for kind, pattern in _TOPICS if pattern.search(text)), None)
    if not found:
        return topic or Kind.FACT
    kind = min(found)[2]
    if kind is not Kind.FACT:
        return kind
    return topic or (Kind.DEFINITION if _DEFINITION.search(text) else Kind.FACT)


def _telling(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    for kind, pattern in (*_CERTAIN, *_BY_INTERROGATIVE):
        match = pattern.search(text)
        if match:
            yield kind, match


def _terms(focus: Iterable[FocusWord]) -> tuple[str, ...]:
    """All index terms of focus words, each once."""
    return tuple(dict.fromkeys(term for word in focus for alternative in word.alternatives for term in alternative))


def _number(text: str) -> int | None:
    """How many things the question says that there are ("hvilke sju anbefalinger"), None where it does not."""
    for word in text.lower().split():
        found = _NUMERALS.get(word) or _ENGLISH_NUMERALS.get(word)
        if found:
            return found
        if word.isdigit() and 1 < int(word) <= 20:
            return int(word)
    return None


def _language(language: str) -> Language:
    if language in ("nb", "nn", "en"):
        return language  # type: ignore[return-value]
    raise ValueError(f"unknown language {language!r}; use nb, nn or en")


def _is_kind_word(word: str) -> bool:
    unmarked = word in _UNMARKED or word in FUNCTION_WORDS
    return unmarked or word in _KIND_WORDS or lemma(word) in _KIND_WORDS or word in _NUMERALS or word in _ENGLISH_NUMERALS


def _years(text: str) -> tuple[int, ...]:
    """The years named; a span stands for every year in it."""
    years = {int(year) for year in _YEAR.findall(text)}
    for start, end in _YEAR_SPAN.findall(text):
        years.update(range(int(start), int(end) + 1))
    return tuple(sorted(years))


@cache
def _dictionary(language: str) -> dict[str, tuple[str, ...]]:
    """Phrase → bokmål base forms; nynorsk has the everyday bokmål words as well."""
    data = tomllib.loads((files("assistant.question") / "terms.toml").read_text(encoding="utf-8"))
    entries = {**data["nb"], **data["nn"]} if language == "nn" else data[language]
    return {phrase: tuple(words) for phrase, words in entries.items()}


@cache
def _phrase_pattern(language: str) -> re.Pattern[str]:
    phrases = sorted(_dictionary(language), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def _phrases(text: str, language: Language) -> dict[str, tuple[str, ...]]:
    """What stands in the question that the term list translates, longest phrases first."""
    if language == "en":
        text = " ".join([text, *_english_bases(text)])
    found = dict.fromkeys(match.lower() for match in _phrase_pattern(language).findall(text))
    dictionary = {phrase.lower(): words for phrase, words in _dictionary(language).items()}
    return {phrase: dictionary[phrase] for phrase in found if not _is_kind_word(phrase)}


def _english_bases(text: str) -> list[str]:
    """The base forms of the English words that are not their own ("organised" → "organise")."""
    bases = {word: str(lemmatize(word, lang="en")).lower() for word in content_words(text)}
    return [base for word, base in bases.items() if base != word]


def _focus_word(word: str, wordings: Sequence[str], snapshot: Snapshot, *, is_name: bool = False) -> FocusWord:
    alternatives = tuple(dict.fromkeys(word_terms(wording.lower()) for wording in wordings))
    return FocusWord(
        word=word,
        alternatives=alternatives,
        known=any(_is_in(alternative, snapshot) for alternative in alternatives),
        is_name=is_name,
    )


def _is_in(alternative: tuple[str, ...], snapshot: Snapshot) -> bool:
    base, *parts = alternative
    return base in snapshot.vocabulary or (bool(parts) and all(part in snapshot.vocabulary for part in parts))


def _correction(word: str, snapshot: Snapshot, language: Language) -> str | None:
    """The word of the corpus that this one was probably meant to be, or None.

    Nynorsk forms are tried first, then missing diacritics, then likeness; a good word that the plans do not have is
    no misspelling of one they have, unless it is only good as an odd compound and very like.
    """
    if len(word) < _SHORTEST_CORRECTED or _is_in(word_terms(word), snapshot):
        return None
    for variant in _bokmal_forms(word):
        if _is_in(word_terms(variant), snapshot):
            return variant
    by_fold = _folded_vocabulary(id(snapshot.vocabulary), tuple(snapshot.vocabulary))
    if language != "en" and (zipf(word) > 0 or zipf(lemma(word)) > 0):
        return None
    least = _CORRECTED if len(word) >= _SHORT and not is_compound(word) else _CORRECTED_SHORT
    for wanted in dict.fromkeys((fold(lemma(word)), fold(word))):
        if wanted in by_fold:
            return by_fold[wanted]
    for wanted in dict.fromkeys((fold(lemma(word)), fold(word))):
        found = process.extractOne(wanted, by_fold.keys(), scorer=fuzz.ratio, score_cutoff=least)
        if found is not None:
            return by_fold[found[0]]
    return None


def _bokmal_forms(word: str) -> list[str]:
    """The bokmål words that a nynorsk form may stand for, by its ending or its vowels ("tidleg" → "tidlig")."""
    forms = [re.sub(pattern, bokmal, word) for pattern, bokmal in _NYNORSK_FORMS]
    return [form for form in dict.fromkeys(forms) if form != word]


@lru_cache(maxsize=4)
def _folded_vocabulary(_identity: int, words: tuple[str, ...]) -> dict[str, str]:
    return {fold(word): word for word in words}


def _named_documents(focus: Iterable[FocusWord], snapshot: Snapshot) -> tuple[frozenset[str], frozenset[str]]:
    """The documents that the question names, and the words that name them.

    A name is a word of an issuer or jurisdiction that hardly any other document has; words for what many are
    (kommune, bydel) name none.
    """
    identities = {document.id: _identity(document) for document in snapshot.documents.values()}
    named: set[str] = set()
    naming: set[str] = set()
    for word in focus:
        bases = {alternative[0] for alternative in word.alternatives}
        having = {document_id for document_id, names in identities.items() if bases & names}
        if having and len(having) <= max(1, len(identities) // 4):
            named |= having
            naming.add(word.word)
    return frozenset(named), frozenset(naming)


def _identity(document: Document) -> frozenset[str]:
    """The words that name a document: proper names of its issuer and jurisdiction, and what its title says that it is."""
    whose = [word.lower() for word in _NAME.findall(f"{document.issuer or ''} {document.jurisdiction or ''}")]
    names = [word for word in whose if word_terms(word)[0] not in _ORGANISATIONS]
    what = [word for word in content_words(document.title) if word_terms(word)[-1] in _DOCUMENT_TYPES]
    return frozenset(word_terms(word)[0] for word in (*names, *what))
