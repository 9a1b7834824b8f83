"""What a form says, as text."""

from collections.abc import Iterable

from starlette.datastructures import FormData

from assistant.inputs import written_text


def said_in(sent: FormData, names: Iterable[str]) -> dict[str, str]:
    """The values of a form's fields without outer white space; what is no text, or was not sent, is empty."""
    return {name: said(sent, name).strip() for name in names}


def said(sent: FormData, name: str) -> str:
    """The value of one, its lines ended in one way; half a character is taken out."""
    value = sent.get(name)
    if not isinstance(value, str):
        return ""
    return written_text(value.encode("utf-8", "ignore").decode("utf-8"))
