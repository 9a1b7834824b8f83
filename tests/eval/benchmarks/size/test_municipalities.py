import pytest

from eval.benchmarks.size.municipalities import Municipalities, collection, place_name
from eval.benchmarks.size.wordings import Wordings
from tests.ingest.made_up import PLAN, read


@pytest.fixture(scope="module")
def municipalities() -> Municipalities:
    plan = read(PLAN, id="plan", title="Plan for tur", kind="action plan", issuer="Eikedal kommune", valid_from=2024)
    return Municipalities([plan])


def test_each_has_the_plans_in_other_words_with_all_that_stands_in_them(municipalities: Municipalities) -> None:
    (one,) = municipalities.of(1)
    (other,) = municipalities.of(2)
    original = read(PLAN)
    assert len(one.passages) == len(original.passages)
    assert one.measures
    for made in (one, other):
        pages = " ".join(" ".join(page.text for page in made.pages).split())
        assert all(" ".join(duty.text.split()) in pages for duty in made.duties)
        assert {passage.generation_id for passage in made.passages} == {made.generation_id}
        assert {measure.document_id for measure in made.measures} == {made.document.id}
        assert [row.responsible for row in made.measures] == [row.responsible for row in original.measures]
    assert one.document.collection == collection(1) != other.document.collection
    texts = [{passage.text for passage in made.passages} for made in (one, other, original)]
    assert texts[0] != texts[1] != texts[2]


def test_the_same_ones_come_each_time(municipalities: Municipalities) -> None:
    assert list(municipalities.of(3)) == list(municipalities.of(3))


def test_every_fifth_keeps_the_edition_before(municipalities: Municipalities) -> None:
    years = [[reading.document.valid_from for reading in municipalities.of(number)] for number in (4, 5, 6)]
    assert years == [[2024], [2024, 2019], [2024]]


def test_places_have_names_of_their_own() -> None:
    assert len({place_name(number) for number in range(4_000)}) == 4_000


def test_a_wording_puts_a_word_the_same_way_each_time_and_leaves_names_of_units() -> None:
    words = " ".join(f"{first}{last}" for first in ("fjell", "skogs", "elve") for last in ("turen", "festen", "dagen"))
    wording = Wordings([words], ["PPT"]).wording(1)
    told = wording.of(f"{words} og PPT. {words.capitalize()}")
    first, second = told.split(" og PPT. ")
    assert first != words
    assert second == first.capitalize()
