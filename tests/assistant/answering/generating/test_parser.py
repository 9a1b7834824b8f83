import json
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.generating.parser import written_sentences
from assistant.answering.generating.writing import RestsOn, WrittenSentence

FIRST = WrittenSentence(text="Skolen tar imot barna i mai.", rests_on=(RestsOn(number=1, words="to dager i mai"),))
SECOND = WrittenSentence(
    text="Besøket er i 2027.", rests_on=(RestsOn(number=1, words="2027"), RestsOn(number=3, words="mai {og} juni"))
)
REPLY = json.dumps(
    {
        "sentences": [
            {"text": one.text, "rests_on": [{"passage": rest.number, "words": rest.words} for rest in one.rests_on]}
            for one in (FIRST, SECOND)
        ]
    },
    ensure_ascii=False,
)


def read(*pieces: str) -> list[WrittenSentence]:
    return list(written_sentences(pieces))


@pytest.mark.parametrize("letters", [1, 7, 10_000])
@pytest.mark.parametrize(
    "reply",
    [
        REPLY,
        json.dumps(json.loads(REPLY)),  # letters as \u00e5
        f"```json\n{REPLY}\n```",
        f"Her er svaret:\n{REPLY}\nHåper det hjelper!",
        json.dumps(json.loads(REPLY)["sentences"], ensure_ascii=False, indent=2),
        "\n".join(json.dumps(one, ensure_ascii=False) for one in json.loads(REPLY)["sentences"]),
        REPLY.replace('"passage": 1', '"passage": "[1]"').replace('"rests_on"', '"citations"'),
        f"<think>Hva om {{text: 'x'}} og [1]? </think>\n{REPLY}",
    ],
)
def test_the_sentences_are_found_however_the_json_comes(reply: str, letters: int) -> None:
    assert read(*(reply[at : at + letters] for at in range(0, len(reply), letters))) == [FIRST, SECOND]


def test_a_sentence_is_there_as_soon_as_it_is_whole() -> None:
    end = REPLY.index(', {"text"')
    pieces = iter([REPLY[:end]])
    found = written_sentences(pieces)
    assert next(found) == FIRST
    assert list(pieces) == []


def test_of_a_reply_that_breaks_off_the_sentences_before_are_kept() -> None:
    for end in range(len(REPLY)):
        found = read(REPLY[:end])
        assert found == [FIRST, SECOND][: len(found)]
    assert read(REPLY[:-5]) == [FIRST]


def test_prose_with_markers_rests_on_the_passages_they_name() -> None:
    said = "Skolen tar imot barna [1][2]. Det er i mai, som planen sier [3]. Det er fint."
    assert read(said) == [
        WrittenSentence(text="Skolen tar imot barna.", rests_on=(RestsOn(number=1), RestsOn(number=2))),
        WrittenSentence(text="Det er i mai, som planen sier.", rests_on=(RestsOn(number=3),)),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "{}",
        '{"sentences": []}',
        '{"sentences": "ingen"}',
        '{"sentences": [{"text": 3, "rests_on": []}, {"text": " "}, null, 7, []]}',
        '{"sentences": [{"text": "Skolen tar',
        "{'sentences': [",
        "[[[[" * 2_000,
        "{" * 30_000,
        '{"a":' * 3_000,
    ],
)
def test_what_has_no_sentence_gives_none(reply: str) -> None:
    assert read(reply) == []


@pytest.mark.parametrize("rests", ["1", "[1, 2]", "null", "{}", '[{"passage": 99999}]', '[{"passage": true}]', '"a"'])
def test_a_sentence_whose_sources_are_odd_rests_on_what_can_be_read(rests: str) -> None:
    (found,) = read(f'{{"sentences": [{{"text": "Ja.", "rests_on": {rests}}}]}}')
    assert [rest.number for rest in found.rests_on] in ([], [1], [1, 2])


def test_a_reply_without_end_is_read_to_a_limit() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield '{"x": {}}{'

    assert list(written_sentences(endless())) == []
    assert len(read(*(json.dumps({"text": f"Ja {n}."}) for n in range(300)))) == 40


@pytest.mark.parametrize(
    "begun", ['{"a":' * 3_000, "{" * 5_000, '{"text":"' * 1_500, '{"sentences":[{"text":"a","x":' * 600]
)
@pytest.mark.parametrize("piece", ["}", "{}}", '"}'])
def test_a_reply_that_opens_and_never_closes_is_read_in_a_time_like_its_length(begun: str, piece: str) -> None:
    started = time.process_time()
    read(begun, *[piece] * 900)
    assert time.process_time() - started < 5  # it takes a tenth of a second; looked through anew each time, minutes


def test_words_that_are_called_text_are_no_sentence() -> None:
    (found,) = read('{"sentences": [{"text": "Ja.", "rests_on": [{"passage": 2, "text": "slik er det"}]}]}')
    assert found.text == "Ja."
    assert [rest.number for rest in found.rests_on] == [2]


def test_a_line_end_within_a_sentence_ends_nothing() -> None:
    (found,) = read('{"sentences": [{"text": "Skolen tar\n imot barna.", "rests_on": [1]}]}')
    assert found.text == "Skolen tar imot barna."


@given(st.text(alphabet='{}[]",:\\ \nab1<think>/`', max_size=200), st.integers(1, 20))
def test_no_reply_is_a_fault(reply: str, letters: int) -> None:
    pieces = [reply[at : at + letters] for at in range(0, len(reply), letters)]
    assert read(*pieces) == read(*pieces)
