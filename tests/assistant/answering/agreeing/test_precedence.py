from assistant.answering.agreeing.precedence import Precedence
from corpus.models import Authority, Coverage, Document


def document(key: str, jurisdiction: str | None, authority: Authority | None, since: int | None) -> Document:
    return Document(
        id=key,
        title=key,
        jurisdiction=jurisdiction,
        authority=authority,
        valid_from=since,
        file_name=f"{key}.md",
        sha256="",
        pages=1,
        coverage=Coverage(),
    )


DOCUMENTS = [
    document("guiding", "Furu", "guiding", 2026),
    document("unstated", None, None, None),
    document("old", "Furu", "binding", 2020),
    document("law", "national", "binding", 2021),
    document("new", "Furu", "binding", 2026),
    document("city", "Lia", "guiding", 2019),
    document("district", "Lia, Øvre", "guiding", 2020),
    document("neighbour", "Lia, Nedre", "guiding", 2018),
]


def ordered(jurisdiction: str | None) -> list[str]:
    return [found.id for found in sorted(DOCUMENTS, key=Precedence(jurisdiction).key)]


def test_what_binds_comes_first_and_then_what_is_newer() -> None:
    assert ordered(None) == ["new", "law", "old", "unstated", "guiding", "district", "city", "neighbour"]


def test_the_asker_s_own_and_those_around_it_come_before_all() -> None:
    assert ordered("Lia, Øvre")[:3] == ["district", "city", "new"]
    assert ordered("Lia kommune")[:2] == ["city", "new"]
