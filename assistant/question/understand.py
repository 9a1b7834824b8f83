"""What a question asks for: its kind, written form, units and years, and the words that matter."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from assistant.question.comparison import compared
from assistant.question.editions import asked_editions
from assistant.question.english_spelling import set_right_english
from assistant.question.focus import Focus, base_form
from assistant.question.kinds import Kind, kind_of, number_in
from assistant.question.language import detect_language, written_form
from assistant.question.naming import named_by, names_of, titled, without_places
from assistant.question.question import FocusWord, Question
from assistant.question.spelling import set_right
from assistant.texts import Language
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words
from corpus.words.lexicon import lemma
from corpus.words.numbers import ORDINALS

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_YEAR_SPAN = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)\d\d)(?!\d)")
_HOW_MANY = re.compile(r"\b(?:(?:h?vor|kor) mange(?: av (?:oss|dere|dykk))?|how many(?: of us)?) (\w+)", re.IGNORECASE)
_QUESTIONS = re.compile(  # they are asked for, not spoken of: "hvilke tre spørsmål …", not "… med spørsmål om …"
    r"\b(?:hvilke[nt]?|hvilka|kva(?: for(?: ei[nt]?)?)?|hva slags|nevn|nemn|which|what)(?: \w+){0,2} "
    r"(?:spørsmål\w*|questions?)\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b({'|'.join(ORDINALS)}) (\w+)", re.IGNORECASE)


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
    """The question within one snapshot, and, where it compares plans, what it asks of each."""
    is_english = detect_language(asked) == "en"
    text = (set_right_english if is_english else set_right)(asked, snapshot.vocabulary)
    written = written_form(text, language)
    kind = kind_of(text)
    focus = Focus(text, written, snapshot)
    bases = {word: found.bases for word, found in focus.words.items()}
    named = named_by(text, bases, names_of(snapshot), snapshot.editions)
    named = without_places(text, named, snapshot.documents)
    documents = frozenset().union(*(named or titled(text, names_of(snapshot))).values())
    sides = _compared(text, bases, written, snapshot) if compares else ()
    about = {word: found for word, found in focus.words.items() if word not in named} or focus.words
    return Question(
        text=text,
        search_text=" ".join([_unnamed(text, named) if documents else text, *dict.fromkeys(focus.others)]),
        terms=_terms(about.values()),
        language=written,
        kind=Kind.COMPARE if sides else kind,
        compared=sides,
        focus=tuple(about.values()),
        units=snapshot.units.mentioned(text),
        years=_years(text),
        documents=documents,
        number=number_in(text, written),
        counted=_counted(text, focus.words, written),
        ordinals=_ordinals(text),
        asks_questions=bool(_QUESTIONS.search(text)),
    )


def _compared(
    text: str, bases: Mapping[str, frozenset[str]], written: Language, snapshot: Snapshot
) -> tuple[Question, ...]:
    """What a question asks of each of the plans that it compares; empty where it compares none."""
    named = named_by(text, bases, names_of(snapshot), snapshot.editions, narrowly=True)
    every = (frozenset(series) for series in _plans(snapshot))
    return tuple(
        _understood(asked.text, snapshot, written, compares=False).model_copy(update={"documents": asked.documents})
        for asked in compared(text, without_places(text, named, snapshot.documents), every)
    )


def _plans(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    """The plans there are, each with its editions; few questions ask for them all."""
    yield from dict.fromkeys(map(snapshot.editions.series, snapshot.documents))


def _unnamed(text: str, naming: Collection[str]) -> str:
    """The question without the words that only name the plans it is to be answered from: in these, they stand all over.

    `naming` are content words, in lower case; the text itself where nothing else would be left.
    """
    kept = [word for word in text.split() if not (found := content_words(word)) or not set(found) <= set(naming)]
    return " ".join(kept) if any(content_words(word) for word in kept) else text


def _counted(text: str, focus: Mapping[str, FocusWord], language: Language) -> FocusWord | None:
    """What a how-many question wants counted, if it is the word right after that."""
    match = _HOW_MANY.search(text)
    if match is None:
        return None
    word = match[1].lower()
    return focus.get(word) or focus.get(base_form(word, language))


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
