"""A municipality's web page in Nynorsk: a menu, a cookie banner, accordions, a table with merged cells."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells

ABOUT = MadeUp(
    id="fjordheim",
    filename="Handlingsplan for eit trygt barnehagemiljø - Fjordheim kommune.html",
    producer="a publishing system",
    why="menus, a cookie banner and forms around the text; accordions; rows and owners merged downwards; Nynorsk",
)
_TABLE_HEAD = "<thead><tr><th>Mål</th><th>Tiltak</th><th>Skildring</th><th>Tidsplan</th><th>Ansvar</th></tr></thead>"


def make(folder: Path) -> tuple[Path, Truth]:
    """Writes the file; a page is a top-level section, what stands before the first of them its own."""
    phrases, ledger = Phrases("Fjordheim", 13, "nn"), Ledger()
    target = folder / ABOUT.filename
    target.write_text(_page(_main(phrases, ledger)), encoding="utf-8")
    return target, ledger.truth()


def _main(phrases: Phrases, ledger: Ledger) -> str:
    ledger.turn()
    parts = [
        "<h1>Handlingsplan for eit trygt barnehagemiljø</h1>",
        f'<p class="ingress">{ledger.say(phrases.sentences("frame", 2))}</p>',
        '<p class="meta">Publisert 02.06.2025 <span aria-hidden="true">•</span> Sist endra 14.08.2025</p>',
    ]
    ledger.turn()
    parts += [
        "<h2>Kva planen byggjer på</h2>",
        _paragraph(phrases, ledger, "frame", 3),
        _list(phrases, ledger, "children", 4),
    ]
    ledger.turn()
    parts.append("<h2>Slik arbeider vi</h2>")
    for name, theme, count in (
        ("Dei tilsette", "staff", 4),
        ("Når noko skjer", "safety", 4),
        ("Foreldra", "parents", 3),
    ):
        parts.append(
            f'<details class="accordion"><summary><h3>{name}</h3></summary><div class="accordion__body">'
            f"{_paragraph(phrases, ledger, theme, count)}</div></details>"
        )
    ledger.turn()
    parts += ["<h2>Tiltak 2025–2028</h2>", _paragraph(phrases, ledger, "children", 2), _table(phrases, ledger)]
    parts += [_accordion_table(phrases, ledger)]
    ledger.turn()
    parts += ["<h2>Oppfølging</h2>", _paragraph(phrases, ledger, "followup", 4), _FORM]
    return "\n".join(parts)


def _paragraph(phrases: Phrases, ledger: Ledger, theme: str, count: int) -> str:
    return f"<p>{escape(ledger.say(phrases.sentences(theme, count)))}</p>"


def _list(phrases: Phrases, ledger: Ledger, theme: str, count: int) -> str:
    items = "".join(f"<li><p>{escape(ledger.say([text]))}</p></li>" for text in phrases.sentences(theme, count))
    return f"<ul>{items}</ul>"


def _table(phrases: Phrases, ledger: Ledger) -> str:
    """Goals merged over their measures; the last two measures of the second goal have one owner between them."""
    first = [ledger.row(measure) for measure in phrases.measures(2)]
    second = phrases.measures(3)
    shared = second[1].owners
    second = [*second[:2], Cells(second[2].title, second[2].description, second[2].schedule, shared)]
    second = [ledger.row(measure) for measure in second]
    goals = (("Alle barn har ein ven", first, (1, 1)), ("Dei vaksne er til stades", second, (1, 2, 0)))
    body = "".join(_goal(goal, measures, spans) for goal, measures, spans in goals)
    return (
        f'<div class="table-responsive"><table><caption>Tiltak etter mål</caption>{_TABLE_HEAD}<tbody>{body}'
        "</tbody></table></div>"
    )


def _goal(goal: str, measures: Sequence[Cells], spans: Sequence[int]) -> str:
    """A goal's rows; `spans` are the rows of each owner's cell, 0 where it belongs to the row above."""
    rows = []
    for at, (measure, span) in enumerate(zip(measures, spans, strict=True)):
        head = f'<th scope="rowgroup" rowspan="{len(measures)}">{goal}</th>' if at == 0 else ""
        owner = f'<td rowspan="{span}">{measure.owners}</td>' if span else ""
        rows.append(
            f"<tr>{head}<td><strong>{measure.title}</strong></td><td>{measure.description}</td>"
            f"<td>{measure.schedule}</td>{owner}</tr>"
        )
    return "".join(rows)


def _accordion_table(phrases: Phrases, ledger: Ledger) -> str:
    """A closed accordion with a table whose rows are headed by the measures."""
    rows = "".join(
        f'<tr><th scope="row">{measure.title}</th><td><p>{measure.description}</p></td><td>{measure.owners}</td>'
        f"<td>{measure.schedule}</td></tr>"
        for measure in map(ledger.row, phrases.measures(4))
    )
    return (
        "<details><summary>Vis tiltak som går over fleire år</summary><table><tr><th>Tiltak</th><th>Kva vi gjer</th>"
        f"<th>Ansvarleg</th><th>Frist</th></tr>{rows}</table></details>"
    )


_FORM = (
    '<form action="/tilbakemelding" class="feedback"><fieldset><legend>Fann du det du leita etter?</legend>'
    '<label><input type="radio" name="svar"> Ja</label><label><input type="radio" name="svar"> Nei</label>'
    "<button>Send inn</button></fieldset></form>"
)
_MENU = "".join(
    f'<li><a href="/{name.lower()}">{name}</a><ul><li><a href="#">Alt om {name.lower()}</a></li></ul></li>'
    for name in ("Barnehage", "Skule", "Helse", "Plan og bygg", "Kultur")
)


def _page(main: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="nn"><head><meta charset="utf-8">
<title>Handlingsplan for eit trygt barnehagemiljø - Fjordheim kommune</title>
<meta name="viewport" content="width=device-width"><style>.sr-only {{position: absolute; left: -999px}}</style>
<script>window.dataLayer = window.dataLayer || []; function accept() {{ document.cookie = "samtykke=ja"; }}</script>
</head><body class="template-article">
<a class="sr-only" href="#innhald">Hopp til innhald</a>
<div id="cookie-banner" role="dialog" aria-label="Informasjonskapslar">
<p>Vi bruker informasjonskapslar for å gjere nettsida betre.</p><button onclick="accept()">Godta alle</button>
<button>Berre nødvendige</button></div>
<header><a href="/"><img src="/logo.svg" alt="Fjordheim kommune"></a>
<form role="search"><label for="q">Søk</label><input id="q"><button>Søk</button></form>
<nav aria-label="Hovudmeny"><ul>{_MENU}</ul></nav></header>
<nav class="breadcrumb" aria-label="Brødsmular"><ol><li><a href="/">Framside</a></li><li><a href="/b">Barnehage</a></li>
<li aria-current="page">Handlingsplan</li></ol></nav>
<main id="innhald"><article>
{main}
</article>
<aside class="related"><h2>Les også</h2><ul><li><a href="/a">Søk barnehageplass</a></li>
<li><a href="/c">Prisar</a></li></ul></aside>
<div class="share"><a href="#">Del på Facebook</a> <a href="#">Skriv ut</a></div>
</main>
<footer>
<p>Fjordheim kommune, Rådhusvegen 1, 6999 Fjordheim. Telefon 57 00 00 00.</p>
<a href="/personvern">Personvern</a></footer>
<noscript><img src="/telling.gif" alt=""></noscript></body></html>
"""
