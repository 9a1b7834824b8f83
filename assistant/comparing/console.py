"""A difference on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from assistant import labels
from assistant.comparing import phrasing
from assistant.comparing.difference import Change, ComparedEdition, ComparedMeasure, Difference
from assistant.comparing.wording import Segment
from assistant.texts import Language

_STYLES = {"same": "", "removed": "red strike", "added": "green bold"}
_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}  # colour alone tells nothing


def show_difference(difference: Difference, language: Language, screen: Console) -> None:
    """The counts, then what changed, word by word, and what came and went."""
    for name, side in (("from", difference.old), ("to", difference.new)):
        screen.print(f"{phrasing.heading(name, language)}: {_edition(side, language)}", soft_wrap=True)
    screen.print(phrasing.summary(difference, language), soft_wrap=True)
    if difference.changed:
        screen.print(f"\n{phrasing.heading('changed', language)}", style="bold")
    for measure in difference.changed:
        screen.print(f"~ {measure.new.title} ({measure.old.locator} → {measure.new.locator})", soft_wrap=True)
        for change in measure.changes:
            screen.print(_change(change, language), soft_wrap=True)
    _show_measures("added", "+", difference.added, language, screen)
    _show_measures("removed", "-", difference.removed, language, screen)


def _show_measures(
    name: str, sign: str, measures: Sequence[ComparedMeasure], language: Language, screen: Console
) -> None:
    if measures:
        screen.print(f"\n{phrasing.heading(name, language)}", style="bold")
    for measure in measures:
        screen.print(f"{sign} {measure.title} ({measure.locator})", soft_wrap=True)
        cells = (
            ("description", measure.description),
            ("schedule", measure.schedule),
            ("responsible", ", ".join(measure.responsible)),
        )
        for field, text in cells:
            if text.strip():
                screen.print(f"    {phrasing.cell(field, language)}: {' '.join(text.split())}", soft_wrap=True)


def _change(change: Change, language: Language) -> Text:
    line = Text(f"    {phrasing.field(change, language)} ({change.old_locator} → {change.new_locator}): ")
    return line + Text("").join(_marked(segment) for segment in change.segments)


def _marked(segment: Segment) -> Text:
    space = " " if segment.text.startswith(" ") else ""
    return Text(space) + Text(_MARKS[segment.change].format(segment.text.strip()), style=_STYLES[segment.change])


def _edition(side: ComparedEdition, language: Language) -> str:
    parts = (
        labels.title(side.title, is_stated=side.title_stated, language=language),
        labels.issuer(side.issuer, language),
        labels.years(side.valid_from, side.valid_to, language),
        labels.retelling(language) if side.retelling else None,
    )
    return ", ".join(filter(None, parts))
