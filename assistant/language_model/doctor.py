"""Whether the model of the settings can do what is asked of it: four things, each tried with one call."""

import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from wordfreq import zipf_frequency

from assistant.config import Settings
from assistant.language_model.connection import connect
from assistant.language_model.model import Trouble
from assistant.language_model.prompts import load_prompt
from assistant.secret_files import variable
from corpus.complaints import quoted

_TEXT = "Barnehagen åpner klokken 07.00 og stenger klokken 16.30. Foreldrene henter barna før den stenger."
_MUST_HAVE = re.compile(r"\b0?7\b|\b16\b")
_SCHEMA = {
    "type": "object",
    "properties": {"sentences": {"type": "array", "items": {"type": "string"}}},
    "required": ["sentences"],
    "additionalProperties": False,
}
_WORD = re.compile(r"[^\W\d_]+")
_SHOWN = 80  # letters of an answer, in what is told

_NEXT = {
    Trouble.UNREACHABLE: "ingen svarer på {address}; se at tjenesten er startet, og at {base_url} er riktig",
    Trouble.TIMEOUT: "svaret var ikke ferdig på {timeout} sekunder; velg en raskere modell, eller øk {timeout_name}",
    Trouble.KEY: "nøkkelen ble ikke godtatt (401 eller 403); lim den inn på nytt i {key} eller {key}_FILE",
    Trouble.UNKNOWN: (
        "{model} finnes ikke på {address} (404); bruk navnet som tjenesten har på modellen, "
        "og en hel adresse (den slutter ofte med /v1)"
    ),
    Trouble.BUSY: "for mange forespørsler, eller kvoten er brukt opp (429); vent litt, eller øk den hos leverandøren",
    Trouble.FAULT: "tjenesten feilet (5xx); se i loggen dens, eller prøv igjen senere",
    Trouble.REFUSED: "tjenesten tok ikke imot forespørselen (4xx); se at {model} er en modell for samtaler (chat)",
    Trouble.BROKEN_OFF: "forbindelsen ble brutt midt i svaret; se etter en proxy på veien som bryter lange svar",
    Trouble.UNREADABLE: "det som svarer på {address}, svarer ikke som en språkmodell; se at adressen er hel",
    Trouble.TOO_LONG: "svaret ble kuttet før noe kom; øk {max_tokens}",
}
_EMPTY = "svaret var tomt; øk {max_tokens} (modeller som tenker først, trenger flere), eller velg en annen modell"


class ProbeError(Exception):
    """The model cannot do what was tried; the message says why and what to do."""

    def __init__(self, message: str, trouble: Trouble | None = None) -> None:
        super().__init__(message)
        self.trouble = trouble


class _Told(NamedTuple):
    """A reply: its text, in how many pieces it came, and after how many seconds the first and the last of them."""

    text: str
    pieces: int
    first: float
    last: float


class Probes:
    """The four things. Each raises ProbeError; making them raises ConfigurationError where nothing can be tried."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        alone = {"llm_pause_seconds": 0, "llm_retries": 0}
        self._model = connect(settings.model_copy(update=alone))
        self._unconnected: ProbeError | None = None
        self._strict = connect(settings.model_copy(update={**alone, "llm_structured": "on"}))

    @property
    def all(self) -> tuple[Callable[[], str], ...]:
        """In the order in which they are told; where there is no connection, none of the others is tried."""
        return self.connection, self.streaming, self.structure, self.norwegian

    def connection(self) -> str:
        """Whether it answers."""
        try:
            told = self._asked()
        except ProbeError as error:
            self._unconnected = error
            raise
        return f"{self._model.name} hos {self._address} svarte på {_seconds(told.last)}"

    def streaming(self) -> str:
        """Whether what it says comes as it is said."""
        told = self._asked()
        if told.pieces == 1:
            raise ProbeError(
                "svaret kom i ett stykke, så brukerne ser ingenting før det er ferdig; "
                "se etter en proxy på veien som samler opp svar (buffering)"
            )
        return f"{told.pieces} stykker, det første etter {_seconds(told.first)}"

    def structure(self) -> str:
        """Whether it keeps to a JSON schema: the prompt says nothing of JSON."""
        if self._settings.llm_structured == "off":
            return f"slått av ({variable('llm_structured')})"
        is_kept = self._keeps_to_a_schema()
        if not is_kept and self._settings.llm_structured == "on":
            raise ProbeError(
                f"modellen holder seg ikke til et JSON-skjema; sett {variable('llm_structured')}=auto, "
                "så leses svarene uten"
            )
        return "svarer etter et JSON-skjema" if is_kept else "har ikke JSON-skjema; svarene leses uten"

    def norwegian(self) -> str:
        """Whether it retells a text in Norwegian."""
        told = self._asked()
        if not (_is_norwegian(told.text) and _MUST_HAVE.search(told.text)):
            raise ProbeError(f"svarte {quoted(_shortened(told.text))}; velg en modell som kan norsk")
        return quoted(_shortened(told.text))

    def _keeps_to_a_schema(self) -> bool:
        try:
            return _is_of_the_schema(self._asked(_SCHEMA).text)
        except ProbeError as error:
            if error.trouble is Trouble.REFUSED and error is not self._unconnected:
                return False
            raise

    @property
    def _address(self) -> str:
        return self._settings.llm_base_url or self._settings.llm_provider[0]

    def _asked(self, schema: Mapping[str, Any] | None = None) -> _Told:
        if self._unconnected is not None:
            raise self._unconnected
        began = time.monotonic()
        model = self._strict if schema else self._model
        reply = model.ask(load_prompt("probe").rendered(text=_TEXT, language="bokmål"), schema=schema)
        pieces, moments = [], []
        for piece in reply:
            pieces.append(piece)
            moments.append(time.monotonic() - began)
        if reply.trouble and not (pieces and reply.trouble is Trouble.TOO_LONG):
            raise ProbeError(self._filled(_NEXT[reply.trouble]), reply.trouble)
        if not "".join(pieces).strip():
            raise ProbeError(self._filled(_EMPTY))
        return _Told("".join(pieces), len(pieces), moments[0], moments[-1])

    def _filled(self, complaint: str) -> str:
        return complaint.format(
            address=self._address,
            model=quoted(self._model.name),
            timeout=f"{self._settings.llm_timeout:g}".replace(".", ","),
            timeout_name=variable("llm_timeout"),
            base_url=variable("llm_base_url"),
            key=variable("llm_api_key"),
            max_tokens=variable("llm_max_tokens"),
        )


def _is_of_the_schema(text: str) -> bool:
    try:
        told = json.loads(text)
    except ValueError:
        return False
    return isinstance(told, dict) and list(told) == ["sentences"] and isinstance(told["sentences"], list)


def _is_norwegian(text: str) -> bool:
    words = _WORD.findall(text)
    return sum(zipf_frequency(word, "nb") for word in words) > sum(zipf_frequency(word, "en") for word in words)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")
