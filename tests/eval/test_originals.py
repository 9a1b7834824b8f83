import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from eval.errors import CorpusError
from eval.golden import Evidence
from eval.originals import Originals, pdf_pages, text_pages
from eval.record import PageRef

SENTENCE = "Kokken lager varm mat til alle barna hver onsdag."


def holds(original: str, quote: str) -> bool:
    return Originals({"plan": ("Forside", original)}).holds_verbatim("plan", 2, quote)


def evidence(words: str, document: str = "plan") -> Evidence:
    return Evidence(document=document, words=words)


def test_a_form_feed_is_a_page_break(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("en\fto\n\f", encoding="utf-8")
    assert text_pages(tmp_path / "plan.txt") == ("en", "to\n", "")


def test_the_pages_of_a_pdf_are_read_without_our_ingestion(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "plan.pdf"))
    for text in ("Alle barn får varm mat", "Styrer følger opp"):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    originals = Originals.read({"plan": tmp_path / "plan.pdf"})
    assert originals.holds_verbatim("plan", 1, "Alle barn får varm mat")
    assert originals.holds_verbatim("plan", 2, "Styrer følger opp")
    assert not originals.holds_verbatim("plan", 2, "varm mat")


def test_a_damaged_pdf_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(CorpusError, match=r"plan\.pdf"):
        pdf_pages(tmp_path / "plan.pdf")


def test_a_suffix_without_a_reader_is_an_error() -> None:
    with pytest.raises(CorpusError, match=r"no independent reader for '\.odt'"):
        Originals.read({"plan": Path("plan.odt")})


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(b"\xe6")
    for name in ("plan.txt", "none.txt"):
        with pytest.raises(CorpusError, match=name):
            Originals.read({"plan": tmp_path / name})


def test_evidence_is_found_without_regard_to_white_space_and_case() -> None:
    originals = Originals({"plan": ("", "Alle\n  BARN\tfår mat", "alle barn får mat"), "other": ("alle barn får mat",)})
    pages = originals.evidence_pages([evidence("alle barn  får")])
    assert pages == {PageRef(document="plan", page=2), PageRef(document="plan", page=3)}


def test_evidence_of_several_places_is_joined_and_unknown_places_hold_none() -> None:
    originals = Originals({"plan": ("mat",), "other": ("drikke",)})
    pieces = [evidence("mat"), evidence("drikke", "other"), evidence("mat", "third"), evidence("søvn")]
    assert originals.evidence_pages(pieces) == {PageRef(document="plan", page=1), PageRef(document="other", page=1)}


def test_evidence_does_not_run_over_a_page() -> None:
    assert not Originals({"plan": ("alle barn", "får mat")}).evidence_pages([evidence("barn får")])


@pytest.mark.parametrize(
    ("original", "quote"),
    [
        (SENTENCE, SENTENCE),
        (SENTENCE, "varm mat"),
        ("varm\n\n  mat", "varm mat"),
        ("varm mat", "varm\n mat"),
        ("samar-\nbeid med hjemmet", "samarbeid med hjemmet"),
        ("samar-  \n   beid", "samarbeid"),
        ("samar\u00ad\nbeid", "samarbeid"),
        ("samar\u00ad\nbeid", "samar\u00ad\nbeid"),
        ("sam\u00adarbeid", "samarbeid"),
        ("samarbeid", "sam\u00adarbeid"),
        ("samar\nbeid", "samarbeid"),
        ("lese-\nog skrivelyst", "lese- og skrivelyst"),
        ("IKT-\nplan", "IKT-plan"),
        ("IKT-\nplan", "IKT-\nplan"),
        ("e\ufb03cient o\ufb03ce", "efficient office"),
        ("flere\u00a0barn", "flere barn"),
        ("a\u030arsplan", "årsplan"),
        ("▸ Hammer\n▸ Sag", "▸ Hammer ▸ Sag"),
        ("▸ Hammer\n▸ Sag", "Hammer"),
        ("Hva? (Mat.) [50 %] *", "Hva? (Mat.) [50 %] *"),
        ("Skoletur. Tur", "Tur"),
    ],
)
def test_a_verbatim_quote_holds(original: str, quote: str) -> None:
    assert holds(original, quote)


