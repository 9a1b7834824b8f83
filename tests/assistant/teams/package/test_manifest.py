"""The manifest and its texts, by Microsoft's own schemas: of the version it names, and of the newest."""

import json
from typing import Any, get_args

import jsonschema_rs
import pytest

from assistant.teams.commands import Delete, Documents, Help, Measures, Scope, command
from assistant.teams.package.manifest import COMMANDS, LONGEST, SCHEMA_VERSION, localisations, manifest, too_long
from assistant.texts import Language
from assistant.web.assets import MODULES
from tests.assistant.teams.package.listings import APP, listing

SCHEMAS = MODULES / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
NUMBERED = sorted((tuple(map(int, path.name[1:].split("."))) for path in SCHEMAS.glob("v[0-9]*")), reverse=True)
NEWEST = ".".join(map(str, NUMBERED[0])) if NUMBERED else SCHEMA_VERSION
LANGUAGES = get_args(Language)

needs_schemas = pytest.mark.skipif(not NUMBERED, reason="the schemas are not installed: make setup")


def validator(version: str, name: str = "MicrosoftTeams") -> jsonschema_rs.Draft4Validator:
    schema = json.loads((SCHEMAS / f"v{version}" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.Draft4Validator(schema, validate_formats=True)


def refused(validated: jsonschema_rs.Draft4Validator, made: Any) -> list[str]:
    return sorted("/".join(map(str, error.instance_path)) for error in validated.iter_errors(made))


@needs_schemas
@pytest.mark.parametrize("version", [SCHEMA_VERSION, NEWEST])
@pytest.mark.parametrize("language", LANGUAGES)
def test_microsoft_takes_the_manifest_and_its_texts(version: str, language: Language) -> None:
    made = manifest(listing(language=language))
    asked = {**made, "manifestVersion": version, "$schema": made["$schema"].replace(SCHEMA_VERSION, version)}
    assert refused(validator(version), asked) == []
    texts = localisations(listing(language=language))
    assert sorted(texts) == [f"{other}.json" for other in sorted(LANGUAGES) if other != language]
    for words in texts.values():
        assert refused(validator(version, "MicrosoftTeams.Localization"), words) == []


@needs_schemas
def test_the_schemas_refuse_what_is_wrong() -> None:
    made = manifest(listing())
    wrong = {**made, "name": {"short": "x" * 31}, "id": "ingen", "mer": 1}
    del wrong["icons"]
    assert refused(validator(SCHEMA_VERSION), wrong) == ["", "", "id", "name/short"]
    words = localisations(listing())["nn.json"] | {"bots[0].commandLists[0].commands[0].titel": "/hjelp"}
    assert refused(validator(SCHEMA_VERSION, "MicrosoftTeams.Localization"), words) == [""]


@needs_schemas
def test_our_own_limits_are_microsofts() -> None:
    schema = json.loads((SCHEMAS / f"v{SCHEMA_VERSION}" / "MicrosoftTeams.schema.json").read_text(encoding="utf-8"))
    said = schema["properties"]
    command = said["bots"]["items"]["properties"]["commandLists"]["items"]["properties"]["commands"]["items"]
    limits = {
        f"{part}.{length}": said[part]["properties"][length]
        for part in ("name", "description")
        for length in ("short", "full")
    }
    limits |= {part: command["properties"][part] for part in ("title", "description")}
    assert {name: limit["maxLength"] for name, limit in limits.items()} == LONGEST


def test_a_text_that_teams_would_cut_is_found() -> None:
    words = localisations(listing())["en.json"]
    del words["$schema"]
    assert too_long(words) == []
    assert too_long({**words, "name.short": "x" * 31, "name.full": ""}) == ["name.short", "name.full"]
    first = "bots[0].commandLists[0].commands[0].title"
    assert too_long({**words, first: "x" * 129}) == [first]


def test_it_says_which_bot_where_and_whose() -> None:
    made = manifest(
        listing(domain="https://Planer.Kommune.no/barnehage/", developer=" Min   kommune ", version="1.2.3")
    )
    assert made["id"] == made["bots"][0]["botId"] == APP
    assert made["version"] == "1.2.3"
    assert made["developer"] == {
        "name": "Min kommune",
        "websiteUrl": "https://planer.kommune.no/barnehage",
        "privacyUrl": "https://planer.kommune.no/barnehage/personvern",
        "termsOfUseUrl": "https://planer.kommune.no/barnehage/personvern",
    }
    assert made["validDomains"] == ["planer.kommune.no"]
    assert made["bots"][0]["scopes"] == ["personal", "team", "groupChat"]
    (commands,) = made["bots"][0]["commandLists"]
    assert [command["title"] for command in commands["commands"]] == [
        *("/hjelp", "/dokumenter", "/tiltak", "/kommune", "/slett")
    ]
    assert len(COMMANDS) == len(commands["commands"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_assistant_knows_every_command_that_teams_shows(language: Language) -> None:
    made = manifest(listing(language=language))
    (commands,) = made["bots"][0]["commandLists"]
    meant = [type(command(shown["title"])) for shown in commands["commands"]]
    assert meant == [Help, Documents, Measures, Scope, Delete]


def test_who_has_another_language_sees_the_one_that_was_chosen() -> None:
    made = manifest(listing(language="nn"))
    assert made["localizationInfo"] == {
        "defaultLanguageTag": "nn",
        "additionalLanguages": [{"languageTag": "nb", "file": "nb.json"}, {"languageTag": "en", "file": "en.json"}],
    }
    assert made["bots"][0]["commandLists"][0]["commands"][1]["title"] == "/dokument"
    assert localisations(listing())["en.json"]["bots[0].commandLists[0].commands[0].title"] == "/help"
