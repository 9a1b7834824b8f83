"""What is wrong with a sentence that its evidence does not bear out."""

from enum import StrEnum


class Fault(StrEnum):
    """The first thing found wrong; in the order in which they are looked for."""

    SHAPE = "shape"
    MARKUP = "markup"
    ORDER = "order"
    LANGUAGE = "language"
    QUOTE = "quote"
    NUMBER = "number"
    YEAR = "year"
    UNIT = "unit"
    NAME = "name"
    CONTENT = "content"
    OPPOSITE = "opposite"
    NEGATION = "negation"
    MODAL = "modal"
    QUANTITY = "quantity"
    ROLE = "role"
    RELATION = "relation"
