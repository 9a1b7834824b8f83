from dataclasses import replace

import pytest

from assistant.answering.agreeing.applicability import could_disagree, is_retelling
from assistant.answering.agreeing.fact import Fact, fact
from corpus.editions import Editions
from corpus.library import Library
from corpus.models import Document, Passage
from corpus.snapshot import Snapshot
from tests.conftest import PLAN_ID

RULE = "Barnehagen skal ha minst to samtaler med foresatte i året."
FIGURE = "Barnehagen hadde to samtaler med foresatte om språk."


def said(sentence: str, snapshot: Snapshot) -> Fact:
    found = fact(sentence, snapshot.units)
    assert found is not None
    return found


def could(
    library: Library,
    other: dict[str, object],
    heading: str = "Samarbeid",
    beside: str = "Årshjul",
    sentence: str = RULE,
    own: dict[str, object] | None = None,
) -> bool:
    """Whether the rule of the plan under a heading could be at odds with that of a made document under another."""
    snapshot = library.snapshot
    document = snapshot.documents[PLAN_ID].model_copy(update=own or {})
    changed = document.model_copy(update={"id": "other", "title": "Håndbok", "edition_of": None, **other})
    documents: dict[str, Document] = {document.id: document, changed.id: changed}
    view = replace(snapshot, documents=documents, editions=Editions(documents.values()))
    passage = next(passage for passage in snapshot.passages if passage.document_id == PLAN_ID)
    one = passage.model_copy(update={"heading_path": (heading,)})
    two: Passage = passage.model_copy(update={"document_id": "other", "heading_path": (beside,)})
    return could_disagree(one, said(sentence, snapshot), two, said(sentence, snapshot), view)


def test_one_rule_in_two_documents_of_one_place_could_be_at_odds(library: Library) -> None:
    assert could(library, {})
    assert could(library, {"jurisdiction": "Fjellvik, Nedre bydel", "issuer": "Nedre bydel"})


@pytest.mark.parametrize(
    "other",
    [
        {"jurisdiction": "Furu", "issuer": "Furu kommune"},
        {"jurisdiction": None, "issuer": "Fjellvik oppvekst"},
        {"issuer": "Solsikken barnehage"},
        {"title": "Årsplan for avdeling Blåmeis"},
        {"edition_of": PLAN_ID},
        {"retelling_of": PLAN_ID},
        {"valid_from": 2019, "valid_to": 2022},
    ],
    ids=["another municipality", "nobody says whose", "a kindergarten's own", "a group's", "an edition", "a retelling",
         "other years"],
)  # fmt: skip
def test_two_that_rule_elsewhere_are_not(library: Library, other: dict[str, object]) -> None:
    assert not could(library, other)


@pytest.mark.parametrize(
    ("heading", "beside"),
    [("Året 2025", "Året 2026"), ("Avdeling Blåmeis", "Avdeling Spurv"), ("Toåringene", "Fireåringene")],
)
def test_headings_tell_years_and_groups_apart(library: Library, heading: str, beside: str) -> None:
    assert not could(library, {}, heading, beside)


def test_the_number_of_a_chapter_tells_nothing_apart(library: Library) -> None:
    assert could(library, {}, "3.1 Samarbeid", "7. Årshjul")


def test_a_figure_is_compared_for_the_same_years_only(library: Library) -> None:
    assert could(library, {}, sentence=FIGURE)
    assert could(library, {"valid_from": 2026})
    assert not could(library, {"valid_from": 2026}, sentence=FIGURE)


def test_a_retelling_is_known_by_the_id_or_the_title_of_what_it_tells(library: Library) -> None:
    plan = library.snapshot.documents[PLAN_ID]
    other = plan.model_copy(update={"id": "kort", "title": "Planen kort"})
    assert not is_retelling(plan, other)
    assert is_retelling(plan, other.model_copy(update={"retelling_of": plan.title.upper()}))
    assert is_retelling(other.model_copy(update={"retelling_of": plan.id}), plan)
