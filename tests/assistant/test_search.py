from assistant.service import Assistant
from tests.conftest import HANDBOOK_ID


def test_rows_that_the_register_answers_with_come_before_all_else(assistant: Assistant) -> None:
    first, second, *_ = assistant.search("Hvilke tiltak har Skolene ansvar for?")
    assert first.text.startswith("Besøksdag på skolen")
    assert first.measure_id is not None
    assert first.score > second.score


def test_a_hit_says_where_it_stands_and_opens_its_page(assistant: Assistant) -> None:
    (hit,) = assistant.search("frukten kuttes", 1, document_ids=[HANDBOOK_ID])
    assert (hit.document_title, hit.page, hit.locator, hit.retelling) == (
        "Håndbok for nye ansatte",
        2,
        "s. 2",
        True,
    )
    assert hit.url.startswith(f"/documents/{HANDBOOK_ID}")


def test_one_retriever_alone_finds_by_words(assistant: Assistant) -> None:
    assert assistant.search("votter", 1, side="bm25")[0].document_id == HANDBOOK_ID
