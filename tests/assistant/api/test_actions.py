import pytest
from fastapi.routing import iter_route_contexts

from assistant.api.actions import SAFE, Action, action_of
from assistant.app import create_app
from assistant.config import Settings
from assistant.web.audit import ACTIONS, THINGS

ROUTES = sorted(
    {
        (method, str(route.path))
        for route in iter_route_contexts(create_app(Settings()).routes)
        for method in route.methods or ()
    }
)
NOTHING_OF_OTHERS = {("POST", "/min-enhet")}  # a cookie of whoever asks


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[0] not in SAFE])
def test_what_every_route_changes_is_told(method: str, path: str) -> None:
    if (method, path) in NOTHING_OF_OTHERS:
        assert action_of(method, path) is None
        return
    action = action_of(method, path)
    assert action is not None
    assert action.verb not in ("seen", "exported")


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_there_are_words_for_what_every_route_does(method: str, path: str) -> None:
    action = action_of(method, path)
    if action is not None:
        assert action.verb in ACTIONS
        assert action.thing in THINGS


@pytest.mark.parametrize(
    ("method", "path", "action"),
    [
        ("GET", "/documents/{document_id}/pages/{number}", Action("seen", "document")),
        ("GET", "/api/v1/documents/{document_id}/pages/{number}.png", Action("seen", "document")),
        ("GET", "/dokumenter/{document_id}", Action("seen", "document")),
        ("GET", "/api/v1/documents/{document_id}/file", Action("exported", "document")),
        ("GET", "/api/v1/measures.xlsx", Action("exported", "measure")),
        ("GET", "/api/v1/duties.ics", Action("exported", "duty")),
        ("GET", "/tiltak/{measure_id}", Action("seen", "measure")),
        ("GET", "/api/v1/conversations/{conversation_id}.md", Action("exported", "conversation")),
        ("GET", "/admin/tilbakemeldinger", Action("seen", "feedback")),
        ("GET", "/admin/tilbakemeldinger/{feedback_id}", Action("seen", "feedback")),
        ("GET", "/admin/tilbakemeldinger/kandidater.jsonl", Action("exported", "feedback")),
        ("GET", "/admin/revisjon", Action("seen", "audit")),
        ("GET", "/mine-data/export", Action("exported", "own_data")),
        ("POST", "/mine-data/slett", Action("removed", "own_data")),
        ("DELETE", "/api/v1/me", Action("removed", "own_data")),
        ("POST", "/api/v1/documents", Action("added", "document")),
        ("PATCH", "/api/v1/documents/{document_id}", Action("changed", "document")),
        ("POST", "/admin/dokumenter/{document_id}/fjern", Action("removed", "document")),
        ("POST", "/admin/opplasting/avbryt", Action("cancelled", "document")),
        ("POST", "/admin/indeks/bygg", Action("rebuilt", "index")),
        ("GET", "/api/v1/drafts/{draft_id}", Action("seen", "draft")),
        ("GET", "/utkast/{draft_id}/felt/{key}", Action("seen", "draft")),
        ("GET", "/api/v1/drafts/{draft_id}/export.docx", Action("exported", "draft")),
        ("GET", "/api/v1/drafts", None),
        ("GET", "/api/v1/templates/{template_id}", None),
        ("POST", "/api/v1/drafts", Action("added", "draft")),
        ("PUT", "/api/v1/drafts/{draft_id}/fields/{key}", Action("changed", "draft")),
        ("POST", "/api/v1/drafts/{draft_id}/ingest", Action("read_in", "draft")),
        ("DELETE", "/api/v1/drafts/{draft_id}/comments/{comment_id}", Action("changed", "draft")),
        ("POST", "/utkast/{draft_id}/felt/{key}/slett", Action("changed", "draft")),
        ("DELETE", "/api/v1/drafts/{draft_id}", Action("removed", "draft")),
        ("POST", "/utkast/{draft_id}/slett", Action("removed", "draft")),
        ("POST", "/", Action("asked", "question")),
        ("POST", "/api/v1/ask/stream", Action("asked", "question")),
        ("POST", "/tilbakemelding", Action("added", "feedback")),
        ("POST", "/samtaler/{conversation_id}/slett", Action("removed", "conversation")),
        ("GET", "/logg-inn/retur", Action("logged_in", "login")),
        ("POST", "/logg-ut", Action("logged_out", "login")),
        ("GET", "/logg-inn", None),
        ("POST", "/something/new/{id}", Action("changed", "something")),
        ("GET", "/", None),
        ("GET", "/tiltak", None),
        ("GET", "/tilbakemelding/takk", None),
        ("GET", "/samtaler", None),
        ("GET", "/api/v1/openapi.json", None),
        ("GET", "/healthz", None),
    ],
)
def test_what_a_route_does(method: str, path: str, action: Action | None) -> None:
    assert action_of(method, path) == action


def test_what_teams_delivers_is_told_where_it_is_done() -> None:
    assert action_of("POST", "/api/messages") is None
