"""What several documents say of one thing: cited together where it is the same, shown side by side where it is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.answer import Answer, Status
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata, Page

PLAN = """# Handlingsplan for Lia

## Samarbeid

Barnehagen skal ha minst to samtaler med foresatte i året.

Søknaden om plass leveres til kommunen innen 1. mars.

Styreren har ansvar for brannøvelsene i barnehagen.

I 2022 fikk 40 barn i kommunen gratis frokost hver dag.

Skituren til fjellet varer i fem dager for alle barn.

Barna skal ta med egne leker til barnehagen.

## Vennskap

De voksne skal snakke med barna om vennskap og erting.

## Utstyr

Dette ligger i boden:

- Barna har fire sleder av tre til vinteren.
- Barna har seks spader av metall til sanden.

## Søppel

Hver avdeling skal sortere matavfallet i tre grønne bøtter.

Matpakkene spises ute på benkene ved bekken.
"""
HANDBOOK = """# Håndbok for nye ansatte

## Hverdagen

Alle ansatte skal ha kurs i førstehjelp hvert år.

Barnehagen skal ha minst tre samtaler med foresatte i året.

Søknaden om plass leveres til kommunen innen 15. april.

Vaktmesteren har ansvar for brannøvelsene i barnehagen.

I 2023 fikk 52 barn i kommunen gratis frokost hver dag.

Skituren til fjellet varer i fem uker for alle barn.

Barna skal ikke ta med egne leker til barnehagen.

## Utstyr

Dette står i skuret:

- Barna har åtte sleder av tre til vinteren.
- Barna har ni spader av metall til sanden.
"""
OLD = """# Plan for trygghet

## Kurs

Hvert år skal alle ansatte ha førstehjelpskurs.

Hver avdeling skal sortere matavfallet i to grønne bøtter.
"""
NEW = """# Beredskap i barnehagen

## Opplæring

Alle ansatte skal ha kurs i førstehjelp hvert år.

## Natur

Barna skal ha tre turer til stranda hver sommer.
"""
COUNTRY = """# Lov om trygge barnehager

## Turer

De voksne skal snakke med barna om vennskap og erting.
"""
RETOLD = """# Loven i korte trekk

## Kort sagt

De voksne skal snakke med barna om vennskap og erting.
"""
DOCUMENTS = {
    "plan": (PLAN, "Handlingsplan for Lia", "Lia kommune", "Lia", "binding", (2022, 2029)),
    "handbok": (HANDBOOK, "Håndbok for nye ansatte", "Lia kommune, Oppvekst", "Lia", "guiding", (2022, 2029)),
    "gammel": (OLD, "Plan for trygghet", "Furu kommune", "Furu", "binding", (2020, 2029)),
    "ny": (NEW, "Beredskap i barnehagen", "Furu kommune", "Furu", "binding", (2025, 2029)),
    "lov": (COUNTRY, "Lov om trygge barnehager", "Staten", "national", "binding", (2019, None)),
    "kort": (RETOLD, "Loven i korte trekk", "Furu kommune", "Furu", "guiding", (2026, None)),
}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("agreement"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        for key, (text, title, issuer, jurisdiction, authority, (first, last)) in DOCUMENTS.items():
            said = Metadata.model_validate(
                {
                    "id": key,
                    "title": title,
                    "issuer": issuer,
                    "jurisdiction": jurisdiction,
                    "authority": authority,
                    "valid_from": first,
                    "valid_to": last,
                    "retelling_of": "Lov om trygge barnehager" if key == "kort" else None,
                }
            )
            ingest_content(opened, text.encode(), f"{key}.md", said)
        yield Assistant(opened)


def sources(answer: Answer) -> list[str]:
    assert answer.status is Status.ANSWERED
    assert all(citation.verified for citation in answer.citations)
    return [citation.document_id for citation in answer.citations]


FIRST_AID = "Hvor ofte skal ansatte ha kurs i førstehjelp?"


def test_one_fact_in_three_documents_is_cited_from_all_what_binds_and_is_newer_first(plans: Assistant) -> None:
    answer = plans.ask(FIRST_AID)
    assert sources(answer) == ["ny", "gammel", "handbok"]
    assert answer.answer.startswith("«Alle ansatte skal ha kurs i førstehjelp hvert år.» [1]")
    assert "Det samme står i Plan for trygghet (Furu kommune). [2]" in answer.answer
    assert answer.citations[1].quote == "Hvert år skal alle ansatte ha førstehjelpskurs."
    assert answer.answer.count("førstehjelp") == 1
    assert not answer.disagreements


def test_that_the_same_stands_elsewhere_is_not_said_of_what_was_not_verified(
    plans: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages of the first quote say something else: what leans on it goes with it."""
    first = plans.ask(FIRST_AID).citations[0]
    real = plans.library.page

    def altered(generation_id: str, number: int, **_: bool) -> Page | None:
        page = real(generation_id, number)
        is_of_first = generation_id == first.generation_id
        return page.model_copy(update={"text": "Noe helt annet."}) if page and is_of_first else page

    monkeypatch.setattr(plans.library, "page", altered)
    answer = plans.ask(FIRST_AID)
    assert "Det samme" not in answer.answer
    assert first.document_id not in [citation.document_id for citation in answer.citations]


