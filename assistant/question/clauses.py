"""Which part of a text asks, and which of its words: those that open a clause, not those that only join two."""

import re

_WORDS = re.compile(r"\w")
_SENTENCE_END = re.compile(
    r"(?<=\w{3}[.!…])(?<!\b(?:kap|evt|jfr|pkt|avd|tlf|mnd|ped)\.)(?<!\b(?:inkl|maks|mill|spes)\.)\s+|(?<=\?)\s*",
    re.IGNORECASE,
)
_INTERROGATIVE = (
    r"(?:hv(?:a|em|or|ordan|orfor|ilke[nt]?|ilka)|kva|kven|kor|korleis|kvifor|kvar|når|naar|nar|vem|vor|"
    r"what|who|whom|whose|when|where|why|how|which)"
)
_FINITE = (
    r"(?:er|var|blir|blei|ble|vart|har|hadde|skal|skulle|kan|kunne|må|måtte|bør|vil|ville|får|fikk|fekk|"
    r"gjelder|gjeld|finnes|finst|fins|trengs?|trenger|kreves|krevst|regnes|reknast|betyr|tyder|holder|held|tar|tek|"
    r"gjør|gjer|bruker|brukar|betaler|betalar|lager|lagar|dekker|dekkjer|står|kommer|kjem|sier|seier|gir|gjev|går|"
    r"mener|meiner|deltar|deltek|omfatter|omfattar|starter|startar|begynner|byrjar|slutter|sluttar|åpner|opnar|"
    r"stenger|stengjer|sendes|holdes|"
    r"is|are|was|were|am|do|does|did|has|have|had|can|could|must|may|might|should|shall|will|would|need)"
)
_VERB_FIRST = re.compile(
    rf"^\W*(?:(?:og|men|eller|så|hei|and|but|or|so|hi)\b\W*)*{_FINITE}\b(?! {_INTERROGATIVE}\b)", re.IGNORECASE
)
_REQUEST = re.compile(
    r"^\W*(?:(?:kan|kunne|vil|can|could|would|will) (?:du|dere|de|you) (?:\w+ ){0,2}?"
    r"(?:gi|gje|si|seie|fortelle|fortelje|nevne|nemne|liste|ramse|oppgi|vise|forklare|give|tell|list|name|show|explain)"
    r"|(?:vet|veit|do|does) (?:du|dere|de|noen|nokon|you|anyone|anybody)(?: know)?)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    rf"^\W*(?:når|naar|nar|hvis|viss|dersom|om|siden|sidan|when|if|as|since|once)\b(?! {_FINITE}\b)", re.IGNORECASE
)
_MAIN = re.compile(rf", (?=(?:(?:og|så|da|då|and|then) )?(?:{_INTERROGATIVE}|{_FINITE})\b)", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:^|[,;:(–-])\W*(?:(?:og|eller|men|samt|and|or|but)\b\W*)?"
    r"(?:(?:fra|frå|innen|innan|til|i|på|for|av|med|ved|hos|om|by|from|until|since|in|on|at|for|to|with|of) )?$",
    re.IGNORECASE,
)
_AFTER_CONJUNCTION = re.compile(r"\b(?:og|eller|and|or) $", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:si|sier|seier|sagt|stå|står|vite|vet|veit|fortell\w*|fortel\w*|lurer på|lure på|bestem\w+|forklar\w*|"
    r"tell|say|says|said|know|knows|stated|decided?|wonder|fra|frå|innen|innan|til|for|av|om|på|over|by|until|about)"
    r"(?: (?:meg|oss|dere|dykk|det|noe|noko|me|us|it))?(?: (?:om|about))? $",
    re.IGNORECASE,
)
_AT_END = re.compile(r"^\W*$")
_VERB_NEXT = re.compile(rf"^\W*{_FINITE}\b", re.IGNORECASE)
_WHEN = re.compile(r"^(?:når|naar|nar|when)$", re.IGNORECASE)
_RELATIVE = re.compile(r"^(?:who|whom|whose)$", re.IGNORECASE)


def asking_part(text: str) -> str:
    """The clause that says what is wanted: the last question, without what is told before it."""
    parts = said(text)
    asked = [part for part in parts if part.endswith("?")] or [part for part in parts if _may_ask(part)]
    return _main_clause(asked[-1] if asked else text)


def said(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in _SENTENCE_END.split(text) if part and _WORDS.search(part)]


def asks_whether(text: str) -> bool:
    """Whether a clause asks for a yes or a no: it begins with its verb, and requests nothing to be told."""
    return _VERB_FIRST.match(text) is not None and _REQUEST.match(text) is None


def asks(text: str, match: re.Match[str]) -> bool:
    """Whether a word or phrase of a clause asks, and does not only join: "når vi er på tur", "children who stutter"."""
    before, after = text[: match.start()], text[match.end() :]
    if _TOLD.search(before):
        return True
    opens = _OPENS.search(before) is not None or _AFTER_CONJUNCTION.search(before) is not None
    may_join = _WHEN.match(match[0]) is not None
    if asks_whether(text):
        return opens and (not may_join or _VERB_NEXT.match(after) is not None)
    if not may_join and not _RELATIVE.match(match[0]):
        return True
    if not _WORDS.search(before) or _AT_END.match(after):
        return True
    return _VERB_NEXT.match(after) is not None if may_join else opens


def _may_ask(text: str) -> bool:
    return re.search(rf"\b{_INTERROGATIVE}\b", text, re.IGNORECASE) is not None or asks_whether(text)


def _main_clause(text: str) -> str:
    """The clause after a subordinate one that opens a sentence: "Når et barn er borte, hva gjør vi?"."""
    if not _SUBORDINATE.match(text):
        return text
    main = _MAIN.search(text)
    return text[main.end() :] if main else text
