from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.teams.buttons import All, Ask, Button, Delete, Documents, Help, Keep, Listed, data, pressed

MADE: list[Button] = [
    Ask(question="Hva er vold?"),
    Ask(question="Hvem har ansvar?", after="5f3a"),
    All(message="5f3a", rows="duties", start=20),
    Listed(words="UTD", start=10),
    Delete(),
    Keep(),
    Help(),
    Help(language="nn"),
    Documents(),
]

FORGED: list[Any] = [
    None,
    "delete",
    ["planassistent"],
    {},
    {"do": "delete"},
    {"planassistent": "delete"},
    {"planassistent": {}},
    {"planassistent": {"do": "drop"}},
    {"planassistent": {"do": "delete", "conversation": "en annens"}},
    {"planassistent": {"do": ["delete"]}},
    {"planassistent": {"do": "ask"}},
    {"planassistent": {"do": "help", "language": "de"}},
    {"planassistent": {"do": "ask", "question": ""}},
    {"planassistent": {"do": "ask", "question": "x" * 2_001}},
    {"planassistent": {"do": "ask", "question": {"a": 1}}},
    {"planassistent": {"do": "all", "message": "5f3a", "rows": "secrets"}},
    {"planassistent": {"do": "all", "message": "../5f3a", "rows": "duties"}},
    {"planassistent": {"do": "all", "message": "5f3a", "rows": "duties", "start": -1}},
    {"planassistent": {"do": "all", "message": "5f3a", "rows": "duties", "start": "1"}},
    {"planassistent": {"do": "all", "message": "5f3a", "rows": "duties", "start": 10**9}},
    {"planassistent": {"do": "listed", "words": "x" * 201}},
]


@pytest.mark.parametrize("button", MADE)
def test_what_a_button_carries_is_what_was_pressed(button: Button) -> None:
    assert pressed(data(button)) == button


@pytest.mark.parametrize("value", FORGED)
def test_what_no_card_of_ours_says_is_no_button(value: Any) -> None:
    assert pressed(value) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    )
)
def test_whatever_is_sent_is_read_without_an_error(value: Any) -> None:
    assert pressed({"planassistent": value}) is None or isinstance(value, dict)
