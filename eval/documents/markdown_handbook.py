"""A handbook in Markdown: front matter, nested lists, task lists, footnotes, tables with links in cells."""

from pathlib import Path

from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth

ABOUT = MadeUp(
    id="lyngheia",
    filename="handbok.md",
    producer="an editor of Markdown",
    why="headings of both kinds, nested lists, task lists, quotes, footnotes, bold and links and pipes in table cells",
)


def make(folder: Path) -> tuple[Path, Truth]:
    """Writes the file; the title's section is page 1, each `##` one more."""
    phrases, ledger = Phrases("Lyngheia", 14), Ledger()
    parts = [
        "---\ntitle: Håndbok for barnehagene i Lyngheia\nlang: nb\ntags: [barnehage, håndbok]\n---",
        _opening(phrases, ledger),
        _lists(phrases, ledger),
        _measures(phrases, ledger),
        _tasks(phrases, ledger),
        _loose_table(phrases, ledger),
    ]
    target = folder / ABOUT.filename
    target.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return target, ledger.truth()


def _opening(phrases: Phrases, ledger: Ledger) -> str:
    ledger.turn()
    quote = phrases.sentences("frame", 1)
    return "\n\n".join(
        [
            "Håndbok for barnehagene i Lyngheia\n===",
            _wrapped(ledger.say(phrases.sentences("frame", 3))),
            "<!-- Husk å oppdatere datoen før kommunestyret -->",
            f"> {ledger.say(quote)}",
        ]
    )


def _lists(phrases: Phrases, ledger: Ledger) -> str:
    """Lists in lists, one of them with a paragraph between its points."""
    ledger.turn()
    one, two, three, four, five, six = (ledger.say([text]) for text in phrases.sentences("children", 6))
    first, second, third = (ledger.say([text]) for text in phrases.sentences("safety", 3))
    said = ledger.say(phrases.sentences("staff", 3))
    return (
        f"Lek og omsorg\n---\n\n{_wrapped(said)}\n\n"
        f"* {one}\n    * {two}\n    * {three}\n        - {four}\n* {five}\n* {six}\n\n"
        f"### Når et barn ikke har det trygt\n\n1. {first}\n\n   {second}\n2. {third}"
    )


def _measures(phrases: Phrases, ledger: Ledger) -> str:
    ledger.turn()
    lines = ["| Tiltak | Beskrivelse | Tidsplan | Ansvar |", "|:-------|:------------|:--------:|-------:|"]
    for at, measure in enumerate(phrases.measures(7)):
        ledger.row(measure)
        title = (measure.title, f"**{measure.title}**", f"[{measure.title}](tiltak/{at}.md)")[at % 3]
        owners = f"_{measure.owners}_" if at == 4 else measure.owners
        lines.append(f"| {title} | {measure.description} | {measure.schedule} | {owners} |")
    said = ledger.say(phrases.sentences("followup", 2))
    return f"## Tiltak i planperioden\n\n{_wrapped(said)}\n\n" + "\n".join(lines)


def _tasks(phrases: Phrases, ledger: Ledger) -> str:
    ledger.turn()
    tasks = "\n".join(
        f"- [{' x'[at % 2]}] {ledger.say([text])}" for at, text in enumerate(phrases.sentences("parents", 4))
    )
    note, text = ledger.say(phrases.sentences("transitions", 1)), ledger.say(phrases.sentences("language", 2))
    return f"## Sjekkliste før oppstart\n\n{tasks}\n\n{text}[^1]\n\n[^1]: {note}"


def _loose_table(phrases: Phrases, ledger: Ledger) -> str:
    """A table without outer pipes, a pipe in one of its cells and a break in others."""
    ledger.turn()
    lines = ["Hva skal vi gjøre? | Når | Hvem", "--- | --- | ---"]
    for at, measure in enumerate(phrases.measures(4)):
        owners = measure.owners.replace(" og ", "<br>og ")
        name = f"{measure.title} A|B" if at == 1 else measure.title
        ledger.row(type(measure)(name, "", measure.schedule, measure.owners))
        lines.append(f"{name.replace('|', chr(92) + '|')} | {measure.schedule} | {owners}")
    return "## Årets oppgaver\n\n" + "\n".join(lines) + "\n\n" + _wrapped(ledger.say(phrases.sentences("followup", 2)))


def _wrapped(text: str) -> str:
    """Lines of about 60 letters, as an editor cuts them."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > 60:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])
