"""A language model that hangs while people ask."""

import shutil
import time
from pathlib import Path

import httpx
import pytest

from tests.faults.people import Writer
from tests.faults.scene import (
    assert_no_wrong_answer,
    assert_nothing_lost,
    assert_only_told_to_wait,
    learn,
    scene_of,
)
from tests.faults.served import Served
from tests.language_model.replies import ASKED, GOOD
from tests.language_model.scripted import Asked, Played, saying, serving

pytestmark = pytest.mark.slow

_TIMEOUT = 2.0
_PAUSE = 3.0
_HANGS_FOR = 10.0
_SLACK = 8.0  # seconds beside the model's: twenty ask at once
_QUESTIONS = (
    ASKED,
    "Hvem har ansvar for utegruppe hver uke?",
    "Når er besøksdag på skolen?",
    "Hva er bibliotekkasse?",
)


def test_a_model_that_hangs_leaves_quoted_answers_and_is_asked_again_when_it_is_back(
    plans_data: Path, tmp_path: Path, embedding_model_dir: Path
) -> None:
    data = Path(shutil.copytree(plans_data, tmp_path / "data"))
    with serving(answers) as model:
        settings = {
            "LLM_MODEL": "scripted",
            "LLM_BASE_URL": model.base_url,
            "LLM_RETRIES": "0",
            "LLM_TIMEOUT": str(_TIMEOUT),
            "LLM_PAUSE_SECONDS": str(_PAUSE),
        }
        with Served(data, embedding_model_dir, settings=settings) as served:
            model.script = lambda _: saying('{"sentences": []}')
            found = scene_of(served, "language model hanging", _QUESTIONS)
            model.script = answers
            learn(found)
            assert engine(served) == "generative"
            writer = Writer(served)

            def fault() -> None:
                model.script = lambda _: saying(GOOD, hangs_before=-1)
                time.sleep(_HANGS_FOR)
                model.script = answers

            found.plays(fault, writer)
            assert all(one.is_answered for one in found.asked)
            assert found.longest < _TIMEOUT + _SLACK
            assert_no_wrong_answer(found)
            assert_only_told_to_wait(found, writer)
            assert_nothing_lost(found, writer)
            until = time.monotonic() + _PAUSE + _TIMEOUT + _SLACK
            while engine(served) != "generative":
                assert time.monotonic() < until
                time.sleep(0.2)


def answers(asked: Asked) -> Played:
    """What the model writes when it is well: of one question, of the others nothing."""
    return saying(GOOD if ASKED in asked.text else '{"sentences": []}')


def engine(served: Served) -> str:
    """Whose sentences answer."""
    told = httpx.post(f"{served.address}/api/v1/ask", json={"question": ASKED}, timeout=60).json()
    return str(told["engine"])
