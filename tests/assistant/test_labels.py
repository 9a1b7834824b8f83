import pytest

from assistant import labels
from corpus.models import Coverage, Document

BARE = Document(id="tur", title="tur", file_name="tur.txt", sha256="", pages=1, coverage=Coverage())


@pytest.mark.parametrize(
    ("language", "word"),
    [("nb", "gjenfortelling"), ("nn", "attforteljing"), ("en", "retelling"), ("de", "gjenfortelling")],
)
def test_a_retelling_is_called_so_in_the_language_of_the_answer(language: str, word: str) -> None:
    assert labels.retelling(language) == word


@pytest.mark.parametrize(
    ("language", "title", "issuer"),
    [
        ("nb", "Tittel ikke oppgitt (filnavn: tur)", "utgiver ikke oppgitt"),
        ("nn", "Tittel ikkje oppgitt (filnamn: tur)", "utgjevar ikkje oppgitt"),
        ("en", "Title not stated (file name: tur)", "issuer not stated"),
    ],
)
def test_what_is_missing_is_said_to_be(language: str, title: str, issuer: str) -> None:
    assert labels.title("tur", is_stated=False, language=language) == title
    assert labels.issuer(None, language) == issuer
    assert labels.title("Turplan", is_stated=True, language=language) == "Turplan"
    assert labels.issuer("Fjellvik", language) == labels.stated("Fjellvik", language) == "Fjellvik"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (2024, 2030, "2024–2030"),
        (2024, None, "fra 2024"),
        (None, 2030, "til 2030"),
        (2024, 2024, "2024"),
        (None, None, None),
    ],
)
def test_years_of_validity(start: int | None, end: int | None, shown: str | None) -> None:
    assert labels.years(start, end) == shown


def test_every_fact_that_nobody_stated_says_so() -> None:
    assert {value for _, value in labels.facts(BARE)} == {"ikke oppgitt"}
    stated = BARE.model_copy(
        update={
            "jurisdiction": "Oslo",
            "kind": "action plan",
            "authority": "binding",
            "valid_from": 2024,
            "edition": "2",
        }
    )
    assert [value for _, value in labels.facts(stated)] == ["Oslo", "handlingsplan", "bindende", "fra 2024", "2"]
    assert dict(labels.facts(BARE.model_copy(update={"kind": "veileder"})))["Dokumenttype"] == "veileder"


@pytest.mark.parametrize(
    ("language", "older", "upcoming", "since"),
    [
        ("nb", "eldre utgave", "kommende utgave", "fra 2024"),
        ("nn", "eldre utgåve", "komande utgåve", "frå 2024"),
        ("en", "older edition", "upcoming edition", "from 2024"),
    ],
)
def test_editions_are_marked_in_the_language_asked(language: str, older: str, upcoming: str, since: str) -> None:
    assert labels.standing("older", language) == older
    assert labels.standing("upcoming", language) == upcoming
    assert labels.standing("current", language) is None
    assert labels.years(2024, None, language) == since
