"""What files state of themselves: titles and languages, and what programs put there when nobody stated anything."""

import re

_JUNK = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|powerpoint[- ]presenta[ts]\S+|presenta[ts]jon\d*|lysbilde \d+"
    r"|(?:untitled|uten (?:navn|tittel)|document|dokument)[\s\d]*|\(?(?:anonymous|unspecified|unknown)\)?|print(?:out)?"
    r"|slide \d+|word[- ]document|admin\w*|user|bruker|windows[- ](?:user|bruker)"
    r"|.*\.(?:docx?|pptx?|xlsx?|od[tp]|indd|pdf|rtf))$",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")


def stated(value: str | None) -> str | None:
    """A title or name that somebody gave; None for what a program fills in."""
    text = " ".join((value or "").replace("\0", "").split())
    return None if not text or _JUNK.match(text) else text


def language_tag(value: str | None) -> str | None:
    """A language tag as it stands ("nb-NO"); None where it is none."""
    text = (value or "").strip()
    return text if _LANGUAGE.match(text) else None
