"""What requests are counted as."""

import re
from urllib.parse import parse_qs

from starlette.types import Scope

from assistant.api.rates import Budget
from assistant.web.paths import inner_path

_UNCOUNTED = re.compile(r"/static/.*|/healthz|/readyz")  # a page has many of the first, and a watch asks the others
_ASKING = re.compile(r"/|/api/v1/(?:ask|ask/stream|search)")
_PROPOSING = re.compile(r"/api/v1/drafts/[^/]+/fields/[^/]+/proposal|/utkast/[^/]+/felt/[^/]+/forslag")
_SEARCHING = re.compile(r"/api/v1/documents/[^/]+/hits")
_SENDING_FILES = re.compile(r"/api/v1/documents|/admin/opplasting")
_LOGGING_IN = re.compile(r"/logg-(?:inn|ut)(?:/.*)?")
_TAKING_OUT = re.compile(r".*\.(?:csv|xlsx|ics|docx|pdf|jsonl|md|json)|.*/(?:file|eksport|export|last-ned)")
_DESCRIPTION = "/api/v1/openapi.json"


def budget_of(scope: Scope) -> Budget | None:
    """What a request is counted as; None where it is not."""
    path, method = inner_path(scope), scope["method"]
    if _UNCOUNTED.fullmatch(path):
        return None
    if _LOGGING_IN.fullmatch(path):
        return Budget.LOGIN
    if method == "POST" and _SENDING_FILES.fullmatch(path):
        return Budget.UPLOAD
    if _is_question(scope, path, method):
        return Budget.ASK
    if path != _DESCRIPTION and _TAKING_OUT.fullmatch(path):
        return Budget.EXPORT
    return Budget.OTHER


def _is_question(scope: Scope, path: str, method: str) -> bool:
    if _SEARCHING.fullmatch(path) or _PROPOSING.fullmatch(path):
        return True
    if not _ASKING.fullmatch(path):
        return False
    return method == "POST" or "q" in parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
