from pathlib import Path

from assistant.cli.evaluation import evaluated_system
from assistant.config import Settings
from tests.assistant.cli.shell import Shell
from tests.conftest import PLAN_ID


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
