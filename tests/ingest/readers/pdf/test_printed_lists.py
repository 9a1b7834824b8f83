"""Lists, running lines and kerned text as Chromium prints them, read by the whole pipeline."""

from collections.abc import Sequence

import pytest

from corpus.models import Metadata, Passage
from corpus.units import shipped_units
from ingest.pipeline import Reading, read_document
from tests.ingest.readers.pdf import written_tables

pytestmark = pytest.mark.skipif(
    written_tables.CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)"
)
_STYLE = """
@page {size: A4; margin: 25mm 20mm; @top-left {content: "Elvedal kommune"; font-size: 9pt}
  @top-right {content: "Turplan 2025–2028"; font-size: 9pt}
  @bottom-left {content: "Vedtatt av kommunestyret, sak 88/24"; font-size: 8pt}
  @bottom-right {content: "Side " counter(page); font-size: 9pt}}
@page :first {@top-left {content: none} @top-right {content: none}
  @bottom-left {content: none} @bottom-right {content: none}}
body {font: 11pt 'Liberation Sans', 'DejaVu Sans', sans-serif} h2 {break-before: page}
.dot {list-style: none} .dot li::before {content: ""; display: inline-block; width: 5px; height: 5px;
  border-radius: 50%; background: #06c; margin-right: 6px}
.two {display: grid; grid-template-columns: 1fr 1fr}
.two span {display: inline-block; width: 9px; height: 9px; border: 1px solid #333; margin-right: 6px}
"""
_LISTS = {
    "Dette skal planen si:": ("ol", "list-style: lower-alpha", ["a. hva som er galt", "b. hvem som gjør noe"]),
    "Dette krever loven:": ("ol", "list-style: lower-roman", ["i. ro", "ii. tid", "iii. rom", "iv. mat"]),
    "Dette tar vi med:": ("ul", "list-style: circle", ["◦ sekk", "◦ sko"]),
    "Dette er nytt:": ("ul", "list-style-type: '– '", ["– flere turer", "– flere bøker"]),
    "Dette er blått:": ("ul class=dot", "", ["• himmel", "• hav"]),
}
_STEPS = [f"{number}. Steg nummer {number} på veien" for number in range(1, 8)]


def _items(lines: Sequence[str]) -> str:
    """List items, whose signs Chromium sets."""
    return "".join(f"<li>{line.split(' ', 1)[1]}</li>" for line in lines)


def _html() -> str:
    lists = "".join(
        f'<p>{lead}</p><{tag} style="{style}">{_items(items)}</{tag.split()[0]}>'
        for lead, (tag, style, items) in _LISTS.items()
    )
    boxes = "".join(f"<div><span></span>{text}</div>" for text in ("Telefon", "Liste", "Vester", "Vann"))
    return (
        f"<!doctype html><html lang='nb'><meta charset='utf-8'><style>{_STYLE}</style><h1>Turplan</h1>"
        "<p>Planen gjelder for alle turer i barnehagene.</p>"
        "<h2>Innhold</h2><p>1 Lister 3</p><p>2 Bokser 4</p><p>3 Slutt 5</p>"
        f"<h2>Lister</h2>{lists}"
        f"<h2>Bokser</h2><p>Før dere går:</p><div class=two>{boxes}</div>"
        "<h3>Regler for turen</h3><p>Dette må alle ha:</p><ul><li>mat</li><li>drikke</li></ul>"
        "<p>Barna går ikke alene. Alle voksne har vest.Voksne går sist.</p>"
        "<h3>Etterpå</h3><p>Samarbeid:</p><ul><li>møte</li><li>brev</li></ul><p>Styrer kaller inn til møtet.</p>"
        "<p>Slik går vi fram når et barn er blitt borte:</p>"
        f"<ol>{_items(_STEPS)}</ol>"
        "<h2>Slutt</h2><p>Møteplanen er klar før<br>15. september hvert år og gjelder for alle.</p></html>"
    )


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    content = written_tables.printed(_html(), tmp_path_factory.mktemp("lists"))
    return read_document(content, "turplan.pdf", Metadata(), shipped_units())


def under(reading: Reading, heading: str) -> Passage:
    return next(passage for passage in reading.passages if passage.heading_path[-1:] == (heading,))


def test_running_lines_are_in_no_passage_and_stand_apart(reading: Reading) -> None:
    text = "\n".join(passage.text for passage in reading.passages)
    for running in ("Elvedal kommune", "2025–2028", "Vedtatt", "Side"):
        assert running not in text
    assert set(reading.pages[1].set_apart) == {
        "Elvedal kommune",
        "Turplan 2025–2028",
        "Vedtatt av kommunestyret, sak 88/24",
        "Side 2",
    }
    assert [page.label for page in reading.pages] == [None, "2", "3", "4", "5"]
    assert reading.document.coverage.words_dropped == 0


def test_the_table_of_contents_stands_on_its_page_and_in_no_passage(reading: Reading) -> None:
    assert reading.pages[1].text == "Innhold\n\n1 Lister 3\n\n2 Bokser 4\n\n3 Slutt 5"
    assert not any("Bokser 4" in passage.text for passage in reading.passages)


@pytest.mark.parametrize("lead", _LISTS)
def test_items_are_items_under_their_lead_whatever_their_sign(reading: Reading, lead: str) -> None:
    found = under(reading, lead.rstrip(":"))
    assert found.text.split("\n") == _LISTS[lead][2]
    assert found.heading_path == ("Turplan", "Lister", lead.rstrip(":"))


def test_drawn_boxes_in_two_columns_are_items_each(reading: Reading) -> None:
    assert under(reading, "Før dere går").text.split("\n") == ["☐ Telefon", "☐ Liste", "☐ Vester", "☐ Vann"]


def test_what_follows_a_list_is_not_under_its_lead(reading: Reading) -> None:
    found = under(reading, "Regler for turen")
    assert found.text.split("\n")[0].startswith("Barna går ikke alene. Alle voksne")


def test_a_label_of_one_word_heads_what_follows_its_list_too(reading: Reading) -> None:
    assert under(reading, "Samarbeid").text.split("\n")[:3] == ["• møte", "• brev", "Styrer kaller inn til møtet."]


def test_a_long_lead_opens_a_passage_of_its_list(reading: Reading) -> None:
    (found,) = [passage for passage in reading.passages if _STEPS[0] in passage.text]
    lines = found.text.split("\n")
    assert lines[lines.index("Slik går vi fram når et barn er blitt borte:") + 1 :] == _STEPS


def test_a_date_at_a_line_s_start_is_no_item(reading: Reading) -> None:
    assert under(reading, "Slutt").text == "Møteplanen er klar før 15. september hvert år og gjelder for alle."


def test_a_space_that_kerning_narrows_is_kept(reading: Reading) -> None:
    assert "alene. Alle voksne har vest." in reading.pages[3].text
