"""Golden questions about the made-up plans, and what a scripted language model says to each."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.conftest import HANDBOOK_ID, PLAN_ID
from tests.eval.made_up import ABSENT, WHO
from tests.language_model.scripted import Asked, Played, saying

MEAL = "Barna skal være med på å lage måltidet minst én gang i uka."
FRUIT = "Frukten kuttes av de voksne."
TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."
REPORT = "Oppvekstsjefen legger fram en rapport om planen for kommunestyret hver høst."
SWIMMING = "Alle femåringer skal få tilbud om ti timer i bassenget."
BOOKS = "Biblioteket skal sende en kasse med nye bøker til hver barnehage to ganger i året."


def golden(name: str, question: str, facts: Sequence[Sequence[str]], words: str, **more: Any) -> dict[str, Any]:
    """A golden question whose evidence is these words of the action plan, unless it says another document."""
    evidence = [{"document": more.pop("document", PLAN_ID), "words": words}]
    return {**WHO, "id": name, "question": question, "facts": facts, "wrong": [], "evidence": evidence, **more}


def unanswered(name: str, question: str) -> dict[str, Any]:
    """A golden question that is said to have no answer in the plans."""
    return {**ABSENT, "id": name, "question": question, "language": "nb"}


WHO_REPORTS = "Hvem legger fram en rapport om planen?"
GOLDEN = (
    # Quoted it has a sentence more, which this golden question asks for: the model's answer is not right.
    golden("fruit", "Hvem kutter frukten?", [["voksne"], ["måltidet"]], FRUIT, document=HANDBOOK_ID),
    golden("talks", "Hvor mange samtaler med foresatte skal barnehagen ha i året?", [["to"]], TALKS),
    golden("meal", "Hvor ofte skal barna være med på å lage måltidet?", [["uka"]], MEAL, document=HANDBOOK_ID),
    golden("owner", "Hvem har ansvar for svømmekurset?", [["Oppvekst"]], "ti timer i bassenget"),
    golden("books", "Hva sender biblioteket til barnehagene?", [["bøker"]], "en kasse med nye bøker"),
    golden("hours", "Hvor mange timer i bassenget skal femåringer få?", [["ti"]], "ti timer i bassenget"),
    unanswered("price", "Hva koster en plass i barnehagen?"),
    # Quoted it has two sentences more, one of which this golden question does not want: with the model it is right.
    golden("report", WHO_REPORTS, [["Oppvekstsjefen"]], REPORT, wrong=["samtaler"]),
    golden("again", WHO_REPORTS, [["Oppvekstsjefen"]], REPORT, wrong=["samtaler"]),
    # The evidence stands on another page of the same plan, and in none.
    golden("elsewhere", WHO_REPORTS, [["Oppvekstsjefen"]], "Besøksdag på skolen"),
    unanswered("nowhere", WHO_REPORTS),
)


def replied(*sentences: tuple[str, Sequence[tuple[int, str]]]) -> str:
    """A reply of sentences, each with the passages and the words that it rests on."""
    return json.dumps(
        {
            "sentences": [
                {"text": text, "rests_on": [{"passage": passage, "words": words} for passage, words in rests]}
                for text, rests in sentences
            ]
        },
        ensure_ascii=False,
    )


SAID: Mapping[str, Played] = {
    # True, false, and true of a passage that it was not given.
    "Hvem kutter frukten?": saying(
        replied((FRUIT, [(1, FRUIT)]), ("Barna kutter frukten.", [(1, FRUIT)]), (FRUIT, [(99, FRUIT)]))
    ),
    # True with a citation too many; false.
    "Hvor mange samtaler": saying(
        replied((TALKS, [(1, TALKS), (1, REPORT)]), (TALKS.replace("to", "tre"), [(1, TALKS)]))
    ),
    # False with two citations; true with none. Nothing is left.
    "Hvor ofte skal barna": saying(
        replied((MEAL.replace("én gang", "to ganger"), [(1, MEAL), (1, FRUIT)]), (MEAL, []))
    ),
    # True, but without the owners.
    "Hvem har ansvar": saying(replied((SWIMMING, [(1, SWIMMING)]))),
    "Hva sender biblioteket": saying(replied((BOOKS, [(1, BOOKS)])), hangs_up_before=4),
    "Hvor mange timer": Played(["no"], status=500),
    WHO_REPORTS: saying(replied((REPORT, [(1, REPORT)]))),
}


def script(asked: Asked) -> Played:
    """What is said to the question that stands in a request."""
    put = asked.body["messages"][-1]["content"]  # and not in the examples of the prompt
    return next(played for question, played in SAID.items() if question in put)
