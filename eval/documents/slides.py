"""A slide deck with notes, tables that go on from slide to slide, groups of shapes, and a hidden slide."""

from collections.abc import Sequence
from pathlib import Path

from eval.documents.deck import Deck, hide
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells

ABOUT = MadeUp(
    id="osneset",
    filename="Presentasjon kommunestyret 140525.pptx",
    producer="PowerPoint",
    why="notes, tables over two slides (with and without a header on the second), groups in groups, a hidden slide",
)
_HEADER = ("Tiltak", "Beskrivelse", "Når", "Ansvar")
_WIDTHS = (2.8, 5.2, 2, 2.1)


def make(folder: Path) -> tuple[Path, Truth]:
    """Writes the file; a hidden slide keeps its number, and what stands on it is no part of the truth."""
    phrases, ledger, deck = Phrases("Osneset", 12), Ledger(), Deck()
    ledger.turn()
    deck.cover("Kvalitetsplan for barnehagene", ledger.say(["Orientering til kommunestyret 14. mai 2025"]))
    _points(deck, ledger, phrases, "Hvorfor en ny plan?", "frame")
    _points(deck, ledger, phrases, "Barna", "children")
    _steps(deck, ledger, phrases)
    measures = phrases.measures(7)
    _table(deck, ledger, "Tiltak i 2026", measures[:4])
    _table(deck, ledger, "Tiltak i 2026 (forts.)", measures[4:])
    ledger.turn()
    hide(deck.points("Reserve: spørsmål vi kan få", [(0, text) for text in phrases.sentences("staff", 3)]))
    measures = phrases.measures(6)
    _table(deck, ledger, "Tiltak på lengre sikt", measures[:3])
    _table(deck, ledger, "Tiltak på lengre sikt – fortsetter", measures[3:], header=False)
    ledger.turn()
    deck.boxes("Veien videre", [ledger.say([text]) for text in phrases.sentences("followup", 3)])
    target = folder / ABOUT.filename
    deck.made.save(str(target))
    return target, ledger.truth()


def _points(deck: Deck, ledger: Ledger, phrases: Phrases, title: str, theme: str) -> None:
    """Points of three levels, and what the speaker says in the notes."""
    ledger.turn()
    texts = phrases.sentences(theme, 5)
    ledger.say(texts)
    slide = deck.points(title, list(zip((0, 1, 1, 2, 0), texts, strict=True)))
    slide.notes_slide.notes_text_frame.text = ledger.say(phrases.sentences(theme, 2))


def _steps(deck: Deck, ledger: Ledger, phrases: Phrases) -> None:
    ledger.turn()
    names = ("Kartlegge", "Velge", "Prøve", "Vurdere")
    texts = phrases.sentences("safety", 8)
    ledger.say(texts)
    deck.steps("Slik arbeider vi", [(name, texts[2 * at : 2 * at + 2]) for at, name in enumerate(names)])


def _table(deck: Deck, ledger: Ledger, title: str, measures: Sequence[Cells], *, header: bool = True) -> None:
    ledger.turn()
    rows = [(m.title, m.description, m.schedule, m.owners) for m in map(ledger.row, measures)]
    deck.table(title, [_HEADER, *rows] if header else rows, _WIDTHS)
