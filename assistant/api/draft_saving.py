"""How what somebody saw is told with what is saved: the revision, as an ETag and in If-Match."""

import re
from typing import Annotated

from fastapi import Header

from assistant.api.draft_views import field_view
from assistant.api.problems import Problem, ProblemError, described, missing
from corpus.store.drafts import Author, Conflict, FieldText

_REVISION = re.compile(r'(?:W/)?"(\d{1,9})"')

IfMatch = Annotated[
    str | None, Header(alias="If-Match", description='The revision that the writer saw: `"3"`, as the ETag has it')
]


class ConflictProblem(Problem):
    """Somebody else wrote first: `current` is what stands in the field now (a FieldView)."""

    current: dict[str, object]


CONFLICTS = {412: {"description": "Precondition Failed", "model": ConflictProblem}, **described(428)}


def etag(revision: int) -> str:
    """The ETag of a field's revision."""
    return f'"{revision}"'


def expected_revision(if_match: str | None) -> int:
    """The revision that a request names; problem 428 where it names none."""
    named = _REVISION.fullmatch((if_match or "").strip())
    if named is None:
        raise ProblemError(
            428,
            "Revision required",
            'si hvilken utgave av feltet du har sett, med If-Match: "…" og ETag-en fra GET, så ingen blir overskrevet',
        )
    return int(named[1])


def written(found: FieldText | Conflict | None, key: str, author: Author) -> FieldText:
    """What was written; problem 412 with what stands there now where somebody else was first, 404 without a field."""
    if found is None:
        raise missing("field", key)
    if isinstance(found, Conflict):
        raise ProblemError(
            412,
            "Changed meanwhile",
            "noen andre skrev i feltet samtidig; ingenting er lagret over deres tekst. Se begge, og lagre på nytt",
            {"ETag": etag(found.current.revision)},
            {"current": field_view(found.current, author).model_dump(mode="json")},
        )
    return found
