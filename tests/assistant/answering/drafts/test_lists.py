"""Lists given whole where a sentence of them answers, and nynorsk plans asked in other words."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata

HANDBOOK = """# Handbok for Granli

Handboka er for dei som arbeider i barnehagane i Granli, og for foreldre som ikkje kjenner oss enno.

## På tur

Er de på tur, skal det vere minst éin vaksen for kvart femte barn. Turleiaren tek med:

- lada telefon
- namneliste
- plaster og bandasje

## Teieplikt

Alle tilsette skriv under på teieplikta den fyrste dagen. Ho gjeld òg etter at ein har slutta.

## Klage

Er foreldra misnøgde, kan dei gå fram slik:

1. Ta det opp med den pedagogiske leiaren.
2. Be styraren om eit møte.
3. Send ei skriftleg klage til eigaren.

Barnehagen svarar på alle klager innan to veker.
"""


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("handbok"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        said = Metadata(id="granli-handbok", title="Handbok for Granli", issuer="Granli kommune", jurisdiction="Granli")
        ingest_content(opened, HANDBOOK.encode(), "granli-handbok.md", said)
        yield Assistant(opened)


@pytest.mark.parametrize(
    "question",
    ["Hva må turlederen ta med?", "Kva tek turleiaren med?", "Hvilke ting skal turlederen ha med seg på tur?"],
)
def test_the_list_that_a_line_leads_up_to_is_given_whole(handbook: Assistant, question: str) -> None:
    quotes = [citation.quote for citation in handbook.ask(question).citations]
    assert quotes[-3:] == ["lada telefon", "namneliste", "plaster og bandasje"], quotes


def test_steps_of_which_a_sentence_speaks_are_given_whole(handbook: Assistant) -> None:
    answer = handbook.ask("Vi er misfornøyde. Hvordan går vi fram for å klage?")
    quotes = [citation.quote for citation in answer.citations]
    assert [quote[0] for quote in quotes if quote[:1].isdigit()] == ["1", "2", "3"], answer.answer


@pytest.mark.parametrize("question", ["Hvem skriver under på taushetsplikt?", "What about confidentiality?"])
def test_a_nynorsk_plan_is_found_by_bokmal_and_english_words(handbook: Assistant, question: str) -> None:
    answer = handbook.ask(question)
    assert any("teieplikt" in citation.quote for citation in answer.citations), answer.answer
