"""What one sentence says, taken apart so that two can be held against each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.agreeing.moments import moments
from assistant.answering.agreeing.quantities import Quantity, quantities
from corpus.units import UnitRegister
from corpus.words.analysis import content_and_function_words, word_terms
from corpus.words.small import ARTICLES, FUNCTION_WORDS, LIGHT_WORDS, NORMS, POINTING_BACK, QUALIFIERS

_FEWEST_WORDS = 4  # of a sentence of its own
_OPENS = re.compile(r"[«\"“(]?[A-ZÆØÅ]|\d+ ?[^\W\d.)]")
_CLOSES = re.compile(r"[.!][»\"”)]?$")
_QUALIFIER_OF = {word: meaning for meaning, words in QUALIFIERS.items() for word in words.split()}
_RATES = {"årlig": "år", "ukentlig": "uke", "månedlig": "måned", "daglig": "dag"}
_OWNERS = (
    re.compile(r"^(?P<owner>[^,;:.]{2,60}?) (?:har|hadde|skal ha|må ha) (?:det )?(?=\w*ansvar)", re.IGNORECASE),
    re.compile(r"^(?P<owner>[^,;:.]{2,60}?) (?:er|skal være) (?=\w*ansvarlig)", re.IGNORECASE),
    re.compile(r"\w*ansvaret? for [^.;:]+? ligger (?:hos|til|på) (?P<owner>[^,;:.]{2,60})", re.IGNORECASE),
    re.compile(
        r"\b(?:vedtas|vedtatt|godkjennes|godkjent|ledes|utarbeides|utarbeidet|oppnevnes) av (?P<owner>[^,;:.]{2,60}?)"
        r"(?= (?:i|på|for|etter|før|innen|hvert|hver|og|når|med|til)\b|[,;:.]|$)",
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True)
class Fact:
    """A sentence: what it counts, when, who owns it, how it is qualified, and the words that are left.

    `names` are its numbers that say which; `moments` have kind and value; `years` are all that it names; `owner` are
    ids of units, of those that no register knows the words; `units` are in order of mention; `is_norm` where something
    shall be. `parts` has the index terms of each word by its base form, a unit being a word by its id.
    """

    quantities: tuple[Quantity, ...]
    names: tuple[str, ...]
    moments: tuple[tuple[str, str], ...]
    years: frozenset[int]
    owner: frozenset[str]
    units: tuple[str, ...]
    qualifiers: frozenset[str]
    is_norm: bool
    parts: dict[str, frozenset[str]]

    def beyond(self, other: "Fact") -> frozenset[str]:
        """The words of this fact that the other one has neither whole nor in parts."""
        held = frozenset().union(*other.parts.values())
        return frozenset(word for word, own in self.parts.items() if word not in held and not _is_put_from(own, held))


def fact(sentence: str, units: UnitRegister) -> Fact | None:
    """What a sentence says; None where it does not stand alone: a heading, a question, a lead, an item, a half."""
    if not _stands_alone(sentence):
        return None
    owner, text = _owner(sentence, units)
    found = moments(text)
    text = _without(text, [(moment.start, moment.end) for moment in found])
    mentions = units.mentions(text)
    mentioned = tuple(unit for start, end in mentions if (unit := units.resolve(text[start:end])) is not None)
    counted, names, text = quantities(_without(text, mentions, joined=" · "))
    words = content_and_function_words(text)
    return Fact(
        quantities=counted,
        names=names,
        moments=tuple((moment.kind, moment.value) for moment in found if moment.kind != "year"),
        years=frozenset(year for moment in found for year in moment.years),
        owner=owner,
        units=mentioned,
        qualifiers=frozenset(_QUALIFIER_OF[word] for word in words if word in _QUALIFIER_OF),
        is_norm=not NORMS.isdisjoint(words),
        parts={**{unit: frozenset((unit,)) for unit in mentioned}, **_parts(words)},
    )


def _stands_alone(sentence: str) -> bool:
    words = sentence.split()
    return (
        len(words) >= _FEWEST_WORDS
        and _OPENS.match(sentence) is not None
        and _CLOSES.search(sentence) is not None
        and not _leans(*content_and_function_words(sentence)[:2])
    )


def _leans(first: str, second: str = "") -> bool:
    """Whether a sentence that begins so says of something before it; "de ansatte" do not, "de skal" do."""
    is_article = first in ARTICLES and second.endswith("e") and second not in FUNCTION_WORDS
    return first in POINTING_BACK and not is_article


def _parts(words: list[str]) -> dict[str, frozenset[str]]:
    """The index terms of each word of content, by its base form."""
    plain = [word for word in words if word not in FUNCTION_WORDS | NORMS and word not in _QUALIFIER_OF]
    found = [word_terms(_RATES.get(word, word)) for word in plain]
    return {own[0]: frozenset(own) for own in found if own[0] not in LIGHT_WORDS}


def _is_put_from(parts: frozenset[str], held: frozenset[str]) -> bool:
    """Whether a compound is said in its parts: førstehjelpskurs, kurs i førstehjelp."""
    return len(parts) > 1 and len(parts & held) >= len(parts) - 1


def _owner(sentence: str, units: UnitRegister) -> tuple[frozenset[str], str]:
    """Who is said to be responsible, and the sentence without that; nobody where it says nothing of it."""
    for form in _OWNERS:
        match = form.search(sentence)
        if match is not None:
            name = match["owner"]
            mentions = units.mentions(name)
            known = {unit for start, end in mentions if (unit := units.resolve(name[start:end])) is not None}
            others = _parts(content_and_function_words(_without(name, mentions)))
            return frozenset(known | others.keys()), _without(sentence, [match.span("owner")])
    return frozenset(), sentence


def _without(text: str, spans: Sequence[tuple[int, int]], joined: str = " ") -> str:
    """The text without what stands at these places."""
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}{joined}{text[end:]}"
    return text
