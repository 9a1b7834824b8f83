"""Pages from templates, and what every page is given."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant import labels, remarks
from assistant.answering.answer import Answer
from assistant.api.access import may, user_of
from assistant.api.dependencies import user_s_assistant
from assistant.auth.user import Permission
from assistant.comparing import phrasing
from assistant.config import Settings
from assistant.corrections import notes_beside
from assistant.texts import Language
from assistant.web import language as languages
from assistant.web import scope as scopes
from assistant.web.back import login_path
from assistant.web.cookies import remember_browser
from assistant.web.copied import copied_quote
from assistant.web.form_tokens import form_field, has_form
from assistant.web.navigation import Link, items
from assistant.web.paths import href, inner_path
from assistant.web.static_files import static_path
from assistant.web.texts import text
from corpus.models import Document
from corpus.store.corrections import Correction

FOLDER = Path(__file__).parent / "templates"

_environment = Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)
_environment.globals.update(labels=labels, phrasing=phrasing, remarks=remarks)
_templates = Jinja2Templates(env=_environment)


def render(
    request: Request, template: str, context: Mapping[str, Any] | None = None, *, status_code: int = 200
) -> Response:
    """A page of a template; language and scope that the address asks for are remembered.

    Beside `context` the template has `language`, `t`, `href`, `static_url`, `lang_of`, `located`, `scope`, `user`,
    `may`, the `form_field` that each form has which changes something, and the layout's own.
    """
    shared = _shared(request)
    response = _templates.TemplateResponse(request, template, {**shared, **(context or {})}, status_code=status_code)
    languages.remember_language(request, response)
    scopes.remember_scope(request, response, shared["scope"])
    if has_form(request):
        remember_browser(request, response)
    return response


def chosen_scope(request: Request) -> scopes.Scope:
    """Whose plans the user works under."""
    return scopes.page_scope(request, _documents(request).values())


def _shared(request: Request) -> dict[str, Any]:
    language = languages.page_language(request)
    documents = _documents(request)
    settings: Settings = request.app.state.settings
    links: Sequence[Link] = request.app.state.links
    to = partial(href, request)
    return {
        "language": language,
        "languages": [(code, name, to(_switched(request, code))) for code, name in languages.NAMES.items()],
        "t": _texts(language),
        "href": to,
        "static_url": lambda name: to(static_path(name)),
        "lang_of": lambda document_id: _language_of(documents.get(document_id)),
        "scope": scopes.page_scope(request, documents.values()),
        "located": partial(labels.located, language=language),
        "locator_of": lambda document_id, page: labels.located(_locator_of(request, document_id, page), language),
        "copied_quote": lambda citation: copied_quote(citation, partial(_whole_address, request), language),
        "notes_for": partial(_notes_for, request),
        "notes_beside": partial(_notes_beside, request),
        "contact_of": partial(_contact_of, request),
        "kept_fields": _kept_fields(request),
        "user": user_of(request),
        "may": lambda permission: may(Permission(permission))(request),
        "login_path": login_path(request) if settings.has_login else None,
        "form_field": lambda: form_field(request),
        "this_path": to(inner_path(request.scope)),
        "navigation": items(request, links, "header"),
        "footer_links": items(request, links, "footer"),
    }


def _contact_of(request: Request, document: Document) -> str | None:
    """Whom to ask about a document."""
    assistant = user_s_assistant(request)
    return assistant.library.contact_of(document) if assistant else document.contact


def _locator_of(request: Request, document_id: str, page: int) -> str:
    """How a page of a document's current reading is called: by its printed number, where it has one."""
    assistant = user_s_assistant(request)
    snapshot = assistant.library.snapshot if assistant else None
    generation = snapshot.generations.get(document_id) if snapshot else None
    found = snapshot.places.get((generation, page)) if snapshot and generation else None
    return found[1] if found else f"s. {page}"


def _whole_address(request: Request, path: str) -> str:
    return f"{str(request.base_url).rstrip('/')}{path}"


def _notes_for(
    request: Request, measure_ids: Collection[str] = (), pages: Collection[tuple[str, int]] = ()
) -> list[Correction]:
    """The advisers' notes on measures and pages, for correction.html."""
    assistant = user_s_assistant(request)
    return assistant.library.corrections.notes_for(measure_ids, pages) if assistant else []


def _notes_beside(request: Request, answer: Answer) -> list[Correction]:
    """The advisers' notes on what an answer cites."""
    assistant = user_s_assistant(request)
    return notes_beside(assistant, answer) if assistant else []


def _texts(language: Language) -> Callable[..., str]:
    return lambda key, /, **values: text(key, language, **values)


def _documents(request: Request) -> Mapping[str, Document]:
    assistant = user_s_assistant(request)
    return assistant.library.snapshot.documents if assistant else {}


def _language_of(document: Document | None) -> str:
    """What a quote's `lang` is; plans of which nobody states a language are taken to be in bokmål."""
    return (document.language if document else None) or "nb"


def _switched(request: Request, language: Language) -> str:
    """The same page in another language."""
    fields = [*_kept_fields(request), (languages.PARAMETER, language)]
    return f"{inner_path(request.scope)}?{urlencode(fields)}"


def _kept_fields(request: Request) -> list[tuple[str, str]]:
    """What the address says beside the choices that the cookies hold."""
    choices = (languages.PARAMETER, scopes.PARAMETER)
    return [(name, value) for name, value in request.query_params.multi_items() if name not in choices]
