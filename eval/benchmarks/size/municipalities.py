"""Made-up municipalities, each with the shipped plans in other words, in a collection of its own."""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.models import Document
from corpus.store.records import Records
from corpus.units import shipped_units
from eval.benchmarks.size.wordings import Wording, Wordings
from ingest.pipeline import Reading

_FIRST = (
    "Aske Bjørke Elve Furu Gran Hassel Lyng Myr Odde Rogne Selje Strand Tyri Ulve Vier Ørne Hegre Kvern Lauv Rype"
).split()
_LAST = "bakken dal heim lia lund mo nes rud sand stad støl sund vang vik berg bø eid fjell haug tveit".split()
_PARTS = ("", "Nord-", "Sør-", "Øst-", "Vest-", "Indre ", "Ytre ", "Nedre ", "Øvre ")
_OLDER_EACH = 5
"""So many municipalities to one that keeps the edition before of its plans as well."""
_YEARS_BEFORE = 5
_TITLES = {
    "slides": "Foredrag for barnehagene i {}",
    "handbook": "Håndbok for barnehagene i {}",
    "competence plan": "Kompetanseplan for barnehagene i {}",
    "quality criteria": "Kriterier for barnehagene i {}",
    "action plan": "Handlingsplan for barnehagene i {}",
}
_ANY_TITLE = "Plan for barnehagene i {}"
_TOLD = frozenset(
    "text title description strategic_priority commitment heading_path lead action comes_from goes_on meaning set_apart"
    " heading wording".split()
)
"""The fields of records that have words of the document; all others are ids, numbers, names of units and times."""


class Municipalities:
    """As many as are asked for, the same ones each time, made of the readings of some plans."""

    def __init__(self, plans: Sequence[Records]) -> None:
        self._plans = [_dumped(plan) for plan in plans]
        self._wordings = Wordings(
            (page.text for plan in plans for page in plan.pages),
            [
                *(name for unit in shipped_units() for name in (unit.name, *unit.names, *unit.abbreviations)),
                *(name for plan in plans for unit in plan.units for name in (unit.name, *unit.names)),
                *(measure.responsible_raw for plan in plans for measure in plan.measures),
                *(measure.schedule.raw for plan in plans for measure in plan.measures),
                *(duty.unit_raw for plan in plans for duty in plan.duties),
            ],
        )
        self._issuers = [plan.document.issuer or "" for plan in plans]

    def of(self, number: int) -> Iterator[Reading]:
        """The readings of one municipality."""
        place = place_name(number)
        for at, plan in enumerate(self._plans):
            yield self._reading(number, at, plan, place, "")
            if number % _OLDER_EACH == 0 and plan["document"]["valid_from"]:
                yield self._reading(number, at, plan, place, "-forrige")

    def _reading(self, number: int, at: int, plan: dict[str, Any], place: str, edition: str) -> Reading:
        wording = self._wordings.wording(number * 100 + at * 10 + len(edition))
        for word in self._issuers[at].replace(",", " ").split():
            if word[0].isupper() and word not in ("Bydel", "Byrådsavdeling"):
                wording.name(word, place)
        old = plan["document"]["id"]
        new = f"{collection(number)}-{old}{edition}"
        found = {name: _reworded(records, wording, old, new) for name, records in plan.items()}
        found["document"] = _document(plan["document"], number, new, edition)
        return Reading.model_validate(found)


def place_name(number: int) -> str:
    """What a municipality is called."""
    each = len(_FIRST) * len(_LAST)
    part, name = divmod(number, each)
    start = _PARTS[part % len(_PARTS)] + ("" if part < len(_PARTS) else f"{part} ")
    return f"{start}{_FIRST[name % len(_FIRST)]}{_LAST[name // len(_FIRST)]}"


def collection(number: int) -> str:
    """The id of a municipality's collection."""
    return f"kommune-{number:04}"


def _dumped(plan: Records) -> dict[str, Any]:
    fields = ("document", "pages", "passages", "measures", "units", "duties", "terms")
    whole = Reading(
        generation_id=plan.generation_id,
        reader_version=plan.reader_version,
        **{field: getattr(plan, field) for field in fields},
    )
    dumped: dict[str, Any] = whole.model_dump(mode="json")
    return dumped


def _reworded(value: Any, wording: Wording, old: str, new: str, *, told: bool = False) -> Any:
    """Records with all that they tell in another wording, and with the ids of another document."""
    if isinstance(value, dict):
        return {key: _reworded(own, wording, old, new, told=key in _TOLD) for key, own in value.items()}
    if isinstance(value, list):
        if value and isinstance(value[0], float):  # where a word stands
            return value
        return [_reworded(own, wording, old, new, told=told) for own in value]
    if not isinstance(value, str):
        return value
    return wording.of(value) if told else value.replace(old, new)


def _document(plan: dict[str, Any], number: int, document_id: str, edition: str) -> Document:
    place = place_name(number)
    back = _YEARS_BEFORE if edition else 0
    years = {key: plan[key] - back for key in ("valid_from", "valid_to") if plan[key]}
    span = "–".join(str(year) for year in years.values())
    told = {
        "id": document_id,
        "title": f"{_TITLES.get(plan['kind'], _ANY_TITLE).format(place)} {span}".strip(),
        "issuer": f"{place} kommune",
        "jurisdiction": place,
        "collection": collection(number),
        "retelling_of": None,
        "file_name": f"{document_id}.pdf",
        "sha256": hashlib.sha256(document_id.encode()).hexdigest(),
    }
    return Document.model_validate({**plan, **told, **years})
