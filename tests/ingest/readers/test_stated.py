import pytest

from ingest.readers.stated import language_tag, stated


@pytest.mark.parametrize("value", [None, "", " ", "Word Document", "Microsoft Word - plan.docx", "Presentasjon1"])
def test_what_a_program_fills_in_says_nothing(value: str | None) -> None:
    assert stated(value) is None


def test_what_somebody_gave_is_kept_white_space_aside() -> None:
    assert stated(" Plan  for\nFjellvik\0") == "Plan for Fjellvik"


@pytest.mark.parametrize(("value", "tag"), [(" nb-NO ", "nb-NO"), ("nn", "nn"), ("norsk bokmål", None), (None, None)])
def test_a_language_is_a_tag(value: str | None, tag: str | None) -> None:
    assert language_tag(value) == tag
