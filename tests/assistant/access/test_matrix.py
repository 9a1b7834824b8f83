"""Every route × every role × own, other and no collection, made from the table of routes.

What is expected follows from the rule at the route, and from whether its path addresses a thing of a collection: a new
route without a rule fails, and so does one whose path has a parameter that THINGS does not know.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from assistant.api.access import rules_of
from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.auth.user import User
from assistant.config import Settings
from assistant.corrections import write
from assistant.drafting.templates import Templates
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.store.drafts import Author
from tests.assistant.access.two_towns import ELVHEIM, FJORDBY, Town, fill
from tests.roles import ROLES, client_of, known_roles

PARAMETER = re.compile(r"\{(\w+)\}")
UNLIMITED = {f"limit_{budget}": "off" for budget in ("ask", "upload", "login", "export", "other")}
RULELESS = ("/api/v1/openapi.json", "/static")

OF_DRAFT = {"draft_id", "key", "revision", "comment_id"}
OF_COLLECTION = OF_DRAFT | {"document_id", "other", "old", "new", "measure_id", "duty_id", "note_id"}
"""Path parameters that address a thing of a collection: who may not read it is told that there is none."""
OF_NOBODY = {"conversation_id", "feedback_id", "job_id", "collection_id", "token_id", "template_id", "number"}
"""Those that address something else: a number, a thing of one user, or of administrators."""
THINGS = OF_COLLECTION | OF_NOBODY

ASKED_WITH = {
    "/documents/{document_id}/pages": "?side=3",
    "/dokumenter/{document_id}/sammenlign": "?med={document_id}",
}
"""What a route needs beside its path to find something."""
FIELD = "utfordringsbilde"
"""A field of the drafts."""
WITHOUT_FILE = ("/api/v1/documents/{document_id}/pages/{number}.png",)
"""What plans of text alone do not have, for anybody."""
DONE_FOR_GOOD = re.compile(r".*/(?:fjern|slett|bygg|les-igjen|rebuild|tidy|me|logg-ut)")
"""What is not asked for by who may: it would be done, and the next role would find nothing."""


class Call(NamedTuple):
    """A method of a route."""

    method: str
    path: str
    permissions: tuple[str | None, ...]

    @property
    def things(self) -> set[str]:
        """The parameters of its path."""
        return set(PARAMETER.findall(self.path))

    @property
    def is_done_for_good(self) -> bool:
        """Whether what it addresses is gone, or everything is another, afterwards."""
        return self.method == "DELETE" or (self.method == "POST" and DONE_FOR_GOOD.fullmatch(self.path) is not None)


def calls(app: FastAPI) -> list[Call]:
    found = []
    for route in iter_route_contexts(app.routes):
        if str(route.path) not in RULELESS:
            permissions = tuple(rule.permission for rule in rules_of(route))
            methods = sorted(getattr(route, "methods", None) or ())
            found += [Call(method, str(route.path), permissions) for method in methods]
    return found


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[FastAPI]:
    """An application over the plans of two towns, which may be written to."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("matrix"), model_dir=embedding_model_dir, **UNLIMITED)  # type: ignore[arg-type]
    with open_library(settings) as library, known_roles():
        fill(library, ELVHEIM, FJORDBY)
        made, jobs = create_app(settings), Jobs(library)
        made.state.services = Services(Assistant(library), jobs)
        yield made
        jobs.close()


@pytest.fixture(scope="module")
def addressed(app: FastAPI) -> Callable[[Town | None], dict[str, str]]:
    """The values of path parameters for the things of a town; for those of none, of what there is not."""
    assistant = app.state.services.assistant
    snapshot = assistant.library.snapshot

    def values(town: Town | None) -> dict[str, str]:
        if town is None:
            return {**dict.fromkeys(THINGS, "finnes-ikke"), "number": "1", "revision": "1"}
        measure = next(row for row in snapshot.measures if row.document_id == town.document_id)
        duty = next(row for row in snapshot.duties if row.document_id == town.document_id)
        note = write(assistant, town.document_id, "Et notat.", date(2026, 1, 1), page=3)
        found = dict.fromkeys(("document_id", "other", "old", "new"), town.document_id)
        found |= {"measure_id": measure.id, "duty_id": duty.id, "note_id": note.id, "number": "3"}
        return {**dict.fromkeys(OF_NOBODY, "finnes-ikke"), **found, **drafted(assistant, town)}

    made = {town.collection if town else None: values(town) for town in (ELVHEIM, FJORDBY, None)}
    return lambda town: made[town.collection if town else None]


