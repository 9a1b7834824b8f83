"""Lists, steps, numbers and counts that a plan answers questions with, each asked for in several ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.drafts.listed import lists_around
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import Metadata

RULES = """# Regler for Sørvika

## Fjordturer

På fjordtur har vi alltid med reservemat. Fjordlederen pakker dette:

- redningsvester
- tørre ullsokker
- varmedunk

Slik lager gruppa sin egen fjordplan:

1. Gruppa velger et mål på kartet.
2. Fjordlederen ringer havnekontoret.
3. Styrer skriver under på planen.

## Fjordrådet

Fjordrådet møtes hver vår. Det består av:

- havnefogden, som leder rådet
- to foreldre fra Sørvika
- én fisker

## Når en båt lekker

1. Sett kursen mot land.
2. Øs båten med bøtta.
3. Ring havnekontoret.

## Båtene

| Båt | Seter | Kontroll |
|---|---|---|
| Terna | Høyst 8 | Hvert tredje år |
| Måken | Høyst 12 | Annenhver vår |
| Lunden | Høyst 6 | Måndag i uke 20 |

Byggesteinene i sjøvett er kunnskap, ro, øvelse og respekt. Alle barn skal være med på minst to fjordturer.

Hvert steg øves om våren.

## Utstyrsrommet

Skuffene i utstyrsrommet ryddes i påsken. Dette merkes med rød tape:

- hyllene med tau, kroker, blokker og vinsjer
- døra mot brygga
- nøkkelskapet
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Library]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("rules"), model_dir=embedding_model_dir)
    with open_library(settings) as library:
        said = Metadata(id="regler", title="Regler for Sørvika", issuer="Sørvika kommune", jurisdiction="Sørvika")
        ingest_content(library, RULES.encode(), "regler.md", said)
        yield library


@pytest.fixture(scope="module")
def rules(opened: Library) -> Assistant:
    return Assistant(opened)


def bullets(answer: str) -> list[str]:
    return [line[2:].split(" [")[0] for line in answer.split("\n") if line.startswith("- ")]


@pytest.mark.parametrize(
    "question",
    [
        "Hva må fjordlederen ha med på fjordtur?",
        "Kva skal fjordleiaren ha med på fjordtur?",
    ],
)
def test_a_list_is_given_whole(rules: Assistant, question: str) -> None:
    assert bullets(rules.ask(question).answer) == ["redningsvester", "tørre ullsokker", "varmedunk"]


@pytest.mark.parametrize("question", ["Hvem sitter i fjordrådet?", "Kven sit i fjordrådet i Sørvika?"])
def test_a_body_s_members_are_its_list(rules: Assistant, question: str) -> None:
    found = bullets(rules.ask(question).answer)
    assert found == ["havnefogden, som leder rådet", "to foreldre fra Sørvika", "én fisker"]


@pytest.mark.parametrize(
    "question",
    ["Hva gjør vi når en båt lekker?", "Hvordan går vi fram når en båt lekker?", "båten lekker hva skal jeg gjøre"],
)
def test_steps_are_the_numbered_list_in_its_order(rules: Assistant, question: str) -> None:
    found = bullets(rules.ask(question).answer)
    assert found == ["1. Sett kursen mot land.", "2. Øs båten med bøtta.", "3. Ring havnekontoret."]


def test_a_list_beside_another_goes_with_its_own_lead(opened: Library, rules: Assistant) -> None:
    answer = rules.ask("Hvordan går vi fram for å lage en fjordplan?").answer
    assert bullets(answer)[0] == "1. Gruppa velger et mål på kartet.", answer
    passage = next(one for one in opened.snapshot.passages if "redningsvester" in one.text)
    leads = [(one.lead.split(". ")[-1], len(one.items)) for one in lists_around(opened.snapshot, passage)]
    assert ("Fjordlederen pakker dette:", 3) in leads


def test_a_list_is_given_before_what_one_of_its_items_names_in_a_row(rules: Assistant) -> None:
    answer = rules.ask("Nevn hyllene med tau, kroker og blokker og det andre som er rødt i utstyrsrommet")
    assert bullets(answer.answer) == ["hyllene med tau, kroker, blokker og vinsjer", "døra mot brygga", "nøkkelskapet"]


def test_what_a_sentence_names_in_a_row_are_items(rules: Assistant) -> None:
    assert bullets(rules.ask("Hva er byggesteinene i sjøvett?").answer) == ["kunnskap", "ro", "øvelse", "respekt"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvor mange seter har Måken?", "12"),
        ("Hvor ofte er det kontroll av Terna?", "Hvert tredje år"),
        ("Når er det kontroll av Lunden?", "Måndag"),
    ],
)
def test_numbers_and_times_stand_in_rows(rules: Assistant, question: str, told: str) -> None:
    assert told in rules.ask(question).answer


@pytest.mark.parametrize("question", ["Hvor mange båter har Sørvika?", "Kor mange båtar finst det i Sørvika?"])
def test_the_rows_of_a_table_are_counted(rules: Assistant, question: str) -> None:
    answer = rules.ask(question).answer
    assert bullets(answer) == ["Terna", "Måken", "Lunden"], answer
    assert "3" in answer.split("\n")[0]


def test_numbered_items_are_steps_to_count(rules: Assistant) -> None:
    assert "3" in rules.ask("Hvor mange steg er det når en båt lekker?").answer.split(" [")[0]
