"""The templates there are: those that are shipped, and the user's own."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from assistant.drafting.template import Template
from assistant.drafting.template_file import TemplateError, read_template
from corpus.complaints import quoted, system_complaint


class Templates:
    """The shipped templates and those of a folder (`*.toml`), read anew each time: what is put there is there at once.

    One's own that has the id of a shipped one takes its place. One that cannot be used takes nobody's, and is told in
    `complaints`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> tuple[Template, ...]:
        """All that can be used: the shipped in their order, then one's own by the name of their files."""
        return tuple({**_shipped(), **self._own()[0]}.values())

    def get(self, template_id: str) -> Template | None:
        """The template of an id, or None."""
        return next((template for template in self.all() if template.id == template_id), None)

    def complaints(self) -> tuple[str, ...]:
        """What is wrong with those of one's own that cannot be used, one a file."""
        return self._own()[1]

    def _own(self) -> tuple[dict[str, Template], tuple[str, ...]]:
        """One's own by their ids, and what is wrong with the others; of two with the same id the first stands."""
        found: dict[str, tuple[Path, Template]] = {}
        paths, complaints = _files_of(self._folder)
        for path in paths:
            try:
                template = read_template(path)
            except TemplateError as error:
                complaints.append(str(error))
                continue
            first, _ = found.setdefault(template.id, (path, template))
            if first != path:
                named = f"id-en {quoted(template.id)} er også id-en i {first.name}"
                complaints.append(f"{path}: {named}; gi den ene en annen")
        return {key: template for key, (_, template) in found.items()}, tuple(complaints)


def _files_of(folder: Path) -> tuple[list[Path], list[str]]:
    """The templates of a folder by name, and why it cannot be read; a folder that is not there has none."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml"), []
    except FileNotFoundError:
        return [], []
    except OSError as error:
        reason = f"mappen med maler kan ikke leses ({system_complaint(error)})"
        return [], [f"{folder}: {reason}; se etter at det er en mappe, og at du har tilgang til den"]


@cache
def _shipped() -> dict[str, Template]:
    folder = files("corpus.documents") / "templates"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {template.id: template for template in map(read_template, found)}
