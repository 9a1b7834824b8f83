"""`doctor --llm`: four calls, each told in a line, with what to do where one fails."""

from collections.abc import Iterator

import pytest

from tests.assistant.cli.shell import Shell
from tests.language_model.scripted import MODEL, Asked, Played, Script, ScriptedServer, refusing, saying, serving

KEY = "sk-Vb4Lw9RtXk8Qmn2"
TOLD = "Barnehagen åpner klokken 07.00 og stenger klokken 16.30."
LINES = ("Svarmodell, forbindelse", "Svarmodell, strømming", "Svarmodell, JSON-skjema", "Svarmodell, norsk")


def able(asked: Asked) -> Played:
    """A model that can do all of it."""
    return saying(f'{{"sentences": ["{TOLD}"]}}' if asked.schema else TOLD)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with serving(able) as scripted:
        yield scripted


def examined(shell: Shell, server: ScriptedServer, **said: str) -> dict[str, str]:
    """What `doctor --llm` tells of the model, by line, with its mark."""
    settings = {"LLM_MODEL": MODEL, "LLM_BASE_URL": server.base_url, "LLM_API_KEY": KEY, **said}
    result = shell.run("doctor", "--llm", **{f"PLANASSISTENT_{name}": value for name, value in settings.items()})
    assert KEY not in result.output
    lines = dict(line.split(": ", 1) for line in result.stdout.splitlines() if ": " in line)
    found = {name: f"{mark} {lines[f'{mark} {name}']}" for name in LINES for mark in "✓✗" if f"{mark} {name}" in lines}
    assert len(found) == 4, result.stdout
    if any(line.startswith("✗") for line in found.values()):
        assert result.exit_code == 1
    return found


def test_a_model_that_can_all_of_it_is_asked_once_for_each(shell: Shell, server: ScriptedServer) -> None:
    found = examined(shell, server)
    assert all(line.startswith("✓") for line in found.values()), found
    assert found[LINES[0]].startswith(f"✓ {MODEL} hos {server.base_url} svarte på ")
    assert "stykker, det første etter" in found[LINES[1]]
    assert found[LINES[2]] == "✓ svarer etter et JSON-skjema"
    assert found[LINES[3]] == f"✓ «{TOLD}»"
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (lambda _: Played(status=401), "nøkkelen ble ikke godtatt (401 eller 403); lim den inn på nytt"),
        (lambda _: Played(status=404), "«scripted» finnes ikke på http://127.0.0.1"),
        (lambda _: Played(status=429), "kvoten er brukt opp (429)"),
        (lambda _: Played(status=500), "tjenesten feilet (5xx)"),
        (lambda _: Played(status=400), "tok ikke imot forespørselen (4xx)"),
        (lambda _: saying(TOLD, hangs_before=-1), "ikke ferdig på 0,5 sekunder; velg en raskere modell, eller øk"),
        (lambda _: saying(TOLD, hangs_before=3), "ikke ferdig på 0,5 sekunder"),
        (lambda _: saying(TOLD, hangs_up_before=3), "brutt midt i svaret"),
        (lambda _: saying("a", line="data: {\n\n"), "svarer ikke som en språkmodell"),
        (lambda _: saying(""), "svaret var tomt; øk PLANASSISTENT_LLM_MAX_TOKENS"),
    ],
)
def test_without_a_connection_the_reason_is_told_once_and_nothing_else_tried(
    shell: Shell, server: ScriptedServer, script: Script, said: str
) -> None:
    server.script = script
    found = examined(shell, server, LLM_TIMEOUT="0.5" if "ikke ferdig" in said else "10")
    assert said in found[LINES[0]]
    assert [found[line] for line in LINES[1:]] == ["✗ det samme som over"] * 3


def test_nobody_at_the_address(shell: Shell, server: ScriptedServer) -> None:
    server.close()
    found = examined(shell, server)
    assert f"ingen svarer på {server.base_url}; se at tjenesten er startet, og at PLANASSISTENT_LLM_BASE_URL" in str(
        found
    )


def test_a_reply_in_one_piece_is_no_streaming(shell: Shell, server: ScriptedServer) -> None:
    server.script = lambda asked: Played(["".join(able(asked).pieces)])
    found = examined(shell, server)
    assert found[LINES[1]].startswith("✗ svaret kom i ett stykke")
    assert [found[line][0] for line in LINES] == ["✓", "✗", "✓", "✓"]


@pytest.mark.parametrize(
    "script", [refusing(able, "response_format"), lambda _: saying(TOLD)], ids=["refused", "unheeded"]
)
@pytest.mark.parametrize(
    ("structured", "told"),
    [
        ("auto", "✓ har ikke JSON-skjema; svarene leses uten"),
        ("on", "✗ modellen holder seg ikke til et JSON-skjema; sett PLANASSISTENT_LLM_STRUCTURED=auto"),
        ("off", "✓ slått av (PLANASSISTENT_LLM_STRUCTURED)"),
    ],
)
def test_a_model_without_schemas(
    shell: Shell, server: ScriptedServer, script: Script, structured: str, told: str
) -> None:
    server.script = script
    assert examined(shell, server, LLM_STRUCTURED=structured)[LINES[2]].startswith(told)
    assert [asked.schema for asked in server.asked].count(None) == 3, "a call for each other"
    assert any(asked.schema for asked in server.asked) is (structured != "off")


@pytest.mark.parametrize(
    "said", ["The kindergarten opens at 7 and closes at 16.", "Barnehagen åpner når den vil.", "16 7 16 7"]
)
def test_a_model_without_norwegian(shell: Shell, server: ScriptedServer, said: str) -> None:
    server.script = lambda asked: able(asked) if asked.schema else saying(said)
    assert examined(shell, server)[LINES[3]] == f"✗ svarte «{said}»; velg en modell som kan norsk"


def test_without_a_model_there_is_nothing_to_try(shell: Shell) -> None:
    result = shell.run("doctor", "--llm")
    assert result.exit_code == 1
    assert "✓ Svarmodell: ingen; svarene er utdrag av planene" in result.stdout
    assert "✗ Svarmodell, forbindelse: ingen å prøve; docs/language-model.md" in result.stdout
    assert result.stdout.count("✗ Svarmodell, ") == 4


def test_the_doctor_names_the_model_and_asks_it_nothing(shell: Shell, server: ScriptedServer) -> None:
    result = shell.run("doctor", PLANASSISTENT_LLM_MODEL=MODEL, PLANASSISTENT_LLM_BASE_URL=server.base_url)
    assert f"✓ Svarmodell: {MODEL}; prøv den med `planassistent doctor --llm`" in result.stdout
    assert server.asked == []


def test_the_doctor_names_a_package_that_is_missing(shell: Shell) -> None:
    result = shell.run("doctor", "--llm", PLANASSISTENT_LLM_MODEL="cohere:command")
    assert "✗ Svarmodell: PLANASSISTENT_LLM_MODEL = «cohere:command» trenger pakken langchain-cohere" in result.stdout
    assert result.stdout.count(": det samme som over") == 4
