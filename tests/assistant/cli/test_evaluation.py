import json
from pathlib import Path

from assistant.cli.evaluation import evaluated_system
from assistant.config import Settings
from tests.assistant.cli.shell import Shell, failed
from tests.conftest import PLAN_ID
from tests.eval.made_up import write_questions
from tests.eval.writing.scripted_run import GOLDEN, script
from tests.language_model.scripted import MODEL, serving


def test_eval_measures_a_library_of_its_own(shell: Shell, plans: Path, tmp_path: Path) -> None:
    """The shipped questions are about other plans: their evidence is missed before anything is asked."""
    result = shell.run("eval", "--corpus", plans, "--output", tmp_path / "report")
    assert result.exit_code == 2
    assert "Cannot evaluate" in result.stdout


def test_the_evaluated_system_answers_from_its_corpus_and_leaves_nothing(
    plans: Path, embedding_model_dir: Path, tmp_path: Path
) -> None:
    settings = Settings(data_dir=tmp_path / "data", model_dir=embedding_model_dir)
    with evaluated_system(settings, plans) as system:
        assert system.ask("Hvem har ansvar for bibliotekkasse?").citations[0].document_id == PLAN_ID
        assert system.search("bøker", 3, "bm25")[0].page == 3
        assert system.embed_query_ms("bøker") > 0
    assert not (tmp_path / "data").exists()


def test_eval_asks_a_language_model_only_when_told_to(shell: Shell, plans: Path, tmp_path: Path) -> None:
    asked = ("eval", "--corpus", plans, "--output", tmp_path, "--questions", write_questions(tmp_path / "q", GOLDEN))
    with serving(script) as server:
        model = {"PLANASSISTENT_LLM_MODEL": MODEL, "PLANASSISTENT_LLM_BASE_URL": server.base_url}
        assert "language model" not in shell.run(*asked, **model).stdout
        assert not server.asked
        assert json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))["writing"] is None
        result = shell.run(*asked, "--llm", "--limit", 1, **model)
        assert f"language model: {MODEL}" in result.stdout, result.output
        assert len(server.asked) == 1
    writing = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))["writing"]
    assert (writing["questions"], writing["told"], writing["sentences"]) == (1, 1, 3)


def test_eval_names_the_settings_that_a_language_model_needs(shell: Shell, plans: Path) -> None:
    line = failed(shell.run("eval", "--corpus", plans, "--llm"))
    for setting in ("LLM_MODEL", "LLM_BASE_URL", "LLM_API_KEY", "LLM_API_KEY_FILE", "LLM_API_VERSION"):
        assert f"PLANASSISTENT_{setting}" in line


def test_a_limit_without_a_language_model_is_refused(shell: Shell, plans: Path) -> None:
    assert "--llm" in failed(shell.run("eval", "--corpus", plans, "--limit", 3))
