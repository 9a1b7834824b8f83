"""`python -m assistant.web.assets`: what is served with the pages, brought from npm into static/vendor.

The style sheets of the design system carry their icons as data: addresses, which the Content-Security-Policy forbids;
each becomes a file beside them.
"""

import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

WEB = Path(__file__).parent
MODULES = WEB / "node_modules"
VENDOR = WEB / "static" / "vendor"

STYLES = {
    "designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "theme.css": "@digdir/designsystemet-theme/brand/digdir.css",
}
SERVED = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "sse.min.js": "htmx-ext-sse/dist/sse.min.js",
    "inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
}
LICENCES = {
    "designsystemet.css": "@digdir/designsystemet-css/LICENSE",
    "theme.css": "@digdir/designsystemet-theme/LICENSE",
    "htmx.min.js": "htmx.org/LICENSE",
    "sse.min.js": "htmx-ext-sse/LICENSE",
    "inter-latin.woff2": "@fontsource-variable/inter/LICENSE",
}

MISSING = "stilark og skript er ikke hentet, så sidene står uten utseende; skriv make setup"
"""What is said where they are not there: the API works, the pages are hard to use."""

_ICON = re.compile(r"""url\((["'])data:image/svg\+xml;charset=utf-8,(.*?)\1\)""", re.DOTALL)
_DATA = re.compile(r"url\(\s*[\"']?data:")


class AssetsError(Exception):
    """The assets cannot be brought; the message says what is missing and what to do."""


def install() -> None:
    """Installs what package-lock.json names, and copies what is served.

    Raises AssetsError where Node is missing, the registry does not answer, or a package is not as expected.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise AssetsError(
            "npm finnes ikke på denne maskinen. Nettsidene trenger det når de settes opp (ikke når de kjører): "
            "installer Node 18 eller nyere (sudo apt-get install nodejs npm, eller nodejs.org), og skriv make setup"
        )
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=WEB, check=False).returncode:  # noqa: S603 - a fixed command
        raise AssetsError(
            f"npm ci i {WEB} mislyktes (meldingen står over). Se etter at npm-registeret kan nås "
            "(npm config get registry), og skriv make setup på nytt"
        )
    copy(MODULES, VENDOR)


def copy(modules: Path, vendor: Path) -> None:
    """Copies what is served, with its licences, into an empty `vendor`."""
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for name, source in SERVED.items():
        shutil.copyfile(_found(modules / source), vendor / name)
    for name, source in LICENCES.items():
        shutil.copyfile(_found(modules / source), vendor / f"{name}.LICENSE.txt")
    for name, source in STYLES.items():
        style = _found(modules / source).read_text(encoding="utf-8")
        (vendor / name).write_text(_with_icons_apart(style, vendor), encoding="utf-8")


def is_installed() -> bool:
    """Whether everything that the pages are served with is there."""
    return all((VENDOR / name).is_file() for name in (*STYLES, *SERVED))


def _with_icons_apart(style: str, vendor: Path) -> str:
    def apart(match: re.Match[str]) -> str:
        icon = unquote(match[2])
        name = f"icon-{sha256(icon.encode()).hexdigest()[:12]}.svg"
        (vendor / name).write_text(icon, encoding="utf-8")
        return f'url("{name}")'

    written = _ICON.sub(apart, style)
    if _DATA.search(written):
        raise AssetsError("stilarket har data:-adresser av et slag som ikke er kjent; se assistant/web/assets.py")
    return written


def _found(path: Path) -> Path:
    if not path.is_file():
        raise AssetsError(f"{path} finnes ikke; stemmer assistant/web/package.json med assistant/web/assets.py?")
    return path


if __name__ == "__main__":
    try:
        install()
    except AssetsError as error:
        sys.exit(f"Feil: {error}.")
