"""The refusal where nothing verified answers: what was searched, what is nearest, and whom to ask."""

from collections.abc import Sequence

from assistant.answering import phrasing
from assistant.answering.answer import Answer, Status, unkept
from assistant.answering.drafts.register import nothing_found, register_lookups
from assistant.answering.showing.nearest import nearest_passage
from assistant.answering.view import View
from assistant.question.question import Question
from assistant.register.lookup import Lookup
from assistant.retrieval.hybrid import RankedPassage

_NEAREST = 3


def refused(question: Question, ranked: Sequence[RankedPassage], lookup: Lookup | None, view: View) -> Answer:
    """That the plans do not answer, with the best of what was found."""
    language = question.language
    near = ranked[:_NEAREST]
    searched = view.searched()
    text = phrasing.not_found(
        len(searched.documents),
        searched.passages,
        searched.measures,
        _contacts(near, view),
        nearest=bool(near),
        language=language,
    )
    none = f"{nothing_found(lookup, view.snapshot, language)}\n\n" if lookup else ""
    return unkept(
        Status.NOT_IN_SOURCES,
        question.text,
        none + text,
        language,
        kind=question.kind,
        searched=searched,
        nearest=tuple(nearest_passage(found, view.snapshot, view.today, language) for found in near),
        lookups=register_lookups(lookup, (), view.snapshot, view.today, language) if lookup else (),
    )


def _contacts(near: Sequence[RankedPassage], view: View) -> list[str]:
    """Whom to ask about the documents that came nearest, each once."""
    contacts = (view.contact_of(view.snapshot.document_of(place.passage)) for place in near)
    return list(dict.fromkeys(contact for contact in contacts if contact is not None))
