"""What is proposed for a field: nothing but what the chosen passages say, whatever a model makes of them."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answering.generating.writer import Writer
from assistant.drafting.marking import marked
from assistant.drafting.proposing import Proposal, Proposing, composed
from assistant.drafting.subject import Subject
from assistant.language_model.prompts import load_prompt
from corpus.library import Library
from corpus.models import Passage
from corpus.store.drafts import QuotedPassage
from tests.assistant.drafting.sources_taken import taken
from tests.language_model.asking import connected
from tests.language_model.replies import reply
from tests.language_model.scripted import ScriptedServer, saying, serving

FIELD = Subject(key="foresatte", kind="text", title="Foresatte", guidance="Beskriv samtalene med foresatte.")
TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."
HOURS = "Alle femåringer skal få tilbud om ti timer i bassenget."
SWIMMING = Subject(key="tiltak.svom", kind="row", title="Svømmekurs for femåringer")


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    with serving(lambda _: saying(reply())) as server:
        yield server


def having(library: Library, words: str) -> Passage:
    return next(one for one in library.snapshot.passages if words in " ".join(one.text.split()))


def writer(server: ScriptedServer, **said: Any) -> Writer:
    return Writer(connected(server, **said), load_prompt("draft"))


def texts(proposal: Proposal) -> dict[str, str]:
    quoted = dict.fromkeys(one for sentence in proposal.sentences for one in sentence.cites)
    return composed(proposal.sentences, {one: number for number, one in enumerate(quoted, start=1)})


def test_without_a_model_passages_are_quoted_and_said_to_be_whose(library: Library) -> None:
    found = Proposing(library, "nb", "Fjellvik").proposal(FIELD, [having(library, TALKS)])
    assert (found.engine, found.writing) == ("extractive", None)
    lead, quote = found.sentences[0], found.sentences[1]
    assert lead.text == "Handlingsplan for gode barnehager 2025–2028 (Fjellvik kommune) sier:"
    assert (lead.origin, lead.cites) == ("own", ())
    assert quote.origin == "quote"
    assert all(one.text == f"«{one.cites[0].quote}»" for one in found.sentences[1:])
    text = texts(found)["text"]
    assert text.startswith(f"{lead.text}\n«")
    assert f"«{TALKS}» [" in text


def test_every_quotation_stands_on_its_page_and_is_marked_as_one(library: Library) -> None:
    chosen = [one for one in library.snapshot.passages if len(one.text) > 40]
    found = Proposing(library, "nb", None).proposal(FIELD, chosen)
    cites = [one for sentence in found.sentences for one in sentence.cites]
    assert 2 < len(cites) <= 8
    for one in cites:
        assert taken(library, one.quote).page == one.page
    numbers = {one: number for number, one in enumerate(dict.fromkeys(cites), start=1)}
    numbered = [_Source(numbers[one], one.quote) for one in numbers]
    sentences = marked(composed(found.sentences, numbers)["text"], numbered)
    assert not any(one.faults for one in sentences)
    assert sum(one.origin == "quote" for one in sentences) == len(cites)


class _Source:
    def __init__(self, number: int, quote: str) -> None:
        self.number, self.quote = number, quote


def test_a_row_is_filled_from_the_measure_s_cells(library: Library) -> None:
    found = Proposing(library, "nb", "Fjellvik").proposal(SWIMMING, [having(library, HOURS)])
    assert texts(found) == {
        "description": f"«{HOURS}» [1]",
        "responsible": "Oppvekst, Barnehagene [2]",
        "schedule": "2026 [2]",
    }
    assert [one.origin for one in found.sentences] == ["quote", "adapted", "quote"]


def test_owners_of_another_place_are_nobody_s_here(library: Library) -> None:
    found = Proposing(library, "nb", "Elvedal").proposal(SWIMMING, [having(library, HOURS)])
    assert set(texts(found)) == {"description"}
    prose = Proposing(library, "nn", "Elvedal").proposal(FIELD, [having(library, TALKS)])
    assert prose.sentences[0].text.startswith("Slik gjer andre det, ifølgje Handlingsplan for gode barnehager")


def test_in_nynorsk_our_words_are_and_quotes_stay(library: Library) -> None:
    found = Proposing(library, "nn", "Fjellvik").proposal(FIELD, [having(library, TALKS)])
    assert found.sentences[0].text.endswith("(Fjellvik kommune) seier:")
    assert f"«{TALKS}»" in [one.text for one in found.sentences]


def test_a_model_s_sentences_are_adapted_and_cite_whole_sentences(library: Library, model: ScriptedServer) -> None:
    words = "Foresatte skal ha minst to samtaler med barnehagen i året."
    said = "Barnehagen skal ha minst to samtaler med foresatte hvert år."
    model.script = lambda _: saying(reply((said, 1, TALKS), (TALKS, 1, TALKS), (words.replace("to", "ti"), 1, TALKS)))
    found = Proposing(library, "nb", "Fjellvik", writer(model)).proposal(FIELD, [having(library, TALKS)])
    assert found.engine == "generative"
    assert [(one.text, one.origin) for one in found.sentences] == [(said, "adapted"), (TALKS, "quote")]
    assert {one.quote for sentence in found.sentences for one in sentence.cites} == {TALKS}
    assert found.writing is not None
    assert (found.writing.prompt, sum(found.writing.dropped.values())) == ("draft@1", 1)
    assert texts(found)["text"] == f"{said[:-1]} [1]. {TALKS[:-1]} [1]."


LIES = (
    "Barnehagen skal ha minst tre samtaler med foresatte i året.",
    "Barnehagen skal ikke ha samtaler med foresatte.",
    "Barnehagen bør ha minst to samtaler med foresatte i året.",
    "Skolen skal ha minst to samtaler med foresatte i året.",
    "Innen 2027 skal barnehagen ha minst to samtaler med foresatte i året.",
    "Storhaug har satt av to millioner kroner til samtaler med foresatte.",
)


def test_a_model_that_lies_leaves_the_extract(library: Library, model: ScriptedServer) -> None:
    model.script = lambda _: saying(reply(*((lie, 1, TALKS) for lie in LIES), (LIES[0], 1, LIES[0]), (TALKS, 9, TALKS)))
    found = Proposing(library, "nb", "Fjellvik", writer(model)).proposal(FIELD, [having(library, TALKS)])
    assert found.engine == "extractive"
    assert found.writing is not None
    assert sum(found.writing.dropped.values()) == len(LIES) + 2
    assert not any(lie in one.text for one in found.sentences for lie in LIES)
    assert f"«{TALKS}»" in [one.text for one in found.sentences]


def test_a_model_that_hangs_leaves_the_extract_within_its_time(library: Library, model: ScriptedServer) -> None:
    model.script = lambda _: saying(reply((TALKS, 1, TALKS)), hangs_before=0)
    started = time.monotonic()
    slow = writer(model, llm_timeout=1)
    found = Proposing(library, "nb", "Fjellvik", slow).proposal(FIELD, [having(library, TALKS)])
    assert time.monotonic() - started < 10
    assert (found.engine, found.writing and found.writing.outcome) == ("extractive", "away")
    assert f"«{TALKS}»" in [one.text for one in found.sentences]


@pytest.mark.parametrize("said", ["", "Jeg kan ikke svare.", '{"sentences": [', "x" * 500, "null", json.dumps([1])])
def test_a_model_that_says_nothing_of_use_leaves_the_extract(
    library: Library, model: ScriptedServer, said: str
) -> None:
    model.script = lambda _: saying(said)
    found = Proposing(library, "nb", "Fjellvik", writer(model)).proposal(FIELD, [having(library, TALKS)])
    assert found.engine == "extractive"
    assert len(found.sentences) >= 2


def test_a_row_s_description_is_written_and_its_cells_are_the_measure_s(
    library: Library, model: ScriptedServer
) -> None:
    said = "Det er alle femåringer som skal få tilbud om ti timer i bassenget."
    model.script = lambda _: saying(reply((said, 1, HOURS)))
    found = Proposing(library, "nb", "Fjellvik", writer(model)).proposal(SWIMMING, [having(library, HOURS)])
    assert texts(found)["description"] == f"{said[:-1]} [1]."
    assert texts(found)["schedule"] == "2026 [1]"


def test_what_others_do_is_not_sent_to_be_put_in_other_words(library: Library, model: ScriptedServer) -> None:
    proposing = Proposing(library, "nb", "Elvedal", writer(model))
    assert proposing.proposal(FIELD, [having(library, TALKS)]).engine == "extractive"
    assert model.asked == []


@pytest.mark.parametrize("title", ["Spør kari@example.no", "Ring Kari på 98 76 54 32"])
def test_personal_data_are_not_sent(library: Library, model: ScriptedServer, title: str) -> None:
    subject = FIELD.model_copy(update={"title": title})
    found = Proposing(library, "nb", "Fjellvik", writer(model)).proposal(subject, [having(library, TALKS)])
    assert found.engine == "extractive"
    assert model.asked == []


def test_the_model_is_given_the_field_the_passages_and_the_written_form(
    library: Library, model: ScriptedServer
) -> None:
    Proposing(library, "nn", "Fjellvik", writer(model)).proposal(FIELD, [having(library, TALKS)])
    (asked,) = model.asked
    assert "Foresatte. Beskriv samtalene med foresatte." in asked.text
    assert TALKS in asked.text
    assert "Skriv på nynorsk" in asked.text


def test_a_model_s_bokmal_is_not_put_into_a_draft_in_nynorsk(library: Library, model: ScriptedServer) -> None:
    text = having(library, "fast utedag i uka for alle barn")
    words = "Barnehagene skal ha en fast utedag i uka for alle barn."
    model.script = lambda _: saying(
        reply(
            ("Barnehagene skal ikke bare ha noen utedager, men en fast utedag i uka for alle barn.", 1, words),
            ("Barnehagane skal ha ein fast utedag i veka for alle barn.", 1, words),
        )
    )
    found = Proposing(library, "nn", "Fjellvik", writer(model)).proposal(FIELD, [text])
    assert [one.text for one in found.sentences if one.origin == "adapted"] == [
        "Barnehagane skal ha ein fast utedag i veka for alle barn."
    ]


def test_passages_that_say_nothing_on_their_pages_propose_nothing(library: Library) -> None:
    forged = having(library, TALKS).model_copy(
        update={"id": "forged", "text": "Ingen har skrevet at barna bestemmer alt her."}
    )
    found = Proposing(library, "nb", "Fjellvik").proposal(FIELD, [forged])
    assert found.sentences == ()
    assert texts(found) == {}


def test_a_source_is_one_however_often_it_is_cited(library: Library) -> None:
    passage = having(library, TALKS)
    found = Proposing(library, "nb", "Fjellvik").proposal(FIELD, [passage, passage])
    cites: list[QuotedPassage] = [one for sentence in found.sentences for one in sentence.cites]
    assert len(cites) == len(set(cites))
