import re

import pytest

from assistant.retrieval.quantities import DAY, FREQUENCY, LIMIT, NUMBER, TIME


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (FREQUENCY, "Barna blir sett til hvert tiende minutt."),
        (FREQUENCY, "Møtet er annenhver uke."),
        (FREQUENCY, "Rådet møtest kvart andre år."),
        (FREQUENCY, "Foreldrekaffi fyrste onsdag i månaden"),
        (FREQUENCY, "to ganger i halvåret"),
        (TIME, "Kontordag i Heia tysdag"),
        (TIME, "Svaret kommer innen 14 dager."),
        (TIME, "Avtalen gjeld i seks månader om gongen."),
        (TIME, "Oppseiingstida er éin månad."),
        (DAY, "Ope måndag"),
        (NUMBER, "Det kommer tjueto barn."),
        (NUMBER, "Det kommer tyve barn og førtifem voksne."),
        (NUMBER, "Nesten tredve barn"),
        (TIME, "Avtalen gjelder i tredve dager."),
        (NUMBER, "5 400 kroner"),
        (NUMBER, "innen én uke"),
        (LIMIT, "Alle er med i minst "),
    ],
)
def test_what_tells_one(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (FREQUENCY, "Det står i årsplanen, og arbeidet er i gang."),
        (FREQUENCY, "Hver ansatt skriver et notat."),
        (TIME, "To barn går til skolen."),
        (DAY, "En god dag i barnehagen"),
        (NUMBER, "Planen gjelder fra 2026."),
        (LIMIT, "Kommunen har "),
    ],
)
def test_what_does_not(pattern: re.Pattern[str], text: str) -> None:
    assert not pattern.search(text)