@pytest.mark.parametrize(
    ("original", "quote"),
    [
        (SENTENCE, "varm mat for alle"),  # a changed word
        (SENTENCE, "varm og god mat"),  # an added word
        (SENTENCE, "varm til alle"),  # a missing word
        (SENTENCE, "alle til mat"),  # another order
        (SENTENCE, "warm mat"),  # a changed letter
        (SENTENCE, "varmt mat"),  # an added letter
        (SENTENCE, "vam mat"),  # a missing letter
        (SENTENCE, "arm mat"),  # the first letter missing
        (SENTENCE, "varm ma"),  # the last letter missing
        (SENTENCE, "Varm mat"),  # another case
        (SENTENCE, "varmmat"),  # a missing space
        (SENTENCE, "va rm mat"),  # an added space
        (SENTENCE, "varm mat, til alle"),  # an added comma
        ("mat, drikke", "mat drikke"),  # a missing comma
        (SENTENCE, "barna hver onsdag. Alltid"),  # more than the page has
        (SENTENCE, ""),
        (SENTENCE, " \n"),
        ("samar-\nbeid", "samar beid"),  # a cut word as two
        ("samar\u00ad\nbeid", "samar beid"),
        ("samar\u00ad\nbeid", "samar-beid"),  # a hyphen that is not there
        ("samar-\n\nbeid", "samarbeid"),  # a paragraph's end cuts no word
        ("sam-arbeid", "samarbeid"),  # a hyphen within a line belongs
        ("samar-\nbeid med alle", "beid med alle"),  # half a word
        ("med samar-\nbeid", "med samar"),
        ("2024-\n25 tiltak", "202425 tiltak"),
        ("20\n25 tiltak", "2025 tiltak"),
        ("åtte tiltak i 2025", "åtte tiltak i 202"),
        ("a.b", "a-b"),
    ],
)
def test_a_quote_that_differs_does_not_hold(original: str, quote: str) -> None:
    assert not holds(original, quote)


@pytest.mark.parametrize(("document", "page"), [("plan", 0), ("plan", 1), ("plan", 3), ("plan", -1), ("other", 2)])
def test_a_quote_holds_on_its_own_page_only(document: str, page: int) -> None:
    assert not Originals({"plan": ("Forside", SENTENCE)}).holds_verbatim(document, page, SENTENCE)


def test_a_quote_does_not_run_over_a_page() -> None:
    assert not Originals({"plan": ("varm", "mat")}).holds_verbatim("plan", 1, "varm mat")


WORDS = st.lists(st.text(alphabet="abcdeæøå", min_size=1, max_size=6), min_size=1, max_size=8)


@given(WORDS, st.sampled_from([" ", "\n", " \n\t", "\u00a0"]))
def test_any_run_of_whole_words_holds_however_it_is_spaced(words: list[str], space: str) -> None:
    assert holds(space.join(words), " ".join(words))


@given(WORDS, st.data())
def test_a_word_cut_at_a_line_end_holds(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    inner = [match.start() + 1 for match in re.finditer(r"\w(?=\w)", text)]
    if inner:
        cut = data.draw(st.sampled_from(inner))
        assert holds(f"{text[:cut]}-\n{text[cut:]}", text)


@given(WORDS, st.data())
def test_one_letter_more_less_or_other_never_holds(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    place = data.draw(st.sampled_from([match.start() for match in re.finditer(r"\w", text)]))
    replaced = f"{text[:place]}x{text[place + 1 :]}"
    added = f"{text[:place]}x{text[place:]}"
    assert not holds(text, replaced)
    assert not holds(text, added)
    assert not holds(added, text)


def test_long_quotes_are_searched_in_reasonable_time() -> None:
    assert not holds("a " * 20_000, "a " * 500 + "b")


TABLE = "Tiltak Tidsplan Ansvar\nTurdag Løpende\n■ Kart\n■Kompass Barnehagene\ni all slags\nvær"


@pytest.mark.parametrize(
    "quote",
    [
        "Turdag\nBarnehagene\nLøpende",  # cells have no order
        "Turdag\n\n■ Kart\n▸ Kompass",  # whatever sign a bullet has
        "Turdag\ni all slags vær",
        "Turdag\ni all\nslags vær",
    ],
)
def test_a_row_holds_cell_by_cell(quote: str) -> None:
    assert holds(TABLE, quote)


@pytest.mark.parametrize(
    "quote",
    [
        "Turdag\nBydelene",  # a cell that is not there
        "Turdag\nBarnehage",  # half a word of one
        "Turdag\nslags i all",  # the words of one in another order
        "Turdag Barnehagene",  # on one line they are one text
        "\nTurdag Barnehagene\n ",
        "■\n▸",
    ],
)
def test_a_row_with_one_cell_that_differs_does_not_hold(quote: str) -> None:
    assert not holds(TABLE, quote)