def drafted(assistant: Assistant, town: Town) -> dict[str, str]:
    """The values of path parameters for a draft of a town, with a version and a comment."""
    drafts, somebody = assistant.library.drafts, Author(id="somebody")
    template = Templates(Path("finnes-ikke")).get("lokal-handlingsplan")
    assert template is not None
    made = drafts.create(
        title="Plan",
        template=template.model_dump(mode="json"),
        written_form="nb",
        unit=town.name,
        collection=town.collection,
    )
    drafts.save(made.id, FIELD, {"text": "Noe."}, 0, somebody)
    comment = drafts.comments.add(made.id, FIELD, "Hei", somebody)
    assert comment is not None
    return {"draft_id": made.id, "key": FIELD, "revision": "1", "comment_id": comment.id}


def test_every_route_has_a_rule_and_known_things(app: FastAPI) -> None:
    found = calls(app)
    assert len(found) > 90
    assert [call for call in found if not call.permissions] == []
    assert {name for call in found for name in call.things} - THINGS == set()


def denial(call: Call, user: User | None) -> int | None:
    """The status of who may not call at all; None for who may."""
    asked = [permission for permission in call.permissions if permission is not None]
    if asked and user is None:
        return 401
    if user is not None and not all(permission in user.permissions for permission in asked):
        return 403
    return None


@pytest.mark.parametrize("role", ROLES)
def test_who_may_call_what(app: FastAPI, addressed: Callable[[Town | None], dict[str, str]], role: str) -> None:
    told = []
    for call in calls(app):
        towns = (ELVHEIM, FJORDBY) if call.things & OF_COLLECTION else ()
        nothing = asked(app, call, role, addressed(None)) if is_asked(call, role, None) else None
        if nothing is not None and not is_expected_of_none(call, role, nothing):
            told.append(f"{role}: {call.method} {call.path} of none: {nothing}")
        for town in towns:
            if is_asked(call, role, town):
                status = asked(app, call, role, addressed(town))
                if not is_expected(call, role, town, status, nothing):
                    told.append(f"{role}: {call.method} {call.path} of {town.name}: {status}, of none: {nothing}")
    assert not told, "\n".join(told)
    assert {town.document_id for town in (ELVHEIM, FJORDBY)} <= set(
        app.state.services.assistant.library.snapshot.documents
    )


def reads(role: str, town: Town | None) -> bool:
    user = ROLES[role]
    return user is not None and town is not None and user.may_read(town.collection)


def is_asked(call: Call, role: str, town: Town | None) -> bool:
    """Whether nothing that others ask for is gone afterwards."""
    if denial(call, ROLES[role]) is not None or not call.is_done_for_good:
        return True
    return bool(call.things & OF_COLLECTION) and not reads(role, town)


def asked(app: FastAPI, call: Call, role: str, values: dict[str, str]) -> int:
    """The status of the answer."""
    path = PARAMETER.sub(lambda found: values[found[1]], call.path + ASKED_WITH.get(call.path, ""))
    client = client_of(app, role)
    body: dict[str, Any] = {"json": {}} if path.startswith("/api/") and call.method in ("POST", "PUT", "PATCH") else {}
    return int(client.request(call.method, path, follow_redirects=False, **body).status_code)


def is_expected_of_none(call: Call, role: str, status: int) -> bool:
    """Whether an answer about nothing, or about what there is not, is as the rule says."""
    denied = denial(call, ROLES[role])
    return status == denied if denied else status < 500 and status not in (401, 403, 405)


def is_expected(call: Call, role: str, town: Town, status: int, nothing: int | None) -> bool:
    """Whether an answer about a thing of a town is as the rule and its collection say: where the collection is not the
    user's, as about a thing that there is not.
    """
    denied = denial(call, ROLES[role])
    if denied is not None:
        return status == denied
    if not reads(role, town):
        return status == nothing and status in (303, 404, 422)
    return status < 500 and status not in ((401, 403, 405) if call.path in WITHOUT_FILE else (401, 403, 404, 405))
