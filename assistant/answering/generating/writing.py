"""What a language model wrote: sentences, each with the words that it rests on."""

from typing import Any, Final

from corpus.models import Record

SCHEMA: Final[dict[str, Any]] = {
    "title": "answer",
    "type": "object",
    "additionalProperties": False,
    "required": ["sentences"],
    "properties": {
        "sentences": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "rests_on"],
                "properties": {
                    "text": {"type": "string"},
                    "rests_on": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["passage", "words"],
                            "properties": {"passage": {"type": "integer"}, "words": {"type": "string"}},
                        },
                    },
                },
            },
        }
    },
}
"""What a model that can is held to (JSON Schema)."""


class RestsOn(Record):
    """The number of a passage as the model was given it, and the words of it; empty where it named none."""

    number: int
    words: str = ""


class WrittenSentence(Record):
    """A sentence as the model wrote it, unverified."""

    text: str
    rests_on: tuple[RestsOn, ...] = ()
