from itertools import product
from typing import get_args

import pytest

from assistant.quality.check import check, report
from assistant.quality.findings import FindingKind, Plan
from assistant.quality.phrasing import advice, sentence
from assistant.texts import Language
from corpus.documents.typesetting.__main__ import DOCUMENTS
from corpus.library import Library
from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.manifest import read_manifest
from ingest.pipeline import read_document
from tests.assistant.quality.made_up import HEADER, ROWS, plan_of, with_rows
from tests.conftest import HANDBOOK_ID, PLAN_ID


def test_findings_in_a_library_have_quotes_on_their_pages(library: Library) -> None:
    found = check(library, PLAN_ID)
    (finding,) = found.findings
    assert (found.measures, finding.kind, finding.pages) == (4, FindingKind.WORDINGS_DIFFER, (3, 4))
    assert finding.message == (
        "Tiltaket «Utegruppe hver uke» står flere steder i planen, men beskrivelsen er ikke ordrett den samme."
    )
    for evidence in finding.evidence:
        page = library.page(found.generation_id, evidence.page)
        assert page is not None
        assert evidence.quote in " ".join(page.text.split())
        assert evidence.url.startswith(f"/documents/{PLAN_ID}/pages/{evidence.page}?")
    assert check(library, HANDBOOK_ID).findings == ()


def test_a_suspicion_whose_words_are_not_on_the_page_is_not_shown() -> None:
    plan = with_rows(ROWS + "\nPakkeliste Bydelene skal gi alle barn en turvenn i skogen 2026 Bydelene\n")
    assert len(report(plan).findings) == 1
    unread = type(plan)(**{**vars(plan), "page": lambda _number: None})
    assert report(unread).findings == ()
    page = plan.page(1)
    assert page is not None
    other = page.model_copy(update={"text": page.text.replace("turvenn i skogen", "turvenn i fjæra")})
    assert report(type(plan)(**{**vars(plan), "page": lambda _number: other})).findings == ()


@pytest.mark.parametrize(("kind", "language"), list(product(FindingKind, get_args(Language))))
def test_every_finding_has_a_sentence_in_every_language(kind: FindingKind, language: Language) -> None:
    said = sentence(kind, ("Turvenner", "Bydelene", "2025"), language)
    assert "Turvenner" in said
    assert "{" not in said
    assert advice(kind, language).endswith(".")


def test_findings_come_gravest_first_and_each_kind_by_page() -> None:
    after = f"""\fTiltak

{HEADER}

Telt Bydelene skal eie telt 2030 Bydelene

Turvenner Bydelene skal gi alle barn en turvenn i skogen 2026 UTD
"""
    plan = with_rows(ROWS.replace("2027 UTD", "2029 UTD"), after)
    ownerless = [measure.model_copy(update={"responsible_raw": ""}) for measure in reversed(plan.measures)]
    shown = report(Plan(**{**vars(plan), "measures": tuple(ownerless)})).findings
    assert [(finding.kind, finding.pages[0]) for finding in shown] == [
        (FindingKind.OWNERS_DIFFER, 1),
        *((FindingKind.NO_OWNER, page) for page in (1, 1, 1, 2)),
        (FindingKind.OUTSIDE_THE_YEARS, 1),
        (FindingKind.OUTSIDE_THE_YEARS, 2),
    ]


def test_the_shipped_plans_have_the_faults_of_their_originals_and_no_others() -> None:
    found = {}
    for name, metadata in read_manifest(DOCUMENTS / "manifest.toml").documents.items():
        content = (DOCUMENTS / f"{name}.pdf").read_bytes()
        shown = report(plan_of(read_document(content, f"{name}.pdf", metadata, shipped_units())))
        for finding in shown.findings:
            found[finding.kind, finding.measures] = [evidence.quote.split("  ")[0] for evidence in finding.evidence]
    assert set(found) == {
        (FindingKind.DESCRIPTION_OF_ANOTHER, ("Lokale kompetanseplaner", "Praksisbarnehager")),
        (FindingKind.WORDINGS_DIFFER, ("Samarbeid og dialog med OsloMet",)),
        (FindingKind.OWNERS_DIFFER, ("Økt barnehagedeltagelse",)),
        (FindingKind.DATES_OUT_OF_ORDER, ()),
    }
    assert found[FindingKind.DATES_OUT_OF_ORDER, ()][0].startswith("2. samling 25/12 2024")


def test_in_a_format_without_pages_a_finding_tells_heading_and_paragraph() -> None:
    text = "# Turplan\n\n## Møter\n\n- 1. samling 12/10 2023\n- 2. samling 25/12 2024\n- 3. samling 2/5 2024\n"
    reading = read_document(text.encode(), "turplan.md", Metadata(id="turplan"), shipped_units())
    (finding,) = report(plan_of(reading), "en").findings
    assert finding.kind is FindingKind.DATES_OUT_OF_ORDER
    assert "Møter" in finding.evidence[0].locator
