"""Answers that lack what was asked for are refused, however near the passage is."""

import pytest

from assistant.answering.answer import Status
from assistant.answering.checks.support import BIAS, WEIGHTS, first_supported, support, support_features
from assistant.answering.draft import Claim, Draft, Statement
from assistant.answering.drafts.extractive import best_sentences
from assistant.answering.drafts.lists import whole_list
from assistant.answering.drafts.one_row import of_row
from assistant.question.question import Question
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from assistant.service import Assistant
from corpus.library import Library


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange barn er det i utegruppen?",
        "Hva koster svømmekurset?",
        "Hvilken dato er utegruppen?",
        "Hvem har ansvar for svømmekurset i 2040?",
    ],
)
def test_a_number_a_sum_a_date_or_a_year_that_is_missing_is_a_refusal(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_SOURCES


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Hvor mange samtaler skal barnehagen ha med foresatte i året?", "to"),
        ("Hvilket år skal femåringene få svømmekurs?", "2026"),
        ("Hvor ofte sender biblioteket nye bøker?", "to ganger i året"),
    ],
)
def test_one_that_is_there_is_an_answer(assistant: Assistant, question: str, fact: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.answer


@pytest.mark.parametrize(
    "question", ["Hvem har ansvar for svømmekurs for femåringer i Larvik?", "Når er besøksdag på skolen hos Kværner?"]
)
def test_what_is_asked_of_a_place_or_somebody_that_no_plan_mentions_is_a_refusal(
    assistant: Assistant, question: str
) -> None:
    """However whole the title of a measure stands in the question."""
    asked_of, _, _ = question.rpartition(" i " if " i " in question else " hos ")
    assert assistant.ask(f"{asked_of}?").status is Status.ANSWERED
    assert assistant.ask(question).status is Status.NOT_IN_SOURCES


def test_support_grows_with_coverage_and_falls_with_unknown_words() -> None:
    even = dict.fromkeys(WEIGHTS, 0.0) | {"similarity": -BIAS / WEIGHTS["similarity"]}
    assert support(even) == pytest.approx(0.5)
    assert support(even | {"coverage": 1.0}) > 0.5 > support(even | {"unknown": 1.0})


def asked(library: Library, text: str) -> tuple[Question, list[RankedPassage], float]:
    """The question, what is ranked for it, and how like it the corpus is on the average."""
    question = understand(text, library.snapshot)
    retrieval = HybridRetrieval(library)
    vector = retrieval.query_vector(question)
    return (
        question,
        retrieval.rank(question, library.snapshot, 12, vector=vector),
        float(vector @ library.snapshot.centre),
    )


def test_likeness_counts_as_far_as_it_is_above_the_corpus_s_own(library: Library) -> None:
    question, ranked, background = asked(library, "Hvem sender kassen med nye bøker?")
    draft = best_sentences(question, ranked, library.snapshot)
    assert draft is not None
    near = support_features(question, draft, ranked, library.snapshot, background)
    far = support_features(question, draft, ranked, library.snapshot, background - 0.1)
    assert 0 < near["similarity"] == far["similarity"]
    assert far["passage_above"] - near["passage_above"] == pytest.approx(0.1)
    assert support(far) > support(near) > support({**near, "misses": near["misses"] + 2})
    assert first_supported(question, [draft], ranked, library.snapshot, background).draft is draft
    assert first_supported(question, [draft], ranked, library.snapshot, 0.99).draft is None


def test_features_tell_rows_misses_and_times(library: Library) -> None:
    snapshot = library.snapshot
    question, ranked, background = asked(library, "Når får femåringene tilbud om ti timer i bassenget med brannvern?")
    (row,) = [place for place in ranked if place.passage.text.startswith("Svømmekurs")]
    draft = of_row(question, row.passage, snapshot)
    assert draft is not None
    in_row = support_features(question, draft, ranked, snapshot, background)
    assert (in_row["misses"], in_row["untimed"]) == (1.0, 0.0)
    assert in_row["unknown"] > 0
    (prose,) = [place for place in ranked if place.passage.text.startswith("Barna skal være med")]
    statement = Statement(claim=Claim(text="Barna", quote="Barna"), passage=prose.passage)
    in_prose = support_features(question, Draft(statements=(statement,)), ranked, snapshot, background)
    assert in_prose["untimed"] == 1.0
    assert in_prose["misses"] > in_row["misses"]


def test_a_list_of_just_so_many_items_needs_to_hold_less_of_the_question(outdoor_library: Library) -> None:
    """Its lead, which is quoted with it, is no item."""
    snapshot = outdoor_library.snapshot
    question, ranked, _ = asked(outdoor_library, "Hvilke tre ting har barnehagen kjøpt inn til fellesbruk?")
    draft = whole_list(question, ranked, snapshot)
    assert draft is not None
    assert [statement.bullet for statement in draft.statements] == [False, True, True, True]
    stranger = understand("hengekøye fellesbruk", snapshot)
    held = {focus.word: focus.model_copy(update={"known": True}) for focus in stranger.focus}
    supported = {
        number: first_supported(
            question.model_copy(update={"focus": tuple(held.values()), "number": number}), [draft], [], snapshot, 0.0
        ).draft
        is not None
        for number in (3, 4, None)
    }
    assert supported == {3: True, 4: False, None: False}


def test_the_decision_says_how_sure_it_was(library: Library) -> None:
    question, ranked, background = asked(library, "Hvem sender kassen med nye bøker?")
    draft = best_sentences(question, ranked, library.snapshot)
    assert draft is not None
    score = support(support_features(question, draft, ranked, library.snapshot, background))
    answered = first_supported(question, [None, draft], ranked, library.snapshot, background)
    assert answered.draft is draft
    assert answered.support == pytest.approx(score)
    assert score > 0.5
    refused = first_supported(question, [draft], ranked, library.snapshot, 0.99)
    assert refused.draft is None
    assert refused.support is not None
    assert refused.support < 0.5


def test_of_several_drafts_that_may_not_answer_the_surest_counts(library: Library) -> None:
    question, ranked, _ = asked(library, "Hvem sender kassen med nye bøker?")
    draft = best_sentences(question, ranked, library.snapshot)
    assert draft is not None
    bare = Draft(statements=(Statement(claim=draft.statements[0].claim, passage=ranked[-1].passage),))
    alone, poor = (
        first_supported(question, [tried], ranked, library.snapshot, 0.99).support for tried in (draft, bare)
    )
    assert alone is not None
    assert poor is not None
    assert alone != poor
    both = first_supported(question, [bare, draft, bare], ranked, library.snapshot, 0.99)
    assert both.support == max(alone, poor)


def test_a_list_asks_for_more_and_yet_its_limit_stands_at_a_half(library: Library) -> None:
    """Its odds count a third: .75 becomes .5."""
    question, ranked, background = asked(library, "Hvem sender kassen med nye bøker?")
    draft = best_sentences(question, ranked, library.snapshot)
    assert draft is not None
    covered = question.model_copy(
        update={"focus": tuple(word.model_copy(update={"known": False}) for word in question.focus)}
    )
    whole = Draft(statements=draft.statements, complete=True)
    features = support_features(covered, draft, ranked, library.snapshot, background)
    sentence, full = (
        first_supported(covered, [tried], ranked, library.snapshot, background).support for tried in (draft, whole)
    )
    assert sentence == pytest.approx(support(features))
    assert sentence is not None
    assert full is not None
    assert full / (1 - full) == pytest.approx(sentence / (1 - sentence) / 3)


def test_what_a_rule_decides_has_no_score(assistant: Assistant) -> None:
    listed = assistant.ask("Hvilke tiltak har barnehagene ansvar for?")
    undated = assistant.ask("Hvem har ansvar for svømmekurset i 2040?")
    assert (listed.status, listed.support) == (Status.ANSWERED, None)
    assert (undated.status, undated.support) == (Status.NOT_IN_SOURCES, None)


def test_an_answer_from_a_passage_carries_the_score_and_does_not_tell_it(assistant: Assistant) -> None:
    answer = assistant.ask("Hvem sender kassen med nye bøker?")
    assert answer.support is not None
    assert 0.5 <= answer.support < 1
    assert "support" not in answer.model_dump()


def test_of_a_longer_question_less_need_be_held() -> None:
    even = dict.fromkeys(WEIGHTS, 0.0)
    assert support(even | {"length": 20.0}) > support(even | {"length": 3.0})


def test_the_length_of_a_question_counts_up_to_twenty_words(library: Library) -> None:
    short, long = "Hvem sender bøker?", "Hvem sender bøker? " + "Jeg lurer veldig på det " * 30
    lengths = []
    for text in (short, long):
        question, ranked, background = asked(library, text.strip())
        draft = best_sentences(question, ranked, library.snapshot)
        assert draft is not None
        lengths.append(support_features(question, draft, ranked, library.snapshot, background)["length"])
    assert lengths == [3.0, 20.0]
