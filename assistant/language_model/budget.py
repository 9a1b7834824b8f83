"""How many tokens a text is to a language model, as nearly as one can say without its vocabulary."""

import math

LETTERS_OF_A_TOKEN = 2.0


def tokens_of(text: str) -> int:
    """An estimate that errs high."""
    return math.ceil(len(text) / LETTERS_OF_A_TOKEN)
