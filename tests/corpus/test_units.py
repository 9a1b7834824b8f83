import pytest

from corpus.models import Unit
from corpus.units import UnitRegister, shipped_units

SCHOOL = Unit(id="naturskolen", name="Naturskolen Elvedal", names=("naturskulen",), abbreviations=("NE",))


@pytest.fixture
def register() -> UnitRegister:
    return UnitRegister([*shipped_units(), SCHOOL])


def test_the_shipped_units_are_known_by_one_id_each() -> None:
    ids = [unit.id for unit in shipped_units()]
    assert len(set(ids)) == len(ids) > 5
    assert {unit.parent for unit in shipped_units() if unit.parent} <= set(ids)


def test_no_name_of_a_shipped_unit_belongs_to_another() -> None:
    register = UnitRegister(shipped_units())
    for unit in shipped_units():
        for name in (unit.name, *unit.names, *unit.abbreviations):
            assert (name, register.resolve(name)) == (name, unit.id)


@pytest.mark.parametrize("name", ["Naturskolen Elvedal", "NATURSKULEN", "ne", " naturskolen \n elvedal "])
def test_a_unit_is_found_by_any_of_its_names(register: UnitRegister, name: str) -> None:
    assert register.resolve(name) == "naturskolen"


def test_unknown_names_are_nobody(register: UnitRegister) -> None:
    assert register.resolve("Skogvokterne") is None
    assert register.get("skogvokterne") is None
    assert register.get("naturskolen") == SCHOOL


@pytest.mark.parametrize(
    ("raw", "owners"),
    [
        ("UKE/UTD", ("uke", "utd")),
        ("UTD\nBydelene\nUTD", ("utd", "bydelene")),
        ("PPT og bydelene, NE", ("ppt", "bydelene", "naturskolen")),
        ("Skogvokterne i Øvre dal", ("skogvokterne-i-ovre-dal",)),
        ("", ()),
        ("Utviklings- og kompetanseetaten", ("uke",)),
        ("Utviklings- og kompetanseetaten og UTD", ("uke", "utd")),
        ("PPT i samarbeid med UTD og skolene", ("ppt",)),
        ("UTD, i nært samarbeid med UKE\nPPT sammen med bydelene", ("utd", "ppt")),
        ("Skogvokterne i samråd med UTD", ("skogvokterne-i-samrad-med-utd",)),
    ],
)
def test_the_owners_of_a_cell_are_resolved_in_order(register: UnitRegister, raw: str, owners: tuple[str, ...]) -> None:
    assert register.resolve_owners(raw) == owners


@pytest.mark.parametrize(
    ("raw", "told", "names"),
    [
        ("PPT i samarbeid med UTD og skolene", "", ("UTD", "skolene")),
        ("UTD, i nært samarbeid med UKE\nPPT sammen med bydelene", "", ("UKE", "bydelene")),
        ("Styrer (i samarbeid med PPT og FAU), fagleder", "", ("PPT", "FAU")),
        ("UTD", "PPT\nNE, Turlaget", ("PPT", "NE", "Turlaget")),
        ("UTD sammen med PPT", "ppt og Turlaget", ("PPT", "Turlaget")),
        ("UTD/UKE", "UKE, bydelene", ("bydelene",)),
        ("Seksjon for samarbeid med heimen", "", ()),
        ("", "", ()),
    ],
)
def test_partners_are_named_once_and_are_no_owners(
    register: UnitRegister, raw: str, told: str, names: tuple[str, ...]
) -> None:
    assert register.partners(raw, told) == names


def test_who_stands_after_partners_in_brackets_is_an_owner(register: UnitRegister) -> None:
    assert register.resolve_owners("UTD (i samarbeid med PPT), fagleder") == ("utd", "fagleder")


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("PPT, bydelene", ("PPT", "bydelene")),
        ("PPT og bydelene; styrer/rektor", ("PPT", "bydelene", "styrer", "rektor")),
        ("Styrer og/eller rektor, og verneombud", ("Styrer", "rektor", "verneombud")),
        ("UTD\nByrådsavdelingen for utdanning", ("UTD",)),
        ("Utviklings- og kompetanseetaten og UTD", ("Utviklings- og kompetanseetaten", "UTD")),
        ("Seksjon for oppvekst, kultur og idrett", ("Seksjon for oppvekst, kultur og idrett",)),
        ("Enhetsleder mestring og oppfølging", ("Enhetsleder mestring og oppfølging",)),
        ("Leiar for PPT og leiande helsesjukepleiar", ("Leiar for PPT", "leiande helsesjukepleiar")),
        ("Fagleder barnehage og rektor", ("Fagleder barnehage", "rektor")),
        ("Styrer, etter drøfting i personalgruppen", ("Styrer, etter drøfting i personalgruppen",)),
        ("SLT-koordinator (mot rus og vold)/NAV", ("SLT-koordinator (mot rus og vold)", "NAV")),
        ("Bydelene i samarbeid med AKS og skolene", ("Bydelene i samarbeid med AKS og skolene",)),
        ("Enhetsleder v/ styrer", ("Enhetsleder v/ styrer",)),
        (" \n/, ", ()),
    ],
)
def test_the_names_of_a_cell_agree_with_its_owners(register: UnitRegister, raw: str, names: tuple[str, ...]) -> None:
    assert register.owner_names(raw) == names
    assert len(register.resolve_owners(raw)) == len(names)


def test_units_are_found_in_running_text(register: UnitRegister) -> None:
    text = "Naturskolen\nElvedal spør PPT og Byrådsavdeling for utdanning; NE svarer. Nederst står pptx."
    assert register.mentioned(text) == ("naturskolen", "ppt", "utd")
    assert register.mentioned("Ingen her, heller ikke en nese.") == ()


def test_the_longest_name_counts(register: UnitRegister) -> None:
    register.add(Unit(id="ne-vest", name="Naturskolen Elvedal vest"))
    assert register.mentioned("Spør Naturskolen Elvedal vest.") == ("ne-vest",)


def test_a_unit_added_later_is_found_and_takes_no_name_over(register: UnitRegister) -> None:
    assert register.mentioned("Skogvokterne og NE") == ("naturskolen",)
    register.add(Unit(id="vokterne", name="Skogvokterne", abbreviations=("NE",)))
    assert register.mentioned("Skogvokterne og NE") == ("vokterne", "naturskolen")


def test_ancestors_come_nearest_first_and_a_circle_ends() -> None:
    register = UnitRegister(
        [
            Unit(id="styrer", name="Styrer", parent="barnehage"),
            Unit(id="barnehage", name="Barnehage", parent="bydel"),
            Unit(id="bydel", name="Bydel", parent="barnehage"),
        ]
    )
    assert register.ancestors("styrer") == ("barnehage", "bydel")
    assert register.ancestors("ingen") == ()
    assert set(register.names()) == {"styrer", "barnehage", "bydel"}
