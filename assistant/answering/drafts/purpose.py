"""Drafts that say what a whole document is for: the sentences in which it tells its own purpose."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from assistant.answering import phrasing
from assistant.answering.draft import Claim, Draft, Statement, quoted
from assistant.answering.drafts.extractive import MOST_WORDS
from assistant.question.clauses import asking_part
from assistant.question.question import Question
from corpus.models import Document, Passage, PassageKind
from corpus.snapshot import Snapshot

_SORTS = {  # how a question and a document call a document of that sort
    "book": r"h[åa]ndb[oø]k(?:en|a|i|ene)?|handbook",
    "talk": r"foredrag(?:et)?|presentasjon(?:en)?|lysbilde(?:ne|ni)?|lysark(?:a|ene)?|talk|slides?|presentation",
    "criteria": r"(?:kvalitets)?kriteri(?:ene|a|er)|(?:quality )?criteria",
    "guide": r"rettleiar(?:en)?|veileder(?:en)?|retningslinje(?:ne|r|n|nene)?|guide(?:lines?)?",
    "plan": r"[\wæøå-]*plan(?:en)?|strategi(?:en)?|plan|strategy",
    "any": r"dokument(?:et)?|document",
}
_A_SORT = "|".join(_SORTS.values())
_WHAT = r"\b(?:hva|va|kva|ka|what)\b"
_WHOLE = (
    rf"(?:\W+(?!(?:om|about|med|with)\b)[\w-]+){{0,4}}?\W+(?:{_A_SORT})\b"  # the document itself, not what is in it
)
_OWNER = r"(?:\W+(?:til|for|fra|frå|i|from|of|in|ved) (?!å\b)[\w-]+(?: kommune)?){0,2}"
_REALLY = r"(?:egentlig |eigentleg |really )?"
_AIM_ASKED = r"(?:hensikta?|hensikten|formålet|føremålet|målet|meininga|meningen|poenget|the (?:purpose|aim|point))"
_ASKING = (
    rf"{_WHAT} (?:er|is) {_AIM_ASKED} (?:med|for|of|bak|i|til){_WHOLE}{_OWNER}\W*$",
    rf"{_WHAT} (?:går|gjeng|handler|handlar|dreier|dreiar)(?: seg)?{_WHOLE}{_OWNER} {_REALLY}(?:ut på|om|seg om)\b",
    rf"{_WHAT} (?:skal|er|is|does|should){_WHOLE}{_OWNER} {_REALLY}(?:brukes til|brukast til|til for|godt? for|for noe"
    r"|ment å|meint å|meant (?:for|to)|for|about|do)\b",
    rf"{_WHAT} (?:is|was) (?:it|this|that) (?:for|about|meant to do|meant for)\b",
    rf"\b(?:hvorfor|kvifor|why) (?:er|ble|vart|blei|was|is){_WHOLE}{_OWNER} "
    r"(?:laget|laga|skrevet|skriven|til|written|made)\b",
)
_ASKS = re.compile("|".join(_ASKING), re.IGNORECASE)
_AIMS = (  # the plainer a sentence says it, the earlier
    r"\b(?:hensikt\w*|formål\w*|føremål\w*) (?:med|er|bak)\b|\bhar som (?:mål|formål|føremål|hensikt)\b"
    r"|\bmål(?:et|setj?ing\w*)? (?:med|for)\b",
    r"\bskal (?:bidra|hjelpe|gi|gje|sikre|sørge|vise|være|vere|danne|beskrive|brukes|brukast)\b"
    r"|\ber (?:ment|meint|laga|laget)\b",
    r"\b(?:inneholder|inneheld|omfatter|omfattar|beskriver|handler om|handlar om|er eit? verktøy)\b",
)
_AIM_FORMS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _AIMS)
_OWN = re.compile(rf"^(?:[^\s]+\s+){{0,5}}?(?:{_A_SORT})\b", re.IGNORECASE)
_ANOTHERS = re.compile(r"\b(?:lokal\w*|rammeplan\w*|årsplan\w*)\b", re.IGNORECASE)
_MOST_SENTENCES = 2
_SAME = 90.0  # rapidfuzz ratio: plans tell their purpose in front and again in their template, a word or two changed
_FEWEST_HEADINGS = 2
_MOST_HEADINGS = 24  # of a document that has more, they tell less than its title


def own_purpose(question: Question, snapshot: Snapshot, documents: frozenset[str] | None) -> Draft | None:
    """What the one document that a question asks about as a whole says that it is for; its headings where it does not
    say; None where something else is asked, or it has too many of them.

    Of what it says, the plainest sentence and the next: what it is meant for, what it shall do, what it holds.
    """
    asked = asking_part(question.text)
    if not _ASKS.search(asked):
        return None
    meant = _meant(question, asked, snapshot, documents)
    if meant is None:
        return None
    taken: list[tuple[str, Passage]] = []
    for _, text, passage in sorted(_telling(meant, snapshot), key=lambda told: told[0]):
        words = sum(len(other.split()) for other, _ in taken) + len(text.split())
        is_said = any(fuzz.ratio(text, other) >= _SAME for other, _ in taken)
        if not is_said and words <= MOST_WORDS and len(taken) < _MOST_SENTENCES:
            taken.append((text, passage))
    if taken:
        return Draft(statements=tuple(quoted(text, passage) for text, passage in taken))
    return _headings(meant, snapshot, question)


def _headings(document: Document, snapshot: Snapshot, question: Question) -> Draft | None:
    """The outermost headings of a document, each quoted where it first stands; None where they are too few or many."""
    first: dict[str, Passage] = {}
    for passage in snapshot.passages:
        if passage.document_id == document.id and passage.heading_path:
            first.setdefault(passage.heading_path[0], passage)
    first = {heading: passage for heading, passage in first.items() if fuzz.ratio(heading, document.title) < _SAME}
    if not _FEWEST_HEADINGS <= len(first) <= _MOST_HEADINGS:
        return None
    listed = (
        Statement(claim=Claim(text=heading, quote=heading, values=(heading,)), passage=passage, bullet=True)
        for heading, passage in first.items()
    )
    return Draft(statements=tuple(listed), lead=phrasing.headings_of(document.title, question.language), complete=True)


def _meant(question: Question, asked: str, snapshot: Snapshot, documents: frozenset[str] | None) -> Document | None:
    """The document that is meant: the only one named, or of its sort; None where there are several."""
    kept = question.documents or frozenset(snapshot.documents)
    candidates = [snapshot.documents[key] for key in sorted(kept) if key in snapshot.documents]
    if documents is not None:
        candidates = [document for document in candidates if document.id in documents]
    if len(candidates) > 1:
        sorts = [form for sort, form in _SORTS.items() if sort != "any" and _is_called(form, asked)]
        candidates = [document for document in candidates if any(_is_called(form, document.title) for form in sorts)]
    return candidates[0] if len(candidates) == 1 else None


def _is_called(form: str, text: str) -> bool:
    return re.search(rf"\b(?:{form})\b", text, re.IGNORECASE) is not None


def _telling(document: Document, snapshot: Snapshot) -> Iterator[tuple[tuple[int, int], str, Passage]]:
    """The sentences that speak of the document itself and of what it is for, with how plainly and where."""
    for position, passage in enumerate(snapshot.passages):
        if passage.document_id != document.id or passage.kind is PassageKind.ROW:
            continue
        for text, _ in snapshot.parts_of(passage).sentences:
            opening = _OWN.match(text)
            if opening is None or _ANOTHERS.search(opening[0]) or text.endswith("?"):
                continue
            plain = next((rank for rank, form in enumerate(_AIM_FORMS) if form.search(text)), None)
            if plain is not None:
                yield (plain, position), text, passage
