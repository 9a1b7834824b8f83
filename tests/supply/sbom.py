"""`python -m tests.supply.sbom FILE`: the software bill of materials of the running product (CycloneDX 1.6).

The same parts give the same bytes: it says no time.
"""

import json
import sys
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.supply.parts import Part, parts, product


def bill() -> dict[str, Any]:
    """The bill of materials."""
    found = parts()
    name, version = product()
    root = f"pkg:generic/{name}@{version}"
    needed = {purl for part in found for purl in part.needs}
    edges = [{"ref": part.purl, "dependsOn": list(part.needs)} for part in found]
    tops = sorted(part.purl for part in found if part.purl not in needed)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": root, "name": name, "version": version, "purl": root}
        },
        "components": [_component(part) for part in found],
        "dependencies": [{"ref": root, "dependsOn": tops}, *edges],
    }


def complaint(written: str) -> str | None:
    """What is wrong with a bill of materials by the standard's schema; None where nothing is."""
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(written)
    return None if error is None else str(error)


def _component(part: Part) -> dict[str, Any]:
    said: dict[str, Any] = {"type": part.kind, "bom-ref": part.purl, "name": part.name, "version": part.version}
    said |= {"licenses": [{"expression": part.licence}], "purl": part.purl}
    if part.sha512:
        said["hashes"] = [{"alg": "SHA-512", "content": part.sha512}]
    return said


def main(path: Path) -> None:
    """Writes the bill, and says what it holds; ends with 1 where it is none."""
    written = json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"
    if wrong := complaint(written):
        sys.exit(f"the bill of materials is none: {wrong}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(written, encoding="utf-8")
    print(f"{path}: {len(json.loads(written)['components'])} parts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
