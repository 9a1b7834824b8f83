"""The words of a question that matter, by the ways in which the plans may put them."""

import re
from collections.abc import Sequence

from simplemma import lemmatize

from assistant.question.aliases import other_names
from assistant.question.question import FocusWord
from assistant.question.wordings import correction, in_nynorsk, is_in, is_kind_word, is_misspelt_kind_word, translations
from assistant.texts import Language
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words, word_terms
from corpus.words.lexicon import lemma
from corpus.words.numbers import ORDINALS

_YEAR = re.compile(r"(?:19|20)\d\d")
_INNER_NAME = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][a-zæøå]+")  # a capital inside a sentence


class Focus:
    """The focus `words` of one text, by how it puts them, and the `others` that the plans may have in their place."""

    def __init__(self, text: str, language: Language, snapshot: Snapshot) -> None:
        self.words: dict[str, FocusWord] = {}
        self.others: list[str] = []
        self._taken: set[str] = set()
        self._language = language
        self._snapshot = snapshot
        self._take_names(text)
        self._take_phrases(text)
        self._take_words(text)
        self.others.extend(in_nynorsk([*content_words(text), *self.others], snapshot.nynorsk))

    def _take_names(self, text: str) -> None:
        """What has another name in the plans."""
        for name, others in other_names(text, self._snapshot.aliases, self._snapshot.vocabulary).items():
            self.others.extend(others)
            self._taken.update(content_words(name))
            self.words[name] = focus_word(name, (name, *others), self._snapshot)

    def _take_phrases(self, text: str) -> None:
        """What the term list translates."""
        for phrase, translated in translations(text, self._language).items():
            self._taken.update(content_words(phrase))
            self.others.extend(translated)
            if not all(is_kind_word(word) for word in phrase.split()):
                own = [phrase] if self._language != "en" and " " not in phrase else []
                self.words[phrase] = focus_word(phrase, tuple(dict.fromkeys([*own, *translated])), self._snapshot)

    def _take_words(self, text: str) -> None:
        """All other words of content, misspelt ones as they were meant."""
        names = {name.lower() for name in _INNER_NAME.findall(text)}
        for word in content_words(text):
            if not self._is_left(word):
                continue
            corrected = correction(word, self._snapshot.vocabulary, self._language)
            if corrected is None and self._language != "en" and is_misspelt_kind_word(word, self._snapshot.vocabulary):
                continue
            own = [corrected] if corrected else []
            wordings = [word, *own, *([ORDINALS[word]] if word in ORDINALS else [])]
            self.words[word] = focus_word(word, wordings, self._snapshot, is_name=word in names)
            self.others.extend(own)

    def _is_left(self, word: str) -> bool:
        """Whether nothing has taken a word yet, and it says what the question is about."""
        if is_kind_word(word) or word in self._taken or _YEAR.fullmatch(word):
            return False
        base = base_form(word, self._language)
        return base not in self._taken and not is_kind_word(base)


def focus_word(word: str, wordings: Sequence[str], snapshot: Snapshot, *, is_name: bool = False) -> FocusWord:
    """A word with its wordings, and what those are called in nynorsk, as alternatives."""
    every = [*wordings, *in_nynorsk(wordings, snapshot.nynorsk)]
    alternatives = tuple(dict.fromkeys(wording_terms(wording.lower()) for wording in every))
    return FocusWord(
        word=word,
        alternatives=alternatives,
        known=any(is_in(alternative, snapshot.vocabulary) for alternative in alternatives),
        is_name=is_name,
    )


def wording_terms(wording: str) -> tuple[str, ...]:
    """The index terms of a wording; one of several words ("e-læring") is a whole with these words as its parts."""
    words = content_words(wording)
    if len(words) < 2:
        return word_terms(wording)
    return (wording, *(term for word in words for term in word_terms(word)[:1]))


def base_form(word: str, language: Language) -> str:
    """The base form of a word in the language that it is written in."""
    return str(lemmatize(word, lang="en")).lower() if language == "en" else lemma(word)
