"""How a question asks for rows of the register: what it calls them, and the words that only connect its conditions."""

import re

from rapidfuzz import fuzz, process
from simplemma import lemmatize

from assistant.question.clauses import said
from corpus.words.analysis import fold
from corpus.words.asking import CONNECTING
from corpus.words.lexicon import lemma, zipf

_MEASURES = r"\w*tiltak(?:et|a|ene|ane|enes|s)?|measures?"
_DUTIES = r"plikt(?:er|ene|a|ar|ane)?|forpliktelse(?:r|ne)?|forpliktingar|duties|duty|obligations?"
_NOUN = rf"(?:(?P<measures>{_MEASURES})|(?P<duties>{_DUTIES}))"
_INTERROGATIVE = (
    r"(?:h?vilken|h?vilket|h?vilka|h?vilke|kva(?: for(?: ei[nt]?)?)?|what|which|(?:h?vor|kor) mange|how many"
    r"|antall(?:et)?|talet på|number of|alle|all|every|list\w*(?: opp)?"
    r"|(?:vis|gi|gje|show|give|tell)(?: (?:meg|oss|me|us))?"
    r"|oversikt over|nevn|nemn|oppgi|finn|find|(?:hva|kva|what) (?:er|are))"
)
_VERB = (
    r"(?:er|var|har|hadde|skal|må|kan|vil|sier|seier|står|star|betyr|tyder|gjør|gjer|om|i|på|med|for|av|til|mot|is|are|has"
    r"|have|does|do|must|shall|in|on|about|with|say|says)"
)
_HEAD = re.compile(
    rf"\b{_INTERROGATIVE}\s+(?:(?:av|of) )?(?:(?!{_VERB}\b)[\w-]+\s+){{0,3}}?{_NOUN}(?![\w-])", re.IGNORECASE
)
_ALSO = re.compile(rf"\b(?:og|and)\s+{_NOUN}(?![\w-])", re.IGNORECASE)
_ANY_NOUN = re.compile(rf"(?<![\w-]){_NOUN}(?![\w-])", re.IGNORECASE)
_ASKS_OTHER = re.compile(
    r"^\W*(?:hvem|kven|who|når|naar|when|hvorfor|kvifor|why|hvordan|korleis|hvor(?! ?mange)|kor(?! mange)"
    r"|how(?! many)|er|is|are|kan(?! (?:du|dere|de|dykk)\b)|skal|har)\b",
    re.IGNORECASE,
)
_INTERROGATES = re.compile(
    r"\b(?:hv\w+|kv\w+|kor|korleis|når|who|what|which|when|where|why|how|er det|is there)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:h?vor ?mange|kor mange|how many|antall(?:et)?|talet på|number of)\b", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:hva|kva|ka|what)\s+(?:må|skal|er|is|are|must|shall|should|does|do|har|have|has|plikter)\s+.{2,80}?\b"
    r"(?:gjøre|gjere|gjennomføre|gjennomføra|utføre|følge opp|følgje opp|starte|starta|begynne|byrje|start|begin"
    r"|pålagt|pålagde|forpliktet|forplikta|plikt"
    r"|do|obliged|required|carry out)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:hva|kva|ka|det|alt|what|everything|all)\s+(?:som\s+)?.{2,80}?\b"
    r"(?:ansvar(?:et)?|ansvarlige?|ansvarleg|responsib\w+)(?:\s+for)?\b"
    r"|\b(?:hvilket|hvilke|kva|what|which)\s+(?:ansvar\w*|responsib\w+)\s+(?:har|have|has|does|do)\b",
    re.IGNORECASE,
)
_RESPONSIBLE = re.compile(r"(?:med|sam|hoved|hovud|del)?ansvar\w{0,5}")
_TABLED = re.compile(r"tiltaks?(?:tabell|oversikt|liste|register|del)\w{0,4}")
_LIKE = 80.0  # rapidfuzz ratio: "tilltak" to "tiltak" 92, "titak" 91
_NOUNS = ("tiltak", "tiltakene", "tiltaka", "plikter", "measures")
_SOUND = 1.8  # Zipf, as in question/wordings
_TOKEN = re.compile(r"[^\W\d_]{4,}")


class Asking:
    """How one question asks for rows: whether it wants measures, duties, their number."""

    def __init__(self, text: str) -> None:
        self.text = _TOKEN.sub(_respelt, text)
        heads = [*_HEAD.finditer(self.text)]
        if heads:
            heads += _ALSO.finditer(self.text)
        other = _ASKS_OTHER.search(self.text) is not None
        self.measures = not other and any(match["measures"] for match in heads)
        self.duties = not other and any(match["duties"] for match in heads)
        self.is_headed = self.measures or self.duties
        self.counts = _COUNTS.search(self.text) is not None
        self.what_must_be_done = not other and _MUST.search(self.text) is not None
        self.what_is_owned = not other and _OWNED.search(self.text) is not None

    def is_told_before(self, word: str) -> bool:
        """Whether a word or phrase, lower case, only stands in sentences before the first that asks for rows."""
        asking = [bool(_HEAD.search(sentence)) for sentence in said(self.text)]
        if True not in asking:
            return False
        first = asking.index(True)
        told = " ".join(said(self.text)[:first]).casefold()
        return word in told and word not in " ".join(said(self.text)[first:]).casefold()

    @property
    def in_short(self) -> re.Match[str] | None:
        """The noun, where the question is no sentence: "tiltak PPT 2025"."""
        return None if _INTERROGATES.search(self.text) else _ANY_NOUN.search(self.text)


def is_connecting(word: str) -> bool:
    """Whether a word or phrase only connects conditions, or says that rows are wanted."""
    return all(_connects(part) for part in word.split())


def _connects(word: str) -> bool:
    forms = (word, lemma(word), str(lemmatize(word, lang="en")).lower())
    word = _TOKEN.sub(_respelt, word)
    named = _ANY_NOUN.fullmatch(word) or _RESPONSIBLE.fullmatch(word) or _TABLED.fullmatch(word)
    return named is not None or any(form in CONNECTING for form in forms)


def _respelt(match: re.Match[str]) -> str:
    """The word, or what rows are called where it is that misspelt."""
    word = match[0].casefold()
    if max(zipf(word), zipf(lemma(word))) >= _SOUND or _ANY_NOUN.fullmatch(word):
        return match[0]
    found = process.extractOne(fold(word), _NOUNS, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return found[0] if found else match[0]
