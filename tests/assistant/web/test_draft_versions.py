"""The versions of a field."""

from starlette.testclient import TestClient

from tests.assistant.web.drafting import TEXT, begun, page, send, shown


def test_versions_are_compared_and_brought_back(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    long = "Barnehagene har fått flere barn med behov for ekstra støtte, og for få som kan gi den."
    send(here, path, page(here, path), text=long)
    send(here, path, page(here, path), text="Kort.")
    versions = f"{draft}/versjoner/{TEXT}"
    compared = page(here, f"{versions}?fra=1&til=2")
    assert "<del>" in compared
    assert "<ins>Kort" in compared
    here.post(versions, data={"revisjon": "1"})
    assert shown(page(here, path), "text") == long
    assert "Hentet tilbake fra versjon 1" in page(here, versions)
