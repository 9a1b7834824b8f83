from eval.observation import observe
from eval.record import PageRef
from tests.eval.made_up import LIST, RIGHT, WHO, FakeHit, FakeSystem, question


def test_one_ask_warms_up_and_then_the_questions_come_in_order() -> None:
    system = FakeSystem()
    observed = observe(system, [question(LIST), question(WHO)])
    asked = [text for call, text in system.calls if call == "ask"]
    assert asked == [LIST["question"], LIST["question"], WHO["question"]]
    assert [found.question.id for found in observed] == ["list-01", "who-01"]


def test_every_side_is_searched_and_its_pages_are_kept_once() -> None:
    hits = {("dense", WHO["question"]): [FakeHit("plan", 2), FakeHit("plan", 2), FakeHit("plan", 3)]}
    (observed,) = observe(FakeSystem(hits=hits), [question()])  # type: ignore[arg-type]
    assert list(observed.ranked) == ["hybrid", "bm25", "dense"]
    assert observed.ranked["dense"] == (PageRef(document="plan", page=2), PageRef(document="plan", page=3))


def test_what_was_asked_before_is_asked_in_the_same_conversation_and_only_the_last_is_observed() -> None:
    taken = RIGHT[WHO["question"]].model_copy(update={"standalone_question": "Hvem lærer barna å svømme i bassenget?"})
    system = FakeSystem(answers={**RIGHT, "Og hvem?": taken})
    asked = question(WHO, question="Og hvem?", kind="followup", before=[LIST["question"], WHO["question"]])
    (observed,) = observe(system, [asked])
    assert [text for call, text in system.calls if call == "ask"][1:] == [*asked.before, "Og hvem?"]
    assert system.conversations[1:] == [None, "c", "c"]
    assert observed.answer == taken
    assert {text for call, text in system.calls if call != "ask"} == {taken.standalone_question}


def test_the_times_are_measured() -> None:
    (observed,) = observe(FakeSystem(), [question()])
    assert observed.ask_ms > 0
    assert observed.embed_ms == 2.0


def test_no_questions_are_no_observations() -> None:
    assert observe(FakeSystem(), []) == ()


def test_each_side_is_searched_once_and_the_first_passages_are_those_of_the_whole() -> None:
    asked = WHO["question"]
    found = {
        ("hybrid", asked): [FakeHit("plan", 2, text="Svømmelærerne")],
        ("bm25", asked): [FakeHit("plan", 3, text="Hammer")],
    }
    system = FakeSystem(hits=found)  # type: ignore[arg-type]
    (observed,) = observe(system, [question()])
    assert [passage.excerpt for passage in observed.found] == ["Svømmelærerne"]
    assert [call for call, _ in system.calls if call in ("hybrid", "bm25", "dense")] == ["hybrid", "bm25", "dense"]
