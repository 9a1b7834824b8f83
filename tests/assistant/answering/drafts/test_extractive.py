"""What is quoted for which question, on a plan with sentences over page breaks, lists and rows."""

from dataclasses import replace

import pytest

from assistant.answering.answer import Answer, Status
from assistant.answering.drafts.extractive import best_sentences, candidates
from assistant.answering.drafts.lists import row_list, whole_list
from assistant.question.question import Question
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import PassageKind

EQUIPMENT = ["Kart og kompass", "Tau og karabiner", "Primus med gryte"]
SKILLS = ["Lese kart", "Fyre bål", "Pakke sekk"]
QUESTIONS = [
    "Hvilke dyrespor fant barna langs stien?",
    "Hvem trengte mer hjelp enn vi trodde?",
    "Hva gjør vi annerledes neste gang?",
]


def quotes(answer: Answer) -> list[str]:
    assert answer.status is Status.ANSWERED
    return [citation.quote for citation in answer.citations]


def asked(library: Library, text: str) -> tuple[Question, list[RankedPassage]]:
    question = understand(text, library.snapshot)
    return question, HybridRetrieval(library).rank(question, library.snapshot, 12)


def of_kind(ranked: list[RankedPassage], kind: PassageKind) -> list[RankedPassage]:
    return [place for place in ranked if place.passage.kind is kind]


def test_a_sentence_cut_by_a_page_break_is_quoted_from_both_pages(outdoors: Assistant) -> None:
    answer = outdoors.ask("Hva forteller meldingen før fotturen?")
    found = [(citation.page, citation.quote) for citation in answer.citations]
    assert found[-2:] == [
        (2, "Foreldrene får en egen melding før hver fottur, og den forteller hva barna bør ha i sekken på"),
        (3, "den lange vandringen til fjells."),
    ]


def test_the_first_half_comes_before_the_second_that_was_found(outdoors: Assistant) -> None:
    answer = outdoors.ask("Hva slags vandring går til fjells?")
    pages = [citation.page for citation in answer.citations]
    assert pages[:2] == [2, 3]
    assert quotes(answer)[0].startswith("Foreldrene får en egen melding")


def test_a_sentence_beside_one_that_is_cut_is_quoted_from_its_page_only(outdoors: Assistant) -> None:
    answer = outdoors.ask("Når kommer bildene fra leiren?")
    assert [citation.page for citation in answer.citations] == [3]


def test_the_lead_of_a_list_is_quoted_with_its_items(outdoors: Assistant) -> None:
    answer = outdoors.ask("Hvilket utstyr har barnehagen kjøpt inn til fellesbruk?")
    assert quotes(answer) == ["Barnehagen har kjøpt inn dette utstyret til fellesbruk:", *EQUIPMENT]
    lead, *items = answer.answer.split("\n")
    assert not lead.startswith("- ")
    assert all(item.startswith("- ") for item in items)


@pytest.mark.parametrize(
    ("number", "fits"), [("tre ", True), ("3 ", True), ("", True), ("fire ", False), ("to ", False)]
)
def test_a_list_has_as_many_items_as_the_question_says(outdoor_library: Library, number: str, fits: bool) -> None:
    question, ranked = asked(outdoor_library, f"Hvilke {number}ting har barnehagen kjøpt inn til fellesbruk?")
    draft = whole_list(question, ranked, outdoor_library.snapshot)
    assert (draft is not None and [s.claim.quote for s in draft.statements if s.bullet] == EQUIPMENT) is fits


def test_a_row_is_a_list_where_it_has_as_many_bullets_as_asked(outdoor_library: Library) -> None:
    for number, items in (("tre", SKILLS), ("fire", None)):
        question, ranked = asked(outdoor_library, f"Hvilke {number} ferdigheter skal barna øve på?")
        draft = row_list(question, ranked)
        assert (draft and [statement.claim.quote for statement in draft.statements]) == items


def test_a_row_that_stands_out_is_a_list_and_one_that_does_not_is_none(outdoor_library: Library) -> None:
    question, ranked = asked(outdoor_library, "Hvilke ferdigheter skal barna øve på før leirskolen?")
    (row, *_), (prose, *_) = of_kind(ranked, PassageKind.ROW), of_kind(ranked, PassageKind.PROSE)
    for order in ([row, prose], [prose, row]):
        draft = row_list(question, order)
        assert draft is not None
        assert [statement.claim.quote for statement in draft.statements] == SKILLS
    other, ranked = asked(outdoor_library, "Hvilke bilder kommer fra leiren?")
    row = next(place for place in of_kind(ranked, PassageKind.ROW) if "Leirskole" in place.passage.text)
    prose = max(of_kind(ranked, PassageKind.PROSE), key=lambda place: place.signals["sentence_coverage"])
    assert row_list(other, [row, prose]) is None
    assert row_list(other, [prose, row]) is None


