"""A real model that writes nonsense in Norwegian: what it writes is verified, or the plans are quoted."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.answer import Status
from assistant.answering.checks.verify import folded
from tests.browser.server import serving
from tests.conftest import ACTION_PLAN, HANDBOOK
from tests.language_model.asker import Asker
from tests.language_model.smollm import MODEL, serving_smollm

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def asker(plans_data: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Asker]:
    """Who asks a running server over the made-up plans, whose model runs on this machine."""
    own = Path(shutil.copytree(plans_data, tmp_path_factory.mktemp("smollm") / "data"))
    with serving_smollm() as base_url:
        settings = {"LLM_MODEL": MODEL, "LLM_BASE_URL": base_url, "LLM_TIMEOUT": "60", "LLM_MAX_TOKENS": "60"}
        with serving(own, embedding_model_dir, 0, **settings, LLM_CONTEXT_TOKENS="2200") as address:
            opened = Asker(address)
            yield opened
            opened.close()


@pytest.mark.parametrize(
    "question",
    [
        "Hvem har ansvar for svømmekurs for femåringer?",
        "Hvor mange samtaler skal barnehagen ha med foresatte?",
        "Kven legg fram ein rapport om planen?",
    ],
)
def test_nonsense_is_never_shown(asker: Asker, question: str) -> None:
    heard = asker.hears(question)
    answer = heard.answer
    assert answer.status is Status.ANSWERED
    assert heard.told == answer.answer
    assert answer.writing is not None
    assert answer.writing.model == MODEL
    assert answer.writing.outcome in ("whole", "cut")
    assert answer.citations
    for citation in answer.citations:
        assert folded(citation.quote) in folded(ACTION_PLAN + HANDBOOK)
    if answer.engine == "generative":
        assert answer.writing.sentences > sum(answer.writing.dropped.values())
