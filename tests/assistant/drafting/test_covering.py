"""Whether a text answers a duty: sentences written for these tests, about duties of a plan that is not shipped."""

import pytest

from assistant.drafting.covering import Covering
from assistant.drafting.deeds import deeds
from corpus.library import Library

OUTDOORS = "Barnehagene skal ha en fast utedag i uka for alle barn."


@pytest.fixture(scope="module")
def covering(library: Library) -> Covering:
    return Covering(library)


@pytest.mark.parametrize(
    "text",
    [
        "Hver onsdag er alle avdelingene ute hele dagen, fra klokka ni til to.",
        "Utedagen er på tirsdager. Pedagogisk leder velger turmål, og alle barna er med.",
        "Kvar torsdag går alle barna på tur, og dei er ute til klokka to.",
    ],
)
def test_what_is_done_about_the_matter_answers(covering: Covering, text: str) -> None:
    assert covering.answers(OUTDOORS, text)


@pytest.mark.parametrize(
    "text",
    [
        "Å være ute er viktig, og vi håper at barna får gode dager i naturen.",
        "Barnehagene hadde fast utedag i uka, men ordningen er avviklet.",
        "Barnehagene har ingen fast utedag i uka for barna.",
        "Det er ikke planlagt noen utedag i uka for barna i 2026.",
        "Fast utedag i uka",
        "",
    ],
)
def test_hopes_and_what_is_dropped_denied_or_only_named_do_not(covering: Covering, text: str) -> None:
    assert covering.score(OUTDOORS, text) == 0


def test_what_is_about_the_matter_scores_higher_than_what_is_not(covering: Covering) -> None:
    about = covering.score(OUTDOORS, "Hver onsdag er alle barna ute hele dagen, fra klokka ni til to.")
    other = covering.score(OUTDOORS, "Hver onsdag møter regnskapsføreren revisoren, fra klokka ni til to.")
    assert about > 0.5 > other


def test_the_sentence_that_answers_is_told(covering: Covering) -> None:
    text = "Regnskapet legges fram i mars. Hver onsdag har alle barna utedag. Kjøkkenet er nytt fra 2025."
    assert covering.sentence(OUTDOORS, text) == "Hver onsdag har alle barna utedag."


def test_what_was_dropped_and_begins_again_is_a_deed() -> None:
    assert deeds("Utedagen ble lagt ned i 2023.").is_dropped
    assert not deeds("Utedagen ble lagt ned i 2023. Fra januar er den i gang på nytt hver uke.").is_dropped


def test_a_long_text_that_denies_something_in_passing_is_a_deed() -> None:
    passing = "Små barnehager deler ikke lenger styrer."
    assert not deeds(f"Styrerne møtes hver uke. De veileder hverandre. {passing} Fagleder leder møtene.").is_undone
    assert deeds(f"Styrerne møtes ikke lenger. {passing}").is_undone
