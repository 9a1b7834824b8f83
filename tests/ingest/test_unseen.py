import html

from corpus.models import Metadata
from ingest.pipeline import Reading, read_document
from ingest.readers.base import LineRole, RawDocument, RawPage, RawTable
from ingest.unseen import seen

ESCAPE = "\x1b[2J\x1b]0;eid\x07"
PAGE = """<title>Turplan{0}</title><h1>Turer{0}</h1><p>{0}</p><p>Rektor skal pakke regn{0}tøy.</p>
<table><tr><th>Tiltak<th>Tidsplan<th>Ansvar</tr><tr><td>{0}Sopp{0}kurs<td>2026<td>UKE{0}</tr></table>"""


def read_with(sign: str) -> Reading:
    written = "".join(f"&#{ord(letter)};" if letter < " " else html.escape(letter) for letter in sign)
    return read_document(PAGE.format(written).encode(), "turer.html", Metadata(), [])


def test_no_order_to_a_terminal_comes_out_of_a_web_page() -> None:
    reading = read_with("\x1b\x07")
    assert "\\u001b" not in reading.model_dump_json()
    assert "\\u0007" not in reading.model_dump_json()
    assert reading.measures[0].title == "Soppkurs"


def test_a_word_with_a_space_of_no_width_in_it_is_the_word() -> None:
    reading = read_with("\u200b")
    assert "regntøy" in reading.pages[0].text
    assert reading.document.coverage.words_dropped == 0


def test_a_title_turns_nothing_around() -> None:
    reading = read_with("\u202e")
    assert "\u202e" not in reading.model_dump_json()
    assert reading.document.title == "Turplan"
    assert reading.pages[0].locator == "«Turer»"


def test_a_line_of_which_nothing_is_seen_is_none_and_tables_stay_where_they_are() -> None:
    table = RawTable(at=2, columns=1, rows=(), box=(0, 0, 0, 0))
    roles = (LineRole(kind="heading"), LineRole(), LineRole(kind="item"))
    page = RawPage(number=1, lines=("\u200b", "Kart", "Bok"), roles=roles, tables=(table,), apart=("\u202e", "bunn"))
    (cleaned,) = seen(RawDocument(pages=(page,))).pages
    assert (cleaned.lines, cleaned.roles, cleaned.apart) == (("Kart", "Bok"), roles[1:], ("bunn",))
    assert cleaned.tables[0].at == 1


def test_a_page_without_such_characters_is_left_as_it_is() -> None:
    page = RawPage(number=1, lines=("", "Kart  ", "barne\u00ad"))
    assert seen(RawDocument(pages=(page,))).pages[0] is page
