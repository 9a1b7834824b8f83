"""The sentences of a check, in bokmål, nynorsk and English."""

from collections.abc import Sequence

from assistant.quality.findings import FindingKind
from assistant.texts import Language, said

_NAMES = ("first", "second", "third")  # of the values that a finding names


def sentence(kind: FindingKind, says: Sequence[str], language: Language) -> str:
    """What a finding says, with the values it names."""
    name = "owners_in_text" if kind is FindingKind.OWNERS_DIFFER and len(says) > 1 else kind.value
    return said(f"findings.says_{name}", language, **dict(zip(_NAMES, says, strict=False)))


def advice(kind: FindingKind, language: Language) -> str:
    """What to do about a finding."""
    return said(f"findings.advice_{kind.value}", language)
