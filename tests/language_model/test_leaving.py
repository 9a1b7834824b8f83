"""A model that hangs keeps nobody else waiting, and stops when who asked has gone."""

import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.answering.generating.places import AT_ONCE
from tests.browser.server import serving
from tests.language_model.asker import Asker, Heard
from tests.language_model.conftest import TIMEOUT
from tests.language_model.replies import ASKED, GOOD
from tests.language_model.scripted import MODEL, Asked, Played, ScriptedServer, saying

HANGING = saying(GOOD, hangs_before=5)
MANY = 45  # more than an application has threads for requests
LONG = 8.0  # seconds
SHORT = 1.0  # seconds that somebody waits for a proposal
FIELD = "utfordringsbilde"
OTHER = "Når er svømmekurs for femåringer?"


def hanging_for_one(asked: Asked) -> Played:
    """Hangs for who asks who, and answers who asks something else."""
    return HANGING if ASKED in asked.text else saying("{}")


@pytest.mark.parametrize("hangs_before", [-1, 0, 5])
def test_the_model_stops_within_a_second_of_who_asked_leaving(
    model: ScriptedServer, asker: Asker, hangs_before: int
) -> None:
    model.script = lambda _: saying(GOOD, hangs_before=hangs_before)
    before = len(model.asked)
    with asker.listening(ASKED) as events:
        assert ("status", {"stage": "writing"}) in (event for event in events)
        wait_for(model, before + 1)
        left = time.monotonic()
    asker.close()
    assert model.asked[before].has_left.wait(1)
    assert time.monotonic() - left < 1
    time.sleep(0.5)
    assert len(model.asked) == before + 1  # it is not asked again for nobody


def test_the_model_stops_when_who_asked_leaves_in_mid_answer(model: ScriptedServer, asker: Asker) -> None:
    model.script = lambda _: saying(GOOD + " " * 3_000, letters=10, delay=0.05)
    before = len(model.asked)
    with asker.listening(ASKED) as events:
        assert "token" in (name for name, _ in events)
    asker.close()
    assert model.asked[before].has_left.wait(1)


@pytest.mark.parametrize("way", ["api", "page"])
def test_the_model_stops_when_who_waits_for_a_proposal_leaves_and_nothing_of_it_is_taken(
    model: ScriptedServer, service: str, way: str
) -> None:
    model.script = lambda _: saying(GOOD, hangs_before=0)
    before = len(model.asked)
    with httpx.Client(base_url=service, timeout=TIMEOUT) as leader:
        said = {"template": "lokal-handlingsplan", "unit": "Fjellvik", "jurisdiction": "Fjellvik"}
        draft = leader.post("/api/v1/drafts", json=said).json()["id"]
        (hit,) = leader.post("/api/v1/search", json={"query": ASKED, "limit": 1}).json()
        api, page, chosen = f"/api/v1/drafts/{draft}", f"/utkast/{draft}/felt/{FIELD}", [hit["passage_id"]]
        token = re.search(r'name="skjema" value="([^"]+)"', leader.get(page).text)
        assert token
        form = {"valgt": chosen, "skjema": token[1]}
        asked: dict[str, Any] = {"json": {"passages": chosen}} if way == "api" else {"data": form}
        path = f"{api}/fields/{FIELD}/proposal" if way == "api" else f"{page}/forslag"
        with pytest.raises(httpx.ReadTimeout):
            leader.post(path, **asked, timeout=SHORT)
        wait_for(model, before + 1)
        assert model.asked[before].has_left.wait(1)
        time.sleep(0.5)
        assert len(model.asked) == before + 1
        assert leader.get(f"{api}/sources").json() == []


@pytest.fixture(scope="module")
def patient(
    plans_data: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, model: ScriptedServer
) -> Iterator[str]:
    """The address of a server that waits long for its model."""
    own = Path(shutil.copytree(plans_data, tmp_path_factory.mktemp("patient") / "data"))
    settings = {"LLM_MODEL": MODEL, "LLM_BASE_URL": model.base_url, "LLM_TIMEOUT": str(LONG)}
    with serving(own, embedding_model_dir, 0, LLM_PAUSE_SECONDS="0", **settings) as address:
        yield address


def test_one_who_waits_for_a_model_that_hangs_keeps_nobody_else_waiting(
    model: ScriptedServer, asker: Asker, service: str
) -> None:
    model.script = hanging_for_one
    before = len(model.asked)
    with asker.listening(ASKED):
        wait_for(model, before + 1)
        other = Asker(service, "other")
        started = time.monotonic()
        assert other.hears(OTHER).answer.citations
        assert time.monotonic() - started < TIMEOUT / 2
        other.close()


@pytest.mark.slow
@pytest.mark.parametrize("way", ["hears", "asks"])
def test_many_who_wait_for_a_model_that_hangs_keep_nobody_else_waiting(
    model: ScriptedServer, patient: str, way: str
) -> None:
    model.script = hanging_for_one
    before = len(model.asked)
    waiting = [Asker(patient, f"waits{number}") for number in range(MANY)]
    with ThreadPoolExecutor(MANY) as threads:
        asked = [threads.submit(getattr(one, way), ASKED) for one in waiting]
        wait_for(model, before + AT_ONCE)
        other = Asker(patient, "other")
        started = time.monotonic()
        assert other.reads("/healthz")
        assert other.asks(OTHER).citations
        assert time.monotonic() - started < LONG / 2
        assert len(model.asked) <= before + AT_ONCE + 1
        found = [one.result() for one in asked]
    answers = [one.answer if isinstance(one, Heard) else one for one in found]
    assert all(answer.citations and answer.engine == "extractive" for answer in answers)
    outcomes = Counter(answer.writing.outcome for answer in answers if answer.writing)
    assert outcomes == {"away": MANY - AT_ONCE, "cut": AT_ONCE}
    for one in (*waiting, other):
        one.close()


def wait_for(model: ScriptedServer, count: int) -> None:
    """Until the model was asked so often."""
    until = time.monotonic() + 5
    while len(model.asked) < count and time.monotonic() < until:
        time.sleep(0.02)
    assert len(model.asked) >= count
