import subprocess
import sys

from tests.assistant.cli.shell import RUN, Shell
from tests.conftest import ROOT


def test_help_is_there_without_what_is_heavy(shell: Shell) -> None:
    code = (
        f"import sys; sys.argv = ['planassistent', '--help']\ntry:\n    {RUN}\nfinally:\n    print(sorted(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "Still et spørsmål" in done.stdout
    for heavy in ("chromadb", "numpy", "fastapi", "pydantic", "sqlalchemy"):
        assert f"'{heavy}'" not in done.stdout
