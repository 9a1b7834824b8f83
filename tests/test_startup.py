import sys

import pytest

from tests.startup import GRAMMARS


def test_what_is_put_off_is_there_when_it_is_needed() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip(GRAMMARS)
    addresses = jsonschema.Draft202012Validator.FORMAT_CHECKER
    assert addresses.conforms("https://vidda.example/årsplan", "iri")
    assert not addresses.conforms("to ord", "iri")
    assert hasattr(sys.modules[GRAMMARS], "parse"), "these are the grammars themselves"
