"""Secrets of the settings: each in a setting of its own, or in a file that the setting `…_file` names."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.complaints import system_complaint


def with_secrets(names: Iterable[str], values: dict[str, Any]) -> dict[str, Any]:
    """The values, with secrets read out of the files that hold them; a line's end is no part of a secret.

    Raises ValueError where a file cannot be read, or where a secret is given in both places.
    """
    read = {name: _secret_in(name, values) for name in names if values.get(f"{name}_file") is not None}
    return {**values, **read}


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"PLANASSISTENT_{name.upper()}"


def named(names: list[str]) -> str:
    """The environment variables of settings, as they stand in a sentence."""
    variables = [variable(name) for name in names]
    return " og ".join(filter(None, (", ".join(variables[:-1]), variables[-1])))


def _secret_in(name: str, values: dict[str, Any]) -> str:
    if values.get(name) is not None:
        raise ValueError(f"både {variable(name)} og {variable(f'{name}_file')} er satt; behold én av dem")
    file = Path(values[f"{name}_file"]).expanduser()
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = system_complaint(error) if isinstance(error, OSError) else "den er ikke tekst"
        raise ValueError(f"{variable(f'{name}_file')}: {file} kan ikke leses ({reason})") from None
    if not secret:
        raise ValueError(f"{variable(f'{name}_file')}: {file} er tom")
    return secret
