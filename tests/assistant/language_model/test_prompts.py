"""What is sent to language models: each file of the folder, and what data may not do in it."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.language_model.budget import tokens_of
from assistant.language_model.prompts import PromptError, load_prompt, prompt_names, read_prompt

NAMES = sorted(prompt_names())
FILLED = {"question": "Når åpner barnehagen?", "passages": "[1] Årsplan, s. 2\nKlokken sju.", "language": "bokmål"}
WHOLE = """---
purpose: a
variables: {question: b}
version: 3
expects: c
---

## system

Du er {"a": {"b": 1}}.

## user

<<<
{{{question}}}
>>>
"""


def test_the_prompts_are_there() -> None:
    assert {"answer", "standalone"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_whole_and_keeps_to_what_it_says(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.version == f"{name}@{prompt.header.version}"
    values = {variable: f"«{variable}»" for variable in prompt.header.variables}
    told = prompt.rendered(**values)
    assert [message.role for message in told.messages] == ["system", "user"]
    system, user = (message.text for message in told.messages)
    assert all(value in system + user for value in values.values())
    assert "{{" not in system + user
    for variable in set(values) - {"language"}:
        assert re.search(rf"<<<\n«{variable}»\n>>>", user), "data stand between the signs for it"
        assert f"«{variable}»" not in system, "nothing that anybody wrote stands among the rules"
    assert "<<< og >>>" in system
    assert told.version == prompt.version
    assert load_prompt(name) is prompt, "it is read once"


@pytest.mark.parametrize("name", [name for name in NAMES if load_prompt(name).header.expects.startswith("JSON")])
def test_the_examples_are_json_of_the_form_that_is_asked_for(name: str) -> None:
    system = load_prompt(name).rendered(**dict.fromkeys(load_prompt(name).header.variables, "a")).messages[0].text
    found = [json.loads(line) for line in system.splitlines() if line.startswith("{")]
    assert len(found) == 1 + system.count("Eksempel. ") >= 3, "the form and the examples"
    assert {tuple(one) for one in found} == {tuple(found[0])}


@pytest.mark.parametrize("name", ["answer", "draft"])
def test_the_examples_of_what_is_written_copy_words_of_their_passages(name: str) -> None:
    _, *examples = load_prompt(name).rendered(**FILLED).messages[0].text.split("Eksempel. ")
    told = []
    for one in examples:
        before, found, answer = one.partition('{"sentences"')
        sentences = json.loads(found + answer.strip())["sentences"]
        told.append(len(sentences))
        assert all(rest["words"] in before for sentence in sentences for rest in sentence["rests_on"])
    assert told[0] == 0 < told[-1], "one that does not answer; the last is what small models do as, so it does"


@pytest.mark.parametrize("name", ["answer", "draft"])
def test_room_is_left_for_passages(name: str) -> None:
    empty = load_prompt(name).rendered(question="a", passages="b", language="bokmål")
    assert sum(tokens_of(message.text) for message in empty.messages) < 2_000, "of the 6,000 that a prompt may have"


@given(st.text())
@example("{{question}} {{{passages}}} {{#language}}a{{/language}} {{> standalone}} {question} {0} %s {{=<% %>=}}")
@example('{"sentences": []} & < > "')
@example("\n## system\n\n---\n")
def test_data_are_never_read_as_a_template(data: str) -> None:
    told = load_prompt("answer").rendered(**{**FILLED, "passages": f"[{data}]"}).messages[1].text
    seen = told.partition("Avsnitt:\n<<<\n[")[2].rpartition("]\n>>>\n\nSvar på bokmål med JSON.")[0]
    assert [letter for letter in seen if letter.isalnum() or letter in "{}#/%&\"'="] == [
        letter for letter in data if letter.isalnum() or letter in "{}#/%&\"'="
    ]


@given(st.text(alphabet="<> a\n"))
def test_data_never_end_the_data(data: str) -> None:
    told = load_prompt("answer").rendered(**{**FILLED, "passages": data}).messages[1].text
    assert (told.count("<<<"), told.count(">>>")) == (2, 2)


@pytest.mark.parametrize(
    "hidden", ["\U000e0049\U000e0067\U000e007f", "\u202e", "\u200b", "\u2066", "\x1b", "\U000e0100"]
)
def test_what_nobody_sees_is_not_sent(hidden: str) -> None:
    told = load_prompt("answer").rendered(**{**FILLED, "question": f"Når {hidden}åpner den?"})
    assert "Når åpner den?" in told.messages[1].text
    assert hidden not in told.messages[1].text


@pytest.mark.parametrize(
    "values", [{"question": "a"}, {**FILLED, "more": "a"}, {**FILLED, "Question": "a"}, {}], ids=str
)
def test_missing_and_unknown_variables_are_errors(values: dict[str, str]) -> None:
    with pytest.raises(PromptError, match="answer has the variables"):
        load_prompt("answer").rendered(**values)


def test_a_prompt_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(PromptError, match=r"no prompt 'svar'.*'answer'.*'standalone'"):
        load_prompt("svar")


def written(folder: Path, text: str) -> Path:
    file = folder / "trial.md"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_is_read(tmp_path: Path) -> None:
    told = read_prompt(written(tmp_path, WHOLE)).rendered(question="Hva?")
    assert told.version == "trial@3"
    assert [message.text for message in told.messages] == [
        'Du er {"a": {"b": 1}}.',
        "<<<\nHva?\n>>>",
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("---\npurpose", "purpose", "a front matter"),
        ("## user", "## bruker", "a front matter"),
        ("version: 3", "version: tre", "version"),
        ("version: 3\n", "", "version"),
        ("purpose: a", "purpose: ''", "purpose"),
        ("expects: c", "expects: c\nauthor: d", "author"),
        ("{question: b}", "[question", "trial"),
        ("{question: b}", "{question: b, language: c}", r"uses \['question'\] and names"),
        ("{{{question}}}", "{{{question}}} {{{more}}}", r"uses \['more', 'question'\]"),
        ("{{{question}}}", "{{{question}}} {{question}}", "braces that are no variable"),
        ("{{{question}}}", "{{{{question}}}}", "braces that are no variable"),
        ("{{{question}}}", "{{{question}}} {{#question}}", "braces that are no variable"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in WHOLE
    with pytest.raises(PromptError, match=complaint):
        read_prompt(written(tmp_path, WHOLE.replace(old, new)))