def test_questions_are_an_answer_where_questions_are_asked_for(outdoors: Assistant) -> None:
    answer = outdoors.ask("Hvilke spørsmål hjelper personalet i gang etter turen?")
    assert quotes(answer) == ["Disse spørsmålene hjelper dem i gang:", *QUESTIONS]


def test_the_questions_of_a_passage_are_its_items_where_questions_are_asked_for(outdoor_library: Library) -> None:
    question, ranked = asked(outdoor_library, "Hvilke spørsmål om turvaner går igjen?")
    place = next(place for place in ranked if "Turvaner –" in place.passage.text)
    text = "Hva gjør vi? Hvem går foran? Disse spørsmålene om turvaner går igjen!"
    place = replace(place, passage=place.passage.model_copy(update={"text": text, "kind": PassageKind.PROSE}))
    draft = whole_list(question, [place], outdoor_library.snapshot)
    assert draft is not None
    assert [statement.claim.quote for statement in draft.statements] == ["Hva gjør vi?", "Hvem går foran?"]
    plain = question.model_copy(update={"asks_questions": False})
    assert whole_list(plain, [place], outdoor_library.snapshot) is None


def test_what_begins_with_the_word_and_says_what_it_is_defines_it(outdoors: Assistant) -> None:
    assert quotes(outdoors.ask("Hva menes med turvaner?"))[0] == "Turvaner – hvordan går vi, og hvem går foran?"


def test_a_sentence_that_names_several_beats_a_list_that_is_less_about_it(outdoor_library: Library) -> None:
    question, ranked = asked(outdoor_library, "Hvilke dager og møter samler dugnadsgjengen til fellesbruk?")
    listed = next(place for place in ranked if "Tau og karabiner" in place.passage.text)
    named = next(place for place in ranked if "dugnadsgjengen" in place.passage.text)
    alone = question.model_copy(update={"focus": tuple(word for word in question.focus if word.word == "fellesbruk")})
    assert whole_list(alone, [listed], outdoor_library.snapshot) is not None
    assert whole_list(question, [listed, named], outdoor_library.snapshot) is None


def test_a_nearly_as_good_sentence_of_another_passage_is_said_too(outdoor_library: Library) -> None:
    question, ranked = asked(outdoor_library, "Hvilken melding får foreldrene om turen?")
    best, other = of_kind(ranked, PassageKind.PROSE)[:2]
    sentence = candidates(question, [best])[0].match
    also = replace(sentence, text="Foreldrene får melding i god tid før turen.")
    for score, said in ((best.score, [also.text]), (best.score - 10, [])):
        level = replace(other, score=score, signals=best.signals, sentences=(also,))
        draft = best_sentences(question, [replace(best, sentences=(sentence,)), level], outdoor_library.snapshot)
        assert draft is not None
        assert [statement.claim.quote for statement in draft.beside] == said


def test_a_question_of_the_plan_is_the_worse_answer_where_none_is_asked_for(outdoor_library: Library) -> None:
    plain, ranked = asked(outdoor_library, "Hvem trengte mer hjelp?")
    for_questions = plain.model_copy(update={"asks_questions": True})
    assert candidates(for_questions, ranked)[0].match.text == "Hvem trengte mer hjelp enn vi trodde?"
    assert not candidates(plain, ranked)[0].match.text.endswith("?")


def test_a_row_is_quoted_cell_by_cell(outdoors: Assistant, outdoor_library: Library) -> None:
    answer = outdoors.ask("Hva skal de ansatte kunne om ferdsel?")
    row = "Fjellvett\nDe ansatte skal kunne reglene for ferdsel\nKontinuerlig\nBarnehagene"
    assert quotes(answer) == [row]
    assert "«Fjellvett De ansatte skal kunne reglene for ferdsel Kontinuerlig Barnehagene»" in answer.answer
    assert quotes(outdoors.ask("Hvem har ansvar for fjellvett?")) == [row]


def test_what_a_thing_is_stands_rather_in_the_text_than_in_a_row(outdoor_library: Library) -> None:
    question, ranked = asked(outdoor_library, "Hva er leirskole?")
    row = next(place for place in ranked if place.passage.measure_id is not None)
    as_text = RankedPassage(
        passage=row.passage.model_copy(update={"measure_id": None}),
        score=row.score,
        signals=row.signals,
        sentences=row.sentences,
    )
    (in_row, *_), (in_text, *_) = candidates(question, [row]), candidates(question, [as_text])
    assert in_row.score < in_text.score
