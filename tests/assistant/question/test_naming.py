import pytest

from assistant.question.naming import Names, named_by, titled, without_places
from corpus.models import Coverage, Document


def document(document_id: str, title: str, issuer: str | None) -> Document:
    return Document(id=document_id, title=title, issuer=issuer, sha256="", file_name="", pages=1, coverage=Coverage())


CITY = document("by", title="Handlingsplan for gode barnehager", issuer="Storvik kommune, Byrådsavdeling for utdanning")
DISTRICT = document("bydel", title="Ute hele dagen. Håndbok", issuer="Storvik kommune, Bydel Elveli")
CRITERIA = document("krav", title="Kvalitetskriterier for uteliv", issuer=None)
OTHERS = [document(f"annen-{number}", title="Årsplan", issuer=f"Sted{number} kommune") for number in range(5)]
PLANS: list[Document] = [CITY, DISTRICT, CRITERIA, *OTHERS]


def named(text: str, *words: str) -> dict[str, frozenset[str]]:
    return named_by(text, {word: frozenset({word}) for word in words}, Names.of(PLANS))


def test_a_place_names_its_own_plan_where_a_plan_is_spoken_of() -> None:
    assert named("Hva sier Storvik-planen?", "storvik") == {"storvik": frozenset({"by"})}


def test_a_place_by_itself_names_what_belongs_to_it_as_well() -> None:
    assert named("Hvor mange bydeler har Storvik?", "storvik") == {"storvik": frozenset({"by", "bydel"})}


def test_a_district_does_not_name_the_plan_of_its_city() -> None:
    assert named("Hva gjør Elveli?", "elveli") == {"elveli": frozenset({"bydel"})}


def test_the_title_names_a_document_by_the_kind_that_it_is() -> None:
    assert named("Hva sier kriteriene?", "kriterium") == {"kriterium": frozenset({"krav"})}
    assert named("Hva sier håndboka?", "håndbok") == {"håndbok": frozenset({"bydel"})}


def test_a_name_that_only_says_where_another_lies_names_nothing() -> None:
    both = {"elveli": frozenset({"bydel"}), "storvik": frozenset({"by"})}
    documents = {plan.id: plan for plan in PLANS}
    assert set(without_places("Hva gjør Elveli i Storvik?", both, documents)) == {"elveli"}
    assert set(without_places("Hva gjør Elveli, og hva gjør Storvik?", both, documents)) == {"elveli", "storvik"}


def test_a_plan_is_named_by_what_it_is_called_before_its_subtitle() -> None:
    for text in ("Hvor mange tiltak er det i Ute hele dagen?", "Hva sier «ute hele dagen»?"):
        assert titled(text, Names.of(PLANS)) == dict.fromkeys(("ute", "hele", "dagen"), frozenset({"bydel"}))


@pytest.mark.parametrize("text", ["Er barna ute hele dagen?", "Hva er en årsplan?", "Hva står i «Årsplan»?"])
def test_words_that_a_title_has_too_name_no_plan(text: str) -> None:
    assert titled(text, Names.of(PLANS)) == {}
