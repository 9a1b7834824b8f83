"""What a user says of an answer."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from assistant.api.access import Reader
from assistant.api.dependencies import AssistantDep
from assistant.feedback import PersonalDataError, give
from assistant.web.errors import error_page
from assistant.web.paths import href
from assistant.web.rendering import render
from assistant.web.upload import SentForm
from corpus.store.feedback import Reason

router = APIRouter(dependencies=[Reader])

REASONS: dict[Reason, str] = {
    "wrong_fact": "feedback.wrong_fact",
    "wrong_source": "feedback.wrong_source",
    "wrong_page": "feedback.wrong_page",
    "incomplete_list": "feedback.incomplete_list",
    "should_have_refused": "feedback.should_have_refused",
    "should_have_answered": "feedback.should_have_answered",
    "unclear": "feedback.unclear",
    "other": "feedback.other",
}
"""The keys of the words for what may be wrong with an answer."""

_LONGEST_ID = 40


@router.post("/tilbakemelding")
def receive(request: Request, assistant: AssistantDep, sent: SentForm) -> Response:
    """Keeps what is said, and thanks: within the page where htmx asks, else on a page of its own."""
    message, conversation = (_text(sent, name)[:_LONGEST_ID] for name in ("message_id", "conversation_id"))
    helpful = {"ja": True, "nei": False}.get(_text(sent, "helpful"))
    context = {
        "message_id": message,
        "conversation_id": conversation,
        "helpful": helpful,
        "chosen": [reason for reason in REASONS if reason in sent.getlist("reason")],
        "said": _text(sent, "text"),
        "complaint": "feedback.choose" if helpful is None else None,
    }
    if helpful is not None:
        try:
            kept = give(
                assistant.library.feedback,
                message,
                conversation or None,
                helpful=helpful,
                reasons=[reason for reason in REASONS if reason in sent.getlist("reason")],
                text=context["said"] if isinstance(context["said"], str) else "",
            )
        except PersonalDataError:
            context["complaint"] = "feedback.personal_data"
        except ValueError:
            context["complaint"] = "feedback.too_long"
        else:
            return _thanks(request, conversation) if kept else _unknown(request)
    if _is_part(request):
        return render(request, "feedback_form.html", context)  # htmx shows no page that is an error
    return render(request, "feedback_page.html", context, status_code=422)


@router.get("/tilbakemelding/takk")
def thanks(request: Request, samtale: str = "") -> Response:
    """That it was kept."""
    return render(request, "feedback_thanks_page.html", {"conversation_id": samtale[:_LONGEST_ID]})


def _thanks(request: Request, conversation: str) -> Response:
    if _is_part(request):
        return render(request, "feedback_thanks.html")
    return RedirectResponse(href(request, f"/tilbakemelding/takk?samtale={conversation}"), status_code=303)


def _unknown(request: Request) -> Response:
    if _is_part(request):
        return render(request, "feedback_unknown.html")
    return error_page(request, 404)


def _is_part(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _text(sent: FormData, name: str) -> str:
    value = sent.get(name)
    return value.replace("\0", "").strip() if isinstance(value, str) else ""
