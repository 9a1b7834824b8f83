"""Where each sentence of a draft is from, read from its text and its sources alone."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.markers import numbers_in, without_markers
from assistant.drafting.marking import Marked, as_quote, marked

TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."
HIKES = "Barnehagene skal ha en fast utedag i uka for alle barn. Kontinuerlig Barnehagene"


class Source(NamedTuple):
    number: int
    quote: str


SOURCES = (Source(3, TALKS), Source(7, HIKES))


def only(text: str) -> Marked:
    (found,) = marked(text, SOURCES)
    return found


@pytest.mark.parametrize(
    ("text", "origin", "faults"),
    [
        (f"«{TALKS}» [3]", "quote", ()),
        (f"{TALKS} [3]", "quote", ()),
        (f"{TALKS[:-1]} [3].", "quote", ()),
        ("«Minst to samtaler med foresatte» [3].", "quote", ()),
        ("«Barnehagene skal ha en fast utedag i uka for alle barn» [7], «minst to samtaler» [3]", "quote", ()),
        ("Vi holder «minst to samtaler» med hver familie [3].", "adapted", ()),
        ("Styreren kaller inn til to samtaler [3].", "adapted", ()),
        ("Styreren kaller inn til samtaler og utedager [3, 7].", "adapted", ()),
        ("Styreren kaller inn til samtaler.", "own", ()),
        ("«Barnehagen skal ha minst tre samtaler med foresatte i året.» [3]", "adapted", ("altered_quote",)),
        ("«minst to samtaler» [7]", "adapted", ("altered_quote",)),
        ('Planen krever "minst tre samtaler" [3].', "adapted", ("altered_quote",)),
        ("Planen krever “minst tre samtaler” [3].", "adapted", ("altered_quote",)),
        ("Styreren kaller inn til samtaler [4].", "adapted", ("unknown_source",)),
        ("Styreren kaller inn til samtaler [3] [4].", "adapted", ("unknown_source",)),
        (TALKS, "own", ("lost_source",)),
        ("Vi holder «minst to samtaler» med hver familie.", "own", ("lost_source",)),
        ("Barnehagene", "own", ()),  # stands in a source, and is nobody's
        ("Året 2026 [2026]", "own", ()),
        ("[4]", "adapted", ("unknown_source",)),
    ],
)
def test_a_sentence_is_a_quote_adapted_or_own(text: str, origin: str, faults: tuple[str, ...]) -> None:
    found = only(text)
    assert (found.origin, found.faults) == (origin, faults)


def test_what_became_of_sources_is_said_of_the_sentences_that_name_them() -> None:
    text = f"«{TALKS}» [3] Utedagen er på tirsdag [7]. Vi gleder oss."
    found = marked(text, SOURCES, {3: "source_changed", 7: "source_gone"})
    assert [one.faults for one in found] == [("source_changed",), ("source_gone",), ()]
    assert [one.is_refused for one in found] == [True, True, False]


def test_a_source_whose_words_are_gone_alters_no_quote() -> None:
    (found,) = marked(f"«{TALKS}» [3]", [Source(3, "")], {3: "source_gone"})
    assert found.faults == ("source_gone",)


def test_whether_an_adapted_sentence_is_borne_out_is_asked_of_no_other() -> None:
    asked: list[str] = []

    def is_borne(words: str, sources: object) -> bool:
        asked.append(words)
        return False

    text = f"«{TALKS}» [3] Foresatte får ti samtaler [3]. Ukjent her [9]. Vårt eget."
    found = marked(text, SOURCES, is_borne=is_borne)
    assert asked == ["Foresatte får ti samtaler."]
    assert [one.faults for one in found] == [(), ("not_borne",), ("unknown_source",), ()]
    assert not found[1].is_refused


def test_markers_belong_to_the_sentence_before_them() -> None:
    text = "Først dette. [3] Så dette [7]. Så intet.\n[3] Sist dette.\n- Et punkt. [7]\n\n- Et til\n[3]\n"
    found = marked(text, SOURCES)
    assert [(one.text, one.numbers) for one in found] == [
        ("Først dette.", (3,)),
        ("Så dette.", (7,)),
        ("Så intet.", ()),
        ("Sist dette.", (3,)),
        ("Et punkt.", (7,)),
        ("Et til", (3,)),
    ]
    assert text[found[3].start : found[3].end] == "[3] Sist dette."


def test_a_quotation_of_two_sentences_is_one() -> None:
    sources = [Source(1, f"{TALKS} Den første er i oktober.")]
    (quote, own) = marked(f"«{TALKS} Den første er i oktober.» [1] Vi følger dette.", sources)
    assert (quote.origin, quote.numbers, own.origin) == ("quote", (1,), "own")


def test_a_quotation_that_names_its_source_ends_a_sentence_without_a_point() -> None:
    found = marked("«Barnehagene skal ha en fast utedag» [7] Vi går på tur.", SOURCES)
    assert [one.origin for one in found] == ["quote", "own"]


def test_words_within_an_unclosed_quotation_are_looked_at() -> None:
    assert "altered_quote" in only("«Planen sier at «barna bestemmer alt» [3]").faults


def test_a_quotation_within_a_source_changes_nothing() -> None:
    words = "Planen kaller det «Trygg start» for alle barn."
    (found,) = marked(as_quote(words, 1), [Source(1, words)])
    assert (found.origin, found.faults) == ("quote", ())


_WORDS = st.text("abcdeæøåABÆ ", min_size=1, max_size=12)
_PIECES = st.one_of(
    st.sampled_from(
        [". ", "! ", "\n", "\n- ", "«", "»", "» [3] ", " [3]", " [7, 9]", "[12]", "”", " 1. ", ": ", "[x]"]
    ),
    _WORDS,
)
TEXTS = st.lists(_PIECES, max_size=40).map("".join)


@given(st.one_of(TEXTS, st.text(max_size=200)))
def test_every_letter_belongs_to_at_most_one_sentence(text: str) -> None:
    found = marked(text, SOURCES)
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.start < one.end for end, one in zip(ends, found, strict=False))
    assert all(one.text == without_markers(text[one.start : one.end]).strip() for one in found)


@given(TEXTS)
def test_every_marker_belongs_to_one_sentence(text: str) -> None:
    told = [number for one in marked(text, SOURCES) for number in numbers_in(text[one.start : one.end])]
    assert set(told) == set(numbers_in(text))


_SENTENCE = st.lists(st.text("abcdefghijklmnoprstuvyæøå", min_size=3, max_size=9), min_size=6, max_size=14).map(
    lambda words: f"{' '.join(words).capitalize()}."
)


@given(_SENTENCE, st.data())
def test_an_edited_quote_is_adapted_and_restored_is_a_quote(words: str, data: st.DataObject) -> None:
    sources = [Source(5, words)]
    text = as_quote(words, 5)
    at = data.draw(st.integers(1, len(words) - 2))
    edited = f"{text[: at + 1]}X{text[at + 1 :]}"
    assert [(one.origin, one.faults) for one in marked(text, sources)] == [("quote", ())]
    assert [(one.origin, one.faults) for one in marked(edited, sources)] == [("adapted", ("altered_quote",))]
    unquoted = edited.replace("«", "").replace("»", "")
    assert [(one.origin, one.faults) for one in marked(unquoted, sources)] == [("adapted", ())]
    unmarked = text.removesuffix(" [5]")
    assert [(one.origin, one.faults) for one in marked(unmarked, sources)] == [("own", ("lost_source",))]
