import pytest

from assistant.teams.package.listing import PackageError, web_address
from tests.assistant.teams.package.listings import APP, listing


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("planer.kommune.no", "https://planer.kommune.no"),
        (" https://PLANER.kommune.no/ ", "https://planer.kommune.no"),
        ("https://planer.kommune.no:443/a/", "https://planer.kommune.no/a"),
        ("planer.kommune.no:8443", "https://planer.kommune.no:8443"),
        ("xn--bamble-ija.no", "https://xn--bamble-ija.no"),
    ],
)
def test_an_address_is_written_in_one_way(written: str, address: str) -> None:
    assert web_address(written) == address


@pytest.mark.parametrize(
    "written",
    [
        *("", "kommune", "localhost", "127.0.0.1:8000", "http://planer.kommune.no", "https://", "https://[::1]/"),
        *("https://en@planer.kommune.no", "https://planer.kommune.no/?a=b", "planer.kommune.no/a b", "-a.no", "a..no"),
        *("https://planer.kommune.no:99999", "https://planer.kommune.no/#a", "planer.kommune.no/" + "a" * 2000),
    ],
)
def test_an_address_that_teams_cannot_use_is_refused(written: str) -> None:
    with pytest.raises(PackageError):
        web_address(written)


def test_an_app_id_is_a_guid() -> None:
    assert listing(app_id=f" {APP.upper()} ").app_id == APP
    for written in ("", "planassistent", APP[:-1], f"{APP}0", APP.replace("-", "")):
        with pytest.raises(PackageError, match=r"Application \(client\) ID"):
            listing(app_id=written)


@pytest.mark.parametrize("version", ["", "1", "1.0", "0.1.0", "1.0.0.0", "1.0.0-a", "01.0.0", "v1.0.0"])
def test_a_version_is_three_numbers_of_which_the_first_is_not_zero(version: str) -> None:
    with pytest.raises(PackageError, match="versjonen"):
        listing(version=version)


@pytest.mark.parametrize("developer", ["", "  ", "x" * 33])
def test_a_developer_has_a_name_that_teams_has_room_for(developer: str) -> None:
    with pytest.raises(PackageError, match="32 tegn"):
        listing(developer=developer)


def test_terms_of_ones_own_are_an_address() -> None:
    assert listing(terms="https://kommune.no/vilkår").terms == "https://kommune.no/vilkår"
    with pytest.raises(PackageError):
        listing(terms="http://kommune.no")
