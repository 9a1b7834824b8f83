"""Two collections with near-identical plans: what one may not read is not seen, and changes nothing that is."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.assistant.access.conftest import READERS, ClientOf
from tests.assistant.access.two_towns import ELVHEIM, FJORDBY, TOWNS, Town

QUESTIONS = (
    "Hvem har ansvar for utegruppe hver uke?",
    "Hvem har ansvaret for svømmekurs for femåringer?",
    "Hvem er ansvarlig for besøksdag på skolen?",
    "Hvem tar seg av lyngkasse til alle?",
    "Hvem tar seg av tangkasse til alle?",
    "Hvem legger fram rapporten om planen?",
    "Når er svømmekurs for femåringer?",
    "Når skal utegruppe hver uke gjennomføres?",
    "Når er besøksdag på skolen?",
    "Når er krabbefest i august?",
    "Når skal kommunestyret få rapport om planen?",
    "Hvilke tiltak har Myrkontoret ansvar for?",
    "Hvilke tiltak har Skjærgårdslaget ansvar for?",
    "Hvilke tiltak har Losvakten?",
    "Hvilke tiltak er i 2026?",
    "Hvilke tiltak går i 2024?",
    "List alle tiltak",
    "Hvilke plikter har barnehagen?",
    "Hvor mange tiltak har planene?",
    "Hvor mange tiltak er det i 2026?",
    "Hvor mange tiltak har Losvakten?",
    "Hvor mange tiltak har Klokkerlaget?",
    "Hvor mange dokumenter finnes det?",
    "Hvor mange timer i bassenget får femåringene?",
    "Hvor mange samtaler skal barnehagen ha med foresatte?",
    "Hva er bekkasinstund?",
    "Hva er skarvstund?",
    "Hva betyr BKT?",
    "Hva betyr SKT?",
    "Hva menes med kosestund?",
    "Sammenlign Elvheim og Fjordby",
    "Hva er forskjellen på planene til Elvheim og Fjordby om svømmekurs?",
    "Er Elvheim og Fjordby enige om hvem som har svømmekurs?",
    "Hva koster svømmekurset?",
    "Hvem er ordfører i Fjordby?",
    "Hva sier Fjordby om utegruppe?",
    "Hva sier Elvheim om utegruppe?",
    "Hva står i handlingsplan for trygge barnehager 2024–2027?",
    "Hva står i handlingsplan for trygge barnehager 2025–2028?",
    "Hva gjør Fyrtårnseksjonen?",
    "Hva gjør Badevakten?",
    "Hva sier fjordby-plan om havnevandring?",
    "Kven har ansvar for symjekurs for femåringar?",
    "Kva tiltak har Myrkontoret?",
    "Kor mange tiltak finst det?",
    "Who is responsible for the swimming course?",
    "How many measures are there?",
    "What is a skarvstund?",
    "Which measures are there in 2026?",
    "Hvem har ansvar for havnevanding for alle?",
)
FOLLOW_UPS = ("Når er det?", "Og hvem har ansvaret?", "Hva med Fjordby?", "Hva med Elvheim?")

PATHS = (
    "/api/v1/documents",
    "/api/v1/documents?collection={other.collection}",
    "/api/v1/documents/{other.document_id}",
    "/api/v1/documents/{own.document_id}",
    "/api/v1/documents/{other.document_id}/check",
    "/api/v1/documents/{own.document_id}/check",
    "/api/v1/documents/{other.document_id}/terms",
    "/api/v1/documents/{other.document_id}/file",
    "/api/v1/documents/{other.document_id}/outline",
    "/api/v1/documents/{other.document_id}/pages/1",
    "/api/v1/documents/{other.document_id}/pages/1?generation={other_generation}",
    "/api/v1/documents/{other.document_id}/pages/1.png",
    "/api/v1/documents/{own.document_id}/pages/3?words=true",
    "/api/v1/documents/{own.document_id}/diff/{other.document_id}",
    "/api/v1/documents/{own.document_id}/diff/felles-handbok",
    "/api/v1/measures",
    "/api/v1/measures?year=2026",
    "/api/v1/measures?responsible=Losvakten",
    "/api/v1/measures?document_id={other.document_id}",
    "/api/v1/measures.csv",
    "/api/v1/measures.ics",
    "/api/v1/measures/facets",
    "/api/v1/duties",
    "/api/v1/duties.csv",
    "/api/v1/duties/facets",
    "/api/v1/collections",
    "/api/v1/collections/{other.collection}",
    "/api/v1/corrections",
    "/api/v1/conversations",
    "/readyz",
    "/",
    "/tiltak",
    "/plikter",
    "/dokumenter",
    "/dokumenter?collection={other.collection}",
    "/dokumenter/{own.document_id}",
    "/dokumenter/{other.document_id}",
    "/documents/{own.document_id}/pages/3",
    "/documents/{other.document_id}/pages/3",
    "/documents/{other.document_id}/pages/3?generation={other_generation}",
    "/documents/{own.document_id}/diff/{other.document_id}",
    "/personvern",
    "/finnes-ikke",
)

_DIFFERS = re.compile(
    r'"(?:conversation_id|message_id|timings_ms)": ?(?:"[0-9a-f]*"|\{[^}]*\})'
    r'|value="[0-9a-f]{64}"'
    r"|\b[0-9a-f]{32}\b|DTSTAMP:\w+|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
    re.ASCII,
)
_TITLE = {town.name: f"handlingsplan for trygge barnehager {town.said['years']}" for town in TOWNS}


def other_than(town: Town) -> Town:
    return FJORDBY if town is ELVHEIM else ELVHEIM


def unlike(text: str) -> str:
    """What must be the same in two servers: all but ids and timings."""
    return _DIFFERS.sub("…", text)


def betrayed(text: str, asked: str, other: Town) -> list[str]:
    """What of the other town stands in a text beyond the words that were asked."""
    shown = json.loads(text) if text.startswith(("{", "[")) else text
    whole = json.dumps(shown, ensure_ascii=False) if shown is not text else text
    said = asked.casefold()
    secrets = (*other.secrets, f"{other.name}samlingen", _TITLE[other.name])
    return [secret for secret in secrets if secret.casefold() in whole.casefold() and secret.casefold() not in said]


def facts(answer: dict[str, Any]) -> Iterator[str]:
    """Everything in an answer but the question as it was asked."""
    for name, value in answer.items():
        if name != "standalone_question":
            yield json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_no_answer_tells_of_the_other_collection(town: Town, calling: ClientOf) -> None:
    other, client, alone = other_than(town), calling("both", READERS[town.name]), calling(town.name, READERS[town.name])
    assert len(QUESTIONS) == 50
    answered = 0
    for question in QUESTIONS:
        found, same = (one.post("/api/v1/ask", json={"question": question}) for one in (client, alone))
        assert found.status_code == 200
        for fact in facts(found.json()):
            assert not betrayed(fact, question, other), question
        assert unlike(found.text) == unlike(same.text), question
        answered += found.json()["status"] == "answered"
        shown, same = (one.get("/", params={"q": question}) for one in (client, alone))
        assert not betrayed(shown.text, question, other), question
        assert unlike(shown.text) == unlike(same.text), question
    assert answered > 15  # the questions are no nonsense to either


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_no_follow_up_and_no_search_tells_of_the_other_collection(town: Town, calling: ClientOf) -> None:
    other, told = other_than(town), []
    for name in ("both", town.name):
        client, texts = calling(name, READERS[town.name]), []
        first = client.post("/api/v1/ask", json={"question": QUESTIONS[0]}).json()["conversation_id"]
        for question in FOLLOW_UPS:
            answer = client.post("/api/v1/ask", json={"question": question, "conversation_id": first})
            texts.append(unlike(answer.text))
            assert not [own for fact in facts(answer.json()) for own in betrayed(fact, question, other)]
        for query in ("svømmekurs", "Losvakten", "Klokkerlaget", "skarvstund bekkasinstund", "tang lyng krabbe"):
            hits = client.post("/api/v1/search", json={"query": query, "limit": 20})
            texts.append(unlike(hits.text))
            assert not betrayed(hits.text, query, other)
        told.append(texts)
    assert told[0] == told[1]


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
@pytest.mark.parametrize("path", PATHS)
def test_no_page_and_no_route_tells_of_the_other_collection(town: Town, path: str, calling: ClientOf) -> None:
    other = other_than(town)
    everything = calling("both", READERS[other.name]).get(f"/api/v1/documents/{other.document_id}").json()
    address = path.format(own=town, other=other, other_generation=everything["generation_id"])
    found, same = (calling(name, READERS[town.name]).get(address) for name in ("both", town.name))
    assert found.status_code == same.status_code
    assert unlike(found.text) == unlike(same.text)
    assert not betrayed(found.text, address, other)
    assert found.headers.get("etag") == same.headers.get("etag")


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_one_s_own_plan_answers(town: Town, calling: ClientOf) -> None:
    client = calling("both", READERS[town.name])
    who = client.post("/api/v1/ask", json={"question": "Hvem har ansvar for svømmekurs for femåringer?"}).json()
    assert town.said["swim_owner"] in who["answer"]
    refused = client.post("/api/v1/ask", json={"question": "Hva koster en hubroløype?"}).json()
    assert refused["status"] == "not_in_sources"
    assert f"Vakttelefonen i {town.name}" in refused["answer"]
    assert f"Vakttelefonen i {town.name}" in client.get(f"/dokumenter/{town.document_id}").text
    assert f"Vakttelefonen i {town.name}" in client.get(f"/documents/{town.document_id}/pages/1").text
