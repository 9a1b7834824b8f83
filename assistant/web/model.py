"""How the language model does, and what is used of the day's budgets, as administrators see it."""

from typing import NamedTuple

from fastapi import APIRouter, Request, Response

from assistant.api.access import Administrator
from assistant.api.dependencies import ServicesDep
from assistant.config import Settings
from assistant.language_model.model import Trouble
from assistant.language_model.spending import BILLION, frame_of, today
from assistant.llm_settings import host_of
from assistant.texts import Language
from assistant.web.language import page_language
from assistant.web.rendering import render
from corpus.library import Library
from corpus.store.model_use import DayOfUse, Frame, Users

router = APIRouter(dependencies=[Administrator])

TROUBLES = {
    Trouble.UNREACHABLE: "model.unreachable",
    Trouble.TIMEOUT: "model.timeout",
    Trouble.KEY: "model.key",
    Trouble.UNKNOWN: "model.unknown",
    Trouble.BUSY: "model.busy",
    Trouble.FAULT: "model.fault",
    Trouble.REFUSED: "model.refused",
    Trouble.BROKEN_OFF: "model.broken_off",
    Trouble.UNREADABLE: "model.unreadable",
    Trouble.TOO_LONG: "model.too_long",
}
"""What is said of the troubles of those that were asked."""

STATES = {"closed": "model.closed", "open": "model.open", "half-open": "model.half_open"}


class Budgets(NamedTuple):
    """What was used, of today and of the days before, and what may be; `is_reached` where nobody is answered with the
    model any more today.
    """

    frame: Frame
    today: DayOfUse
    users: Users
    days: tuple[DayOfUse, ...]

    @property
    def is_reached(self) -> bool:
        """Whether what all may use is used up."""
        frame, used = self.frame, self.today
        return (frame.tokens is not None and used.tokens >= frame.tokens) or (
            frame.cost is not None and used.cost >= frame.cost
        )


def budgets_of(library: Library, settings: Settings) -> Budgets:
    """How today's budgets stand."""
    frame, day = frame_of(settings), today()
    days = tuple(library.model_use.days())
    now = next((one for one in days if one.day == day), DayOfUse(day=day))
    return Budgets(frame, now, library.model_use.users(day, frame.user_tokens), days)


@router.get("/admin/sprakmodell")
def page(request: Request, services: ServicesDep) -> Response:
    """Whether the model is asked, what is used of its budgets, how long its replies take and what was wrong last."""
    settings: Settings = request.app.state.settings
    language = page_language(request)
    context = {
        "condition": services.model.told if services.model else None,
        "budgets": budgets_of(services.library, settings),
        "settings": settings,
        "host": host_of(settings),
        "troubles": TROUBLES,
        "states": STATES,
        "number": lambda value: _number(value, language),
        "cost": lambda billionths: _cost(billionths, settings.llm_currency, language),
        "seconds": lambda value: _decimal(f"{value:.1f}", language),
    }
    return render(request, "admin_model.html", context)


def _number(value: int, language: Language) -> str:
    """A whole number, its thousands apart as the language has it."""
    return f"{value:,}".replace(",", "," if language == "en" else "\N{NO-BREAK SPACE}")


def _cost(billionths: int, currency: str, language: Language) -> str:
    """An amount: what is small with more digits, as a question costs little."""
    amount = billionths / BILLION
    written = f"{amount:,.2f}" if amount >= 1 or not amount else f"{amount:.4f}"
    whole, point, rest = written.partition(".")
    apart = whole.replace(",", "," if language == "en" else "\N{NO-BREAK SPACE}")
    return f"{apart}{_decimal(point + rest, language)} {currency}".rstrip()


def _decimal(written: str, language: Language) -> str:
    return written if language == "en" else written.replace(".", ",")
