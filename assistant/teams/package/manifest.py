"""The manifest of the app in Teams, and its words in the languages beside the first."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from assistant.teams.package.listing import Listing
from assistant.teams.texts import text
from assistant.texts import Language

SCHEMA_VERSION = "1.25"
"""Tenants take newer versions at different times; in channels Teams wants this one at least. We need nothing newer."""

COLOR_ICON, OUTLINE_ICON = "color.png", "outline.png"
ACCENT = "#0062BA"
"""The colour of the icon on the pages."""

COMMANDS = ("help", "documents", "measures", "place", "delete")
SCOPES = ("personal", "team", "groupChat")
LONGEST = {
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
    "description.full": 4_000,
    "title": 128,
    "description": 4_000,
}
"""How many characters Teams takes of a text; of commands, the last part of the name counts."""

_SCHEMAS = f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA_VERSION}"
_FIXED = {"name.short": "name_short", "name.full": "name_full"} | {
    f"description.{length}": f"description_{length}" for length in ("short", "full")
}


def manifest(listing: Listing) -> dict[str, Any]:
    """The manifest, with its texts in the listing's language.

    It asks for no single sign-on (`webApplicationInfo`): Teams says with each message who writes, and our own login
    knows them by that. `supportsChannelFeatures` is needed for channels from 1.25 on: the assistant answers in shared
    and private ones as in any other.
    """
    words = _words(listing.language)
    return {
        "$schema": f"{_SCHEMAS}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA_VERSION,
        "version": listing.version,
        "id": listing.app_id,
        "localizationInfo": {
            "defaultLanguageTag": listing.language,
            "additionalLanguages": [{"languageTag": tag, "file": f"{tag}.json"} for tag in _others(listing.language)],
        },
        "developer": {
            "name": listing.developer,
            "websiteUrl": listing.address,
            "privacyUrl": f"{listing.address}/personvern",
            "termsOfUseUrl": listing.terms,
        },
        "name": {length: words[f"name.{length}"] for length in ("short", "full")},
        "description": {length: words[f"description.{length}"] for length in ("short", "full")},
        "icons": {"color": COLOR_ICON, "outline": OUTLINE_ICON},
        "accentColor": ACCENT,
        "bots": [_bot(listing.app_id, words)],
        "permissions": ["identity"],
        "validDomains": [listing.host],
        "defaultInstallScope": "personal",
        "defaultGroupCapability": {"team": "bot", "groupchat": "bot"},
        "supportsChannelFeatures": "tier1",
    }


def localisations(listing: Listing) -> dict[str, dict[str, str]]:
    """The texts in every language but the listing's, by the name of the file."""
    schema = f"{_SCHEMAS}/MicrosoftTeams.Localization.schema.json"
    return {f"{tag}.json": {"$schema": schema, **_words(tag)} for tag in _others(listing.language)}


def too_long(made: Mapping[str, str]) -> list[str]:
    """The names of texts that are empty or longer than Teams takes."""
    return [name for name, said in made.items() if not 0 < len(said) <= _longest(name)]


def words_of(listing: Listing) -> Iterator[dict[str, str]]:
    """The texts by name, of each language."""
    yield _words(listing.language)
    yield from (_words(tag) for tag in _others(listing.language))


def _others(first: Language) -> tuple[Language, ...]:
    return tuple(language for language in get_args(Language) if language != first)


def _words(language: Language) -> dict[str, str]:
    """The texts of a language, named as localisation files name them."""
    named = {name: text(f"package.{key}", language).strip() for name, key in _FIXED.items()}
    for at, command in enumerate(COMMANDS):
        named[_command(at, "title")] = text(f"package.{command}", language)
        named[_command(at, "description")] = text(f"package.{command}_what", language)
    return named


def _bot(app_id: str, words: Mapping[str, str]) -> dict[str, Any]:
    commands = [{part: words[_command(at, part)] for part in ("title", "description")} for at in range(len(COMMANDS))]
    return {
        "botId": app_id,
        "scopes": list(SCOPES),
        "isNotificationOnly": False,
        "supportsFiles": False,
        "commandLists": [{"scopes": list(SCOPES), "commands": commands}],
    }


def _command(at: int, part: str) -> str:
    return f"bots[0].commandLists[0].commands[{at}].{part}"


def _longest(name: str) -> int:
    return LONGEST[name if name in LONGEST else name.rpartition(".")[2]]
