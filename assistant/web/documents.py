"""The documents: the list of them, and what is known of each."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request, Response

from assistant import labels
from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep, Services, ServicesDep
from assistant.api.documents import DocumentEntry, DocumentFilters, entries, entry
from assistant.reading.find import Search
from assistant.reading.outline import outline
from assistant.reading.unread import has_unread, unread_pages
from assistant.service import Assistant
from assistant.texts import Language
from assistant.web import compare, reader
from assistant.web.errors import error_page
from assistant.web.language import NAMES, page_language
from assistant.web.navigation import Link
from assistant.web.reader import Reading
from assistant.web.rendering import chosen_scope, render
from assistant.web.scope import Scope
from assistant.web.texts import text
from corpus.words.alphabet import alphabetical

router = APIRouter(dependencies=[Reader])
router.include_router(reader.router)
router.include_router(compare.router)

LINKS: tuple[Link, ...] = (Link("/dokumenter", "documents.nav", also="/documents"),)

# by how far off a plan is (Scope.distance)
_GROUPS = ("documents.own", "documents.around", "documents.everybody", "documents.others")
_WEB = ("https://", "http://")


class Choice(NamedTuple):
    """A value that documents can be chosen by, what it is called, and how many documents it leaves."""

    value: str
    name: str
    leaves: int


class Field(NamedTuple):
    """A list of choices of the form, and what is chosen in it."""

    name: str
    label: str
    chosen: str
    choices: Sequence[Choice]


class Group(NamedTuple):
    """Documents under a heading; without a chosen jurisdiction there is one group and no heading."""

    heading: str | None
    documents: Sequence[DocumentEntry]


@router.get("/dokumenter")
def documents(
    request: Request,
    assistant: AssistantDep,
    services: ServicesDep,
    jurisdiction: str = "",
    kind: str = "",
    authority: str = "",
    collection: str = "",
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """What the assistant knows, one's own first."""
    said = {"jurisdiction": jurisdiction, "kind": kind, "authority": authority, "collection": collection}
    asked = {**said, "q": " ".join(q.split())}
    found = entries(assistant)
    stated = {name: {getattr(document, name) for document in found} for name in said}
    known = {name: value for name, value in asked.items() if value and (name == "q" or value in stated[name])}
    filters = DocumentFilters.model_validate(known)
    chosen = [document for document in found if filters.takes(document)]
    titles = _collection_titles(found, services)
    context = {
        "fields": _fields(found, filters, request, titles),
        "collections": titles,
        "q": filters.q or "",
        "groups": _groups(chosen, chosen_scope(request), assistant),
        "found": len(chosen),
        "all": len(found),
        "is_filtered": bool(known),
        "has_unread": has_unread,
    }
    return render(request, "documents.html", context)


@router.get("/dokumenter/{document_id}")
def document(
    request: Request, document_id: str, assistant: AssistantDep, sok: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """A document: its facts, what was not read, what may be wrong in it, its outline, and words to be found in it."""
    found = assistant.document(document_id)
    texts = assistant.texts(document_id)
    if found is None or texts is None:
        return error_page(request, 404)
    shown = entry(assistant, found)
    search = Search(sok)
    context = {
        "document": shown,
        "told": assistant.check(document_id, page_language(request)),
        "unread": unread_pages(texts),
        "outline": outline(assistant.library.snapshot, document_id),
        "editions": _named(shown.editions, assistant),
        "comparable": _comparable(shown, assistant),
        "hits": search.within(texts) if search.query else None,
        "reading": Reading(document_id),
        "searching": Reading(document_id, search=search.query),
        "languages_named": NAMES,
        "source_link": found.source_url if (found.source_url or "").lower().startswith(_WEB) else None,
    }
    return render(request, "document.html", context)


def _named(document_ids: Iterable[str], assistant: Assistant) -> list[DocumentEntry]:
    known = (assistant.document(document_id) for document_id in document_ids)
    return [entry(assistant, found) for found in known if found is not None]


def _comparable(shown: DocumentEntry, assistant: Assistant) -> list[DocumentEntry]:
    """The documents whose measures can be set beside those of this one: the other editions of its plan first."""
    if not shown.measures:
        return []
    others = [other for other in entries(assistant) if other.id != shown.id and other.measures]
    return sorted(others, key=lambda other: (other.id not in shown.editions, alphabetical(other.title)))


def _groups(found: Iterable[DocumentEntry], scope: Scope, assistant: Assistant) -> list[Group]:
    """One's own plans first, then those around; the editions of a plan together, the newest first."""

    def place(document: DocumentEntry) -> tuple[str, str, int]:
        holding = assistant.holding(document.id)
        age = document.editions.index(document.id) if document.editions else 0
        return alphabetical(holding.title if holding else document.title), alphabetical(document.issuer or ""), -age

    ordered = sorted(found, key=place)
    if scope.chosen is None:
        return [Group(None, ordered)] if ordered else []
    groups = [
        Group(heading, [document for document in ordered if scope.distance(document.jurisdiction) == far])
        for far, heading in enumerate(_GROUPS)
    ]
    return [group for group in groups if group.documents]


def _collection_titles(found: Iterable[DocumentEntry], services: Services) -> dict[str, str]:
    """The titles, by id, of the collections that documents are in; none where all are in one."""
    known = {collection.id: collection.title for collection in services.library.collections.all()}
    titles = {document.collection: known.get(document.collection, document.collection) for document in found}
    return titles if len(titles) > 1 else {}


def _fields(
    found: Sequence[DocumentEntry], filters: DocumentFilters, request: Request, collections: Mapping[str, str]
) -> list[Field]:
    """The lists of the form; a count is of the documents that meet the other conditions."""
    language = page_language(request)
    fields: tuple[tuple[str, str, Callable[[str, Language], str]], ...] = (
        ("jurisdiction", text("documents.jurisdiction", language), labels.jurisdiction),
        ("kind", text("documents.kind", language), labels.kind),
        ("authority", text("documents.authority", language), labels.authority),
    )
    if collections:
        fields += (("collection", text("documents.collection", language), lambda value, _: collections[value]),)
    made = []
    for name, label, named in fields:
        others = filters.model_copy(update={name: None})
        counts = Counter(getattr(document, name) for document in found if others.takes(document))
        values = {getattr(document, name) for document in found} - {None}
        choices = [Choice(value, named(value, language), counts[value]) for value in values]
        chosen = getattr(filters, name) or ""
        made.append(Field(name, label, chosen, sorted(choices, key=lambda choice: alphabetical(choice.name))))
    return made
