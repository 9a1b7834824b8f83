"""Forms that change something are taken from the pages that their sender was given, and from nowhere else."""

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from assistant.api.access import shown_token, user_of
from assistant.api.machine import has_key
from assistant.auth.user import Permission
from assistant.web.errors import StaleFormError
from assistant.web.form_tokens import FIELD, HEADER, is_ours
from assistant.web.paths import inner_path
from assistant.web.upload import MOST_FILES

_SAFE = ("GET", "HEAD", "OPTIONS")


async def own_form(request: Request) -> None:
    """Ends a post (403) that has not its sender's token in it; those that nobody may send are left to the rules.

    Whoever shows a token or the server's key is no browser that another site could make send anything.
    """
    if request.method in _SAFE or has_key(request) or shown_token(request) is not None:
        return
    user = await run_in_threadpool(user_of, request)
    works = inner_path(request.scope).startswith("/admin/")
    if user is None or (works and not user.may(Permission.EDIT) and not user.may(Permission.ADMINISTER)):
        return  # and no files are read of them
    sent = request.headers.get(HEADER)
    if sent is None:
        sent = await _sent(request)
    if not is_ours(request, sent):
        raise StaleFormError


async def _sent(request: Request) -> str | None:
    try:
        field = (await request.form(max_files=MOST_FILES)).get(FIELD)
    except ValueError as error:  # letters that are none in the encoding that the form says it has
        raise HTTPException(400) from error
    return field if isinstance(field, str) else None
