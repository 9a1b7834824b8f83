"""Servers over a copy of the shipped plans, each test's own."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.register_assert_rewrite("tests.faults.scene")

from tests.faults.served import Served  # noqa: E402 - after the assertions are told

Serve = Callable[..., Served]


@pytest.fixture
def serve(plans_read: Path, tmp_path: Path, embedding_model_dir: Path) -> Serve:
    """Makes a server over the shipped plans, which begins with its context."""

    def made(*arguments: str, **options: Any) -> Served:
        data = Path(shutil.copytree(plans_read, tmp_path / "data"))
        return Served(data, embedding_model_dir, *arguments, **options)

    return made
