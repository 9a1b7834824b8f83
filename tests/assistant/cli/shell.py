"""A shell that runs commands on one data directory."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from tests.conftest import ROOT

RUN = "import tests; from assistant.cli import main; main()"


class Shell:
    """Runs commands on one data directory."""

    def __init__(self, data_dir: Path, model_dir: Path) -> None:
        self.data_dir = data_dir
        self.code = RUN
        self.environment = {
            "PLANASSISTENT_DATA_DIR": str(data_dir),
            "PLANASSISTENT_MODEL_DIR": str(model_dir),
            "COLUMNS": "200",
        }

    def run(self, *arguments: object, **environment: str) -> Result:
        return CliRunner().invoke(app, [str(word) for word in arguments], env={**self.environment, **environment})

    def json(self, *arguments: object) -> Any:
        result = self.run(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def process(self, *arguments: object, **options: Any) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-c", self.code, *map(str, arguments)],
            env={**os.environ, **self.environment, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )


def failed(result: Result) -> str:
    """The one line of an error."""
    assert result.exit_code == 1, result.output
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("feil: ")
    assert "Traceback" not in result.output
    return line


def wait_until_ready(address: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{address}/readyz", trust_env=False).is_success:
                return
        except httpx.ConnectError:
            pass
        time.sleep(0.1)
    pytest.fail("the server did not start")
