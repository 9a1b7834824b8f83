"""What is wrong with what somebody gave, in bokmål: names quoted, and the errors of Pydantic and of the system told."""

import errno
from collections.abc import Mapping
from typing import Any

_BY_TYPE = {
    "missing": "mangler",
    "extra_forbidden": "er ikke et kjent felt",
    "string_type": "må være tekst",
    "string_too_short": "må ha minst {min_length} tegn",
    "string_too_long": "kan ha høyst {max_length} tegn",
    "too_short": "må ha minst {min_length} verdier",
    "too_long": "kan ha høyst {max_length} verdier",
    "greater_than": "må være større enn {gt}",
    "greater_than_equal": "må være minst {ge}",
    "less_than": "må være mindre enn {lt}",
    "less_than_equal": "kan være høyst {le}",
    "literal_error": "må være {expected}",
    "enum": "må være {expected}",
    "json_invalid": "er ikke gyldig JSON ({error})",
    "json_type": "må være JSON",
}
_WHOLE, _NUMBER, _TRUTH = "må være et helt tall", "må være et tall", "må være true eller false"
_LIST, _TABLE = "må være en liste", "må være felter med navn og verdi"
_BY_TYPE |= dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _WHOLE)
_BY_TYPE |= dict.fromkeys(("float_type", "float_parsing", "finite_number"), _NUMBER)
_BY_TYPE |= dict.fromkeys(("bool_type", "bool_parsing"), _TRUTH)
_BY_TYPE |= dict.fromkeys(("list_type", "tuple_type", "set_type"), _LIST)
_BY_TYPE |= dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), _TABLE)

_BY_NUMBER = {
    errno.ENOENT: "den finnes ikke",
    errno.EACCES: "tilgang nektet",
    errno.EPERM: "tilgang nektet",
    errno.EROFS: "disken kan bare leses",
    errno.ENOSPC: "disken er full",
    errno.EDQUOT: "kvoten på disken er brukt opp",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "en del av stien er ikke en mappe",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EIO: "disken svarer med feil",
    errno.EADDRINUSE: "porten er i bruk",
    errno.EADDRNOTAVAIL: "adressen hører ikke til denne maskinen",
}


def quoted(value: object) -> str:
    """A value between guillemets; what cannot be printed is escaped, so that no name breaks a line or an encoding."""
    letters = (letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in str(value))
    return f"«{''.join(letters)}»"


def validation_complaint(error: Mapping[str, Any]) -> str:
    """One of Pydantic's errors; a ValueError of ours keeps its words, and what is not known stands in brackets."""
    told = _BY_TYPE.get(error["type"])
    if told is not None:
        return told.format(**{name: _written(value) for name, value in error.get("ctx", {}).items()})
    message = str(error["msg"])
    return message.removeprefix("Value error, ") if error["type"] == "value_error" else f"kan ikke brukes ({message})"


def system_complaint(error: OSError) -> str:
    """Why the system would not, in a few words; its own where ours are lacking."""
    return _BY_NUMBER.get(error.errno or 0) or error.strerror or str(error)


def _written(value: object) -> str:
    """A limit as it is written in bokmål: with a decimal comma, and "eller" between what may stand."""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value).replace(" or ", " eller ")
