"""What users say of answers, checked before it is kept, and cases of it as candidates for the golden set."""

import json
from collections.abc import Collection, Iterable
from typing import Any

from assistant.inputs import whole_characters
from assistant.question.language import detect_language
from assistant.question.orders import shown
from assistant.question.personal_data import personal_data
from corpus.store.feedback import Feedback, FeedbackBox, Reason

LONGEST_TEXT = 2_000
"""Characters of the free text."""

_KINDS = (  # those that the golden set knows as well
    "who",
    "when",
    "list",
    "count",
    "amount",
    "definition",
    "steps",
    "compare",
)
_WORDS_OF_EVIDENCE = 12


class PersonalDataError(ValueError):
    """The text has personal data, and is not kept; `kinds` are what was found."""

    def __init__(self, kinds: Collection[str]) -> None:
        super().__init__(
            "teksten har personopplysninger og ble ikke lagret; skriv den uten fødselsnummer, navn, telefonnummer og "
            "e-postadresser"
        )
        self.kinds = tuple(kinds)


def checked_text(text: str) -> str:
    """The free text without outer white space.

    Raises PersonalDataError for what must not be kept, ValueError for half a character or too many.
    """
    seen = shown(whole_characters(text)).replace("\0", "").strip()
    if len(seen) > LONGEST_TEXT:
        raise ValueError(f"teksten er på {len(seen)} tegn; skriv høyst {LONGEST_TEXT}")
    kinds = _personal_data_in(seen)
    if kinds:
        raise PersonalDataError(kinds)
    return seen


def give(
    box: FeedbackBox,
    message_id: str,
    conversation_id: str | None,
    *,
    helpful: bool,
    reasons: Collection[Reason] = (),
    text: str = "",
    giver: str = "",
) -> Feedback | None:
    """Keeps what is said of a message; None where neither the message nor its conversation is known.

    `giver` is who says it, where several people read the message.

    Raises as `checked_text` does.
    """
    said = checked_text(text)
    why = () if helpful else tuple(reasons)
    return box.give(message_id, conversation_id, helpful=helpful, reasons=why, text=said, giver=giver)


def candidates(cases: Iterable[Feedback]) -> str:
    """The cases as JSON Lines of the golden set; what a right answer must say is left to a person."""
    return "".join(json.dumps(_candidate(case), ensure_ascii=False) + "\n" for case in cases if case.question)


def _candidate(case: Feedback) -> dict[str, Any]:
    answer = case.answer or {}
    status, kind = answer.get("status"), str(answer.get("kind"))
    answerable = _is_answerable(case, str(status))
    language = answer.get("language") or detect_language(case.question)
    return {
        "id": f"feedback-{case.id[:12]}",
        "question": case.question,
        "kind": kind if kind in _KINDS else "fact",
        "language": language if language in ("nb", "nn", "en") else "nb",
        "misspelt": False,
        "answerable": answerable,
        "near_miss": not answerable,
        "split": "dev",
        "facts": [],
        "wrong": [],
        "items": [],
        "evidence": _evidence(case) if answerable else [],
        "before": list(case.before),
    }


def _is_answerable(case: Feedback, status: str) -> bool:
    """As the user says; else as the answer had it."""
    if "should_have_refused" in case.reasons:
        return False
    return "should_have_answered" in case.reasons or status not in ("not_in_sources", "refused")


def _evidence(case: Feedback) -> list[dict[str, str]]:
    """Where the answer said it stands, unless that is what was wrong."""
    if {"wrong_source", "wrong_page"} & set(case.reasons):
        return []
    cited = (case.answer or {}).get("citations")
    found = [
        {"document": str(citation["document_id"]), "words": _first_words(str(citation["quote"]))}
        for citation in (cited if isinstance(cited, list) else ())
        if isinstance(citation, dict)
    ]
    return [piece for number, piece in enumerate(found) if piece not in found[:number]]


def _first_words(quote: str) -> str:
    return " ".join(quote.split()[:_WORDS_OF_EVIDENCE])


def _personal_data_in(text: str) -> tuple[str, ...]:
    """The kinds of personal data in a text."""
    return tuple(datum.kind for datum in personal_data(text))
