"""What a question asks for: its kind, written form, units and years, and the words that matter."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict
from simplemma import lemmatize

from assistant.question.aliases import other_names
from assistant.question.comparison import compared
from assistant.question.editions import asked_editions
from assistant.question.english_spelling import set_right_english
from assistant.question.kinds import ORDINALS, Kind, kind_of, number_in
from assistant.question.language import Language, checked_language, detect_language
from assistant.question.naming import named_by, titled, without_places
from assistant.question.spelling import set_right
from assistant.question.wordings import correction, in_nynorsk, is_in, is_kind_word, is_misspelt_kind_word, translations
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words, word_terms
from corpus.words.lexicon import lemma


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


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)(?!\d)")
_HOW_MANY = re.compile(r"\b(?:(?:h?vor|kor) mange(?: av (?:oss|dere|dykk))?|how many(?: of us)?) (\w+)", re.IGNORECASE)
_QUESTIONS = re.compile(  # they are asked for, not spoken of: "hvilke tre spørsmål …", not "… med spørsmål om …"
    r"\b(?:hvilke[nt]?|hvilka|kva(?: for(?: ei[nt]?)?)?|hva slags|nevn|nemn|which|what)(?: \w+){0,2} "
    r"(?:spørsmål\w*|questions?)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)}) (\w+)", re.IGNORECASE)
_INNER_NAME = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][a-zæøå]+")  # a capital inside a sentence


def understand(
    text: str,
    snapshot: Snapshot,
    *,
    language: str | None = None,
    today: date | None = None,
    every_edition: bool = False,
    scope: str | None = None,
) -> Question:
    """The question understood against what the corpus knows.

    `today` tells which edition of a plan holds, and what only the others know is not known then; unless `every_edition`
    may answer. `scope` is the jurisdiction of whoever asks; a question that names plans is about these.
    """
    whole = _understood(text, snapshot, language)
    if not whole.documents and not whole.compared:
        whole = whole.model_copy(update={"scope": scope})
    if every_edition:
        return whole
    asked = asked_editions(text, whole.years, whole.documents, snapshot, today or date.today())
    if asked.documents is None:
        return whole
    found = _understood(text, snapshot.within(asked.documents), language)
    about = tuple(word for word in found.focus if word.word not in asked.naming_words) or found.focus
    return found.model_copy(
        update={
            "editions": asked.documents,
            "documents": whole.documents,
            "scope": whole.scope,
            "focus": about,
            "terms": _terms(about),
            "years": tuple(year for year in found.years if year not in asked.naming_years),
        }
    )


def _understood(asked: str, snapshot: Snapshot, language: str | None, *, compares: bool = True) -> Question:
    is_english = detect_language(asked) == "en"
    text = (set_right_english if is_english else set_right)(asked, snapshot.vocabulary)
    written = detect_language(text) if language is None else checked_language(language)
    kind = kind_of(text)
    units = snapshot.units.mentioned(text)
    phrases = translations(text, written)
    capitalised = {name.lower() for name in _INNER_NAME.findall(text)}
    focus: dict[str, FocusWord] = {}
    extra: list[str] = []
    consumed: set[str] = set()
    for name, others in other_names(text, snapshot.aliases, snapshot.vocabulary).items():
        extra.extend(others)
        consumed.update(content_words(name))
        focus[name] = _focus_word(name, (name, *others), snapshot)
    for phrase, translated in phrases.items():
        consumed.update(content_words(phrase))
        extra.extend(translated)
        if not all(is_kind_word(word) for word in phrase.split()):
            translated = tuple(
                dict.fromkeys([*([phrase] if written != "en" and " " not in phrase else []), *translated])
            )
            focus[phrase] = _focus_word(phrase, translated, snapshot)
    for word in content_words(text):
        if is_kind_word(word) or word in consumed or _YEAR.fullmatch(word):
            continue
        base = _base(word, written)
        if base in consumed or is_kind_word(base):
            continue
        corrected = correction(word, snapshot.vocabulary, written)
        if corrected is None and written != "en" and is_misspelt_kind_word(word, snapshot.vocabulary):
            continue
        wordings = [word, *([corrected] if corrected else []), *([ORDINALS[word]] if word in ORDINALS else [])]
        focus[word] = _focus_word(word, wordings, snapshot, is_name=word in capitalised)
        extra.extend([corrected] if corrected else [])
    extra.extend(in_nynorsk([*content_words(text), *extra], snapshot.nynorsk))
    bases = {word: frozenset(alternative[0] for alternative in found.alternatives) for word, found in focus.items()}
    named = named_by(text, bases, snapshot.documents.values(), snapshot.editions)
    named = without_places(text, named, snapshot.documents)
    documents = frozenset().union(*(named or titled(text, snapshot.documents.values())).values())
    sides = _compared(text, bases, written, snapshot) if compares else ()
    about = {word: found for word, found in focus.items() if word not in named} or focus
    return Question(
        text=text,
        search_text=" ".join([_unnamed(text, named) if documents else text, *dict.fromkeys(extra)]),
        terms=_terms(about.values()),
        language=written,
        kind=Kind.COMPARE if sides else kind,
        compared=sides,
        focus=tuple(about.values()),
        units=units,
        years=_years(text),
        documents=documents,
        number=number_in(text, written),
        counted=_counted(text, focus, written),
        ordinals=_ordinals(text),
        asks_questions=bool(_QUESTIONS.search(text)),
    )


def _compared(
    text: str, bases: Mapping[str, frozenset[str]], written: Language, snapshot: Snapshot
) -> tuple[Question, ...]:
    """What a question asks of each of the plans that it compares; empty where it compares none."""
    named = named_by(text, bases, snapshot.documents.values(), snapshot.editions, narrowly=True)
    every = dict.fromkeys(frozenset(snapshot.editions.series(document_id)) for document_id in snapshot.documents)
    return tuple(
        _understood(asked.text, snapshot, written, compares=False).model_copy(update={"documents": asked.documents})
        for asked in compared(text, without_places(text, named, snapshot.documents), every)
    )


def _unnamed(text: str, naming: Collection[str]) -> str:
    """The question without the words that only name the plans it is to be answered from: in these, they stand all over.

    `naming` are content words, in lower case; the text itself where nothing else would be left.
    """
    kept = [word for word in text.split() if not (found := content_words(word)) or not set(found) <= set(naming)]
    return " ".join(kept) if any(content_words(word) for word in kept) else text


def _base(word: str, language: Language) -> str:
    """The base form of a word in the language that it is written in."""
    return str(lemmatize(word, lang="en")).lower() if language == "en" else lemma(word)


def _counted(text: str, focus: Mapping[str, FocusWord], language: Language) -> FocusWord | None:
    """What a how-many question wants counted, if it is the word right after that."""
    match = _HOW_MANY.search(text)
    if match is None:
        return None
    word = match[1].lower()
    return focus.get(word) or focus.get(_base(word, language))


def _ordinals(text: str) -> tuple[tuple[str, str], ...]:
    """(number, base form of the noun) of what a question counts up to: "andre samling" is ("2", "samling")."""
    return tuple((ORDINALS[number.lower()], lemma(noun)) for number, noun in _ORDINAL.findall(text))


def _terms(focus: Iterable[FocusWord]) -> tuple[str, ...]:
    """All index terms of focus words, each once."""
    return tuple(dict.fromkeys(term for word in focus for alternative in word.alternatives for term in alternative))


def _years(text: str) -> tuple[int, ...]:
    """The years named; a span stands for every year in it."""
    years = {int(year) for year in _YEAR.findall(text)}
    for start, end in _YEAR_SPAN.findall(text):
        years.update(range(int(start), int(end) + 1))
    return tuple(sorted(years))


def wording_terms(wording: str) -> tuple[str, ...]:
    """The index terms of a wording; one of several words ("e-læring") is a whole with these words as its parts."""
    words = content_words(wording)
    if len(words) < 2:
        return word_terms(wording)
    return (wording, *(term for word in words for term in word_terms(word)[:1]))


def _focus_word(word: str, wordings: Sequence[str], snapshot: Snapshot, *, is_name: bool = False) -> FocusWord:
    every = [*wordings, *in_nynorsk(wordings, snapshot.nynorsk)]
    alternatives = tuple(dict.fromkeys(wording_terms(wording.lower()) for wording in every))
    return FocusWord(
        word=word,
        alternatives=alternatives,
        known=any(is_in(alternative, snapshot.vocabulary) for alternative in alternatives),
        is_name=is_name,
    )
