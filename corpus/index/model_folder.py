"""The folder of a built embedding model: its files, and what it says of itself."""

import json
from pathlib import Path

from pydantic import ValidationError

from corpus.models import Record

MARKER_FILE = "planassistent-model.json"
ONNX_FILE = "model_int8.onnx"
TOKENIZER_FILE = "tokenizer.json"
PROMPTS_FILE = "config_sentence_transformers.json"
# Raised whenever the folder or its vectors change; an older folder then counts as not built.
BUILD_VERSION = 1
# Which vectors those of this build version are, to the bit and however the file around the numbers is written: the
# first digits of the checksum of the first such file. An index says it was built with them; another set needs another.
VECTORS = "a88f9f631a6e"


class BuiltModel(Record):
    """What the marker file of a built model folder says of it."""

    name: str
    dimension: int
    weights_sha256: str
    build_version: int
    onnx_sha256: str
    onnx_bytes: int


def built_model(folder: Path) -> BuiltModel | None:
    """The marker of a folder that was built whole by this version of the build; None for anything else."""
    try:
        built = BuiltModel.model_validate_json((folder / MARKER_FILE).read_bytes())
        whole = (folder / ONNX_FILE).stat().st_size == built.onnx_bytes
    except (OSError, ValidationError):
        return None
    return built if whole and built.build_version == BUILD_VERSION else None


def read_prompts(folder: Path) -> dict[str, str]:
    """The prefixes "query" and "document" of the folder."""
    prompts = json.loads((folder / PROMPTS_FILE).read_bytes())["prompts"]
    return {"query": prompts["query"], "document": prompts["document"]}
