"""What a development environment would be slow to start with, put off until it is needed."""

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import cast

GRAMMARS = "rfc3987_syntax"
"""Comes with cyclonedx-bom, and not with the product. Where it is installed, all that imports Chroma imports it, and it
builds 38 grammars: 1.2 of the 6 seconds that a server takes to start in the tests."""


def put_off() -> None:
    """Lets the grammars of internationalised addresses be built when the first address is checked."""
    if find_spec(GRAMMARS) is not None:
        stand_in = ModuleType(GRAMMARS)
        stand_in.__dict__["is_valid_syntax"] = lambda term, value: _is_valid_syntax()(term, value)
        sys.modules[GRAMMARS] = stand_in


@cache
def _is_valid_syntax() -> Callable[[str, str], bool]:
    del sys.modules[GRAMMARS]
    return cast("Callable[[str, str], bool]", import_module(GRAMMARS).is_valid_syntax)