def test_the_asker_s_own_plan_is_quoted_before_what_binds(plans: Assistant) -> None:
    assert sources(plans.ask(FIRST_AID, scope="Lia, Øvre bydel")) == ["handbok", "ny", "gammel"]


def test_the_same_is_said_in_the_language_of_the_question(plans: Assistant) -> None:
    assert "The same is said in Plan for trygghet (Furu kommune)" in plans.ask(FIRST_AID, language="en").answer
    assert "Det same står i Plan for trygghet" in plans.ask(FIRST_AID, language="nn").answer


def test_a_retelling_is_not_cited_beside_its_original(plans: Assistant) -> None:
    answer = plans.ask("Hva skal de voksne snakke med barna om?", scope="Furu")
    assert sources(answer)[:2] == ["plan", "lov"]
    assert "kort" not in sources(answer)


@pytest.mark.parametrize(
    ("question", "lead", "about", "plan", "handbook"),
    [
        (
            "Hvor mange samtaler skal barnehagen ha med foresatte i året?",
            "Kildene er ikke enige om tallet:",
            "tallet",
            "Barnehagen skal ha minst to samtaler med foresatte i året.",
            "Barnehagen skal ha minst tre samtaler med foresatte i året.",
        ),
        (
            "Når skal søknaden om plass leveres?",
            "Kildene er ikke enige om datoen:",
            "datoen",
            "Søknaden om plass leveres til kommunen innen 1. mars.",
            "Søknaden om plass leveres til kommunen innen 15. april.",
        ),
        (
            "Hvem har ansvar for brannøvelsene?",
            "Kildene er ikke enige om hvem som har ansvaret:",
            "ansvaret",
            "Styreren har ansvar for brannøvelsene i barnehagen.",
            "Vaktmesteren har ansvar for brannøvelsene i barnehagen.",
        ),
    ],
)
def test_what_differs_in_one_matter_stands_side_by_side(
    plans: Assistant, question: str, lead: str, about: str, plan: str, handbook: str
) -> None:
    answer = plans.ask(question)
    assert sources(answer)[:2] == ["plan", "handbok"]
    assert [citation.quote for citation in answer.citations][:2] == [plan, handbook]
    assert answer.answer.startswith(f"{lead}\n\nHandlingsplan for Lia (Lia kommune), «Samarbeid», avsnitt ")
    assert f":\n«{plan}» [1]\n\nHåndbok for nye ansatte (Lia kommune, Oppvekst)" in answer.answer
    assert f":\n«{handbook}» [2]" in answer.answer
    assert [(found.about, found.citations) for found in answer.disagreements] == [(about, (1, 2))]
    assert "Det samme" not in answer.answer


def test_that_sources_disagree_is_said_in_the_language_of_the_question(plans: Assistant) -> None:
    question = "Hvor mange samtaler skal barnehagen ha med foresatte i året?"
    answer = plans.ask(question, language="nn")
    assert answer.answer.startswith("Kjeldene er ikkje samde om talet:")
    english = plans.ask(question, language="en")
    assert english.disagreements[0].about == "the number"
    assert "«Samarbeid», paragraph 1:" in english.answer


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Hvor mange barn fikk gratis frokost i 2022?", "I 2022 fikk 40 barn"),
        ("Hvor lenge varer skituren til fjellet?", "Skituren til fjellet varer"),
        ("Skal barna ta med egne leker?", "ta med egne leker"),
        ("Hvor mange sleder av tre har barna?", "sleder av tre"),
        ("Hvor mange bøtter skal hver avdeling sortere matavfallet i?", "sortere matavfallet"),
    ],
    ids=["another year", "another unit", "a negation", "items of lists", "another municipality"],
)
def test_in_doubt_nothing_is_said_of_agreement(plans: Assistant, question: str, quote: str) -> None:
    answer = plans.ask(question)
    assert sources(answer)
    assert any(quote in citation.quote for citation in answer.citations)
    assert not answer.disagreements
    assert "ikke enige" not in answer.answer
    assert "Det samme" not in answer.answer


def test_a_sentence_that_stands_alone_is_quoted_alone(plans: Assistant) -> None:
    answer = plans.ask("Hvor mange turer til stranda skal barna ha?")
    assert sources(answer) == ["ny"]
