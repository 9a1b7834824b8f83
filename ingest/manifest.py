"""manifest.toml: what is known of the documents in a folder."""

import re
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import ConfigDict, Field, ValidationError

from corpus.complaints import quoted, validation_complaint
from corpus.models import Metadata, Record

_YEARS = re.compile(r"^\s*((?:19|20)\d\d)?\s*(?:[-–]\s*((?:19|20)\d\d)?)?\s*$")
_NOT_STATED = frozenset({"", "not stated", "ikke oppgitt", "ikkje oppgitt", "unknown"})


class ManifestError(Exception):
    """The manifest cannot be used; the message names the file, the place and the mend."""


class ManifestEntry(Metadata):
    """One `[[document]]` of a manifest; `valid` is "2024–2030" or "2024–"; `file` defaults to the id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str | None = None
    valid: str | None = None

    def metadata(self) -> Metadata:
        """The entry as metadata; what it calls "not stated" is None."""
        values = self.model_dump(exclude={"file", "valid"})
        years = _YEARS.match(self.valid or "")
        if years is None:
            raise ManifestError(
                f'valid = {quoted(self.valid)} er ikke et tidsrom i år; skriv "2024–2030", "2024–" eller "2024"'
            )
        start, end = (int(year) if year else None for year in years.groups())
        if self.valid and not re.search(r"[-–]", self.valid):
            end = start
        if start and end and end < start:
            raise ManifestError(f"valid = {quoted(self.valid)} slutter før det begynner; skriv det første året først")
        return Metadata(**{**values, "valid_from": start or self.valid_from, "valid_to": end or self.valid_to})


class Manifest(Record):
    """What a folder's manifest says: metadata by file stem, and patterns of the files that are no documents."""

    documents: dict[str, Metadata] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()

    def ignores(self, name: str) -> bool:
        """Whether a file of the folder, by its name or its path from the folder, is to be passed over."""
        return any(fnmatchcase(name, pattern) for pattern in self.ignore)


def read_manifest(path: Path) -> Manifest:
    """The manifest of a folder.

    Raises ManifestError where the file is no TOML, has an unknown key or a value of the wrong form.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(
            f"{path}: manifestet er ikke gyldig TOML ({error}); rett linjen, eller flytt filen bort"
        ) from error
    entries = data.get("document", [])
    unknown = sorted(set(data) - {"document", "ignore"})
    if unknown or not isinstance(entries, list):
        found_there = ", ".join(map(quoted, unknown)) or "document som noe annet enn [[document]]"
        raise ManifestError(
            f"{path}: bare ignore og [[document]] kan stå her, men her står {found_there}; rett eller slett det"
        )
    ignore = data.get("ignore", [])
    if not isinstance(ignore, list) or not all(isinstance(pattern, str) for pattern in ignore):
        raise ManifestError(
            f'{path}: ignore = {quoted(ignore)} er ikke en liste av mønstre; skriv ignore = ["*.md", "kilder/*"]'
        )
    found: dict[str, Metadata] = {}
    for number, values in enumerate(entries, start=1):
        entry, metadata = _entry(path, number, values)
        stem = Path(entry.file).stem if entry.file else (entry.id or "")
        if not stem:
            raise ManifestError(f"{path}: [[document]] nummer {number} har verken id eller file; skriv en av dem")
        if stem in found or (metadata.id and metadata.id in {other.id for other in found.values()}):
            stem = stem if stem in found else str(metadata.id)
            raise ManifestError(f"{path}: {quoted(stem)} står to ganger; behold én [[document]]")
        found[stem] = metadata
    return Manifest(documents=found, ignore=tuple(ignore))


def _stated(values: object) -> object:
    """The values of an entry that say something; "not stated" says nothing."""
    if not isinstance(values, dict):
        return values
    return {key: None if str(value).strip().lower() in _NOT_STATED else value for key, value in values.items()}


def _entry(path: Path, number: int, values: object) -> tuple[ManifestEntry, Metadata]:
    try:
        entry = ManifestEntry.model_validate(_stated(values))
        return entry, entry.metadata()
    except ValidationError as error:
        first = error.errors()[0]
        field = quoted(".".join(map(str, first["loc"]))) if first["loc"] else "oppføringen"
        complaint = validation_complaint(first)
        raise ManifestError(f"{path}: [[document]] nummer {number}: {field} {complaint}; rett det") from error
    except ManifestError as error:
        raise ManifestError(f"{path}: [[document]] nummer {number}: {error}") from error
