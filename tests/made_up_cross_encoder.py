"""A cross-encoder of one small layer, taught in a moment which texts answer a question."""

import importlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.index.silence import quiet

_WORD = re.compile(r"\w+|[^\w\s]")
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
_STEPS, _RATE, _WIDTH, _LENGTH = 60, 3e-3, 32, 64


def write_cross_encoder(folder: Path, question: str, texts: Mapping[str, float], *, labels: int = 1) -> Path:
    """A sentence-transformers CrossEncoder that gives these texts (about) these raw scores for the question.

    It knows their words alone, and reads no more than 64 tokens.
    """
    with quiet():
        from sentence_transformers import CrossEncoder

        torch: Any = importlib.import_module("torch")  # neither has types for all that it has
        transformers: Any = importlib.import_module("transformers")
        torch.manual_seed(1)
        torch.set_num_threads(1)  # more wait for each other longer than so small a model takes
        words = sorted({word for text in (question, *texts) for word in _WORD.findall(text.lower())})
        folder.mkdir()
        (folder / "vocab.txt").write_text("\n".join((*_SPECIAL, *words)), encoding="utf-8")
        tokenizer = transformers.BertTokenizerFast(
            str(folder / "vocab.txt"), do_lower_case=True, strip_accents=False, model_max_length=_LENGTH
        )
        config = transformers.BertConfig(
            vocab_size=len(_SPECIAL) + len(words),
            hidden_size=_WIDTH,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=2 * _WIDTH,
            max_position_embeddings=_LENGTH,
            num_labels=labels,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        network = transformers.BertForSequenceClassification(config)
        batch = tokenizer([question] * len(texts), list(texts), padding=True, truncation=True, return_tensors="pt")
        wanted = torch.tensor(list(texts.values())).unsqueeze(1).expand(-1, labels)
        optimiser = torch.optim.Adam(network.parameters(), lr=_RATE)
        for _ in range(_STEPS):
            optimiser.zero_grad()
            loss = torch.nn.functional.mse_loss(network(**batch).logits, wanted)
            loss.backward()
            optimiser.step()
        network.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        CrossEncoder(str(folder), local_files_only=True).save(str(folder))
    return folder
