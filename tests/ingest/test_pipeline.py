import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Metadata, PassageKind, ScheduleKind, Word
from corpus.units import shipped_units
from ingest.pipeline import Reading, read_document, reader_version, supported_suffixes
from ingest.readers.base import RawDocument, RawPage, UnreadableFileError
from tests.ingest.made_up import HEADER, PARAGRAPH, PLAN, letters_lost, read, words_lost

LINE = st.sampled_from(
    [
        "",
        "Turer i skogen",
        "Barna går ut, og de leker.",
        "som ligger bak barne-",
        "hagen",
        "• Kart • Sag",
        "\uf0b7 Kniv",
        "- Bok",
        "1. Sekk",
        "B",
        "A",
        "7",
        HEADER,
        "Elvedal vil at barn leker",
        "Turvenner Bydelene skal gå tur",
        "2025",
        "2026 UTD",
        "Kontinuerlig UTD",
        "Bydelene",
        "\f",
        "Se www.elvedal.no/",
        "Veivalg 1: Ute",
    ]
)


@pytest.fixture(scope="module")
def plan() -> Reading:
    return read(PLAN, id="turplan", title="Turplan", valid_from=2025)


def test_a_file_becomes_a_document(plan: Reading) -> None:
    document = plan.document
    assert (document.id, document.title, document.valid_from, document.pages) == ("turplan", "Turplan", 2025, 6)
    assert (document.file_name, document.collection, document.issuer) == ("turplan.txt", "open", None)
    assert len(document.sha256) == 64
    assert document.coverage.words == sum(len(page.text.split()) for page in plan.pages)
    assert (document.coverage.tables, document.coverage.tables_as_text, document.coverage.empty_pages) == (3, 0, 0)
    assert plan.generation_id.startswith("turplan@")
    assert plan.reader_version == reader_version("annet.TXT")


def test_without_metadata_id_and_title_are_the_file_s_name() -> None:
    document = read("Tur i skogen", "Årets turplan.txt").document
    assert (document.id, document.title, document.title_stated) == ("arets-turplan", "Årets turplan", False)
    assert read("Tur i skogen", title="Turer").document.title_stated


class TitledReader:
    """A format that states its title, author and language, and where its words stand."""

    suffixes = (".titled",)
    version = "titled-1"
    words = (Word(text="Tur", box=(10.0, 20.0, 30.0, 32.0)),)

    def read(self, content: bytes) -> RawDocument:
        page = RawPage(number=1, lines=(content.decode(),), words=self.words, width=595.0, height=842.0)
        return RawDocument(pages=(page,), title=" Turer  i skogen ", author="Kari Nordmann", language="nn")


@pytest.mark.parametrize(
    ("given", "title", "language"),
    [(Metadata(), "Turer i skogen", "nn"), (Metadata(title="Turplan", language="nb"), "Turplan", "nb")],
)
def test_what_the_file_states_itself_comes_last(
    monkeypatch: pytest.MonkeyPatch, given: Metadata, title: str, language: str
) -> None:
    monkeypatch.setattr("ingest.pipeline._READERS", (TitledReader(),))
    document = read_document(b"Tur", "plan.titled", given, shipped_units()).document
    assert (document.title, document.language, document.title_stated) == (title, language, True)
    assert document.issuer is None  # who wrote a file is not who issued the plan


def test_words_and_their_boxes_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pipeline._READERS", (TitledReader(),))
    (page,) = read_document(b"Tur", "plan.titled", Metadata(), shipped_units()).pages
    assert (page.words, page.width, page.height) == (TitledReader.words, 595.0, 842.0)


def test_pages_have_numbers_and_locators() -> None:
    pages = read(f"{PARAGRAPH}\n\n5\f{PARAGRAPH} Ja.\n\n6\f").pages
    assert [(page.number, page.label, page.locator, page.set_apart) for page in pages] == [
        (1, "5", "s. 5", ("5",)),
        (2, "6", "s. 6", ("6",)),
    ]
    assert read("Tur i skogen").pages[0].locator == "s. 1"


def test_an_empty_page_is_counted() -> None:
    reading = read("Tur i skogen\f\fTur på fjellet")
    assert reading.document.coverage.empty_pages == 1
    assert reading.pages[1].text == ""


def test_the_plan_s_rows_become_measures(plan: Reading) -> None:
    found = [(measure.title, [place.page for place in measure.occurrences]) for measure in plan.measures]
    assert found == [
        ("Turvenner på tvers", [3]),
        ("Turmat", [3, 4]),
        ("Regntøy til låns", [3]),
        ("Fugletelling", [4]),
        ("Turmat", [5]),
    ]
    friends, food, _, birds, adults = plan.measures
    assert friends.description == "Bydelene skal gi alle barn en turvenn fra en annen barnehage"
    assert friends.schedule.kind is ScheduleKind.CONTINUOUS
    assert friends.responsible == ("utd", "bydelene")
    assert [sub.title for sub in food.sub_measures] == ["Kurs for kokker", "Innkjøp av gryter"]
    assert [variation.field for variation in food.variations] == ["description"]
    assert birds.responsible == ("ne",)
    assert birds.commitment == "Elvedal vil at alle kjenner skogen"
    assert adults.strategic_priority == "Veivalg 2: De voksne skal lære skogen å kjenne"


def test_a_row_s_passage_knows_its_measure(plan: Reading) -> None:
    for passage in plan.passages:
        assert (passage.measure_id is not None) == (passage.kind is PassageKind.ROW)
    places = {place.passage_id: measure.id for measure in plan.measures for place in measure.occurrences}
    assert places == {passage.id: passage.measure_id for passage in plan.passages if passage.measure_id}


def test_abbreviations_that_the_text_explains_are_units(plan: Reading) -> None:
    assert [(unit.id, unit.name, unit.document_id) for unit in plan.units] == [("ne", "Naturskolen Elvedal", "turplan")]


@pytest.mark.parametrize("name", ["plan.xlsx", "plan", "plan.txt.gz"])
def test_an_unsupported_format_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"kan ikke leses; bruk \.txt"):
        read_document(b"Tur", name, Metadata(), shipped_units())
    with pytest.raises(UnreadableFileError):
        reader_version(name)


def test_text_is_supported() -> None:
    assert ".txt" in supported_suffixes()


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="ikke tekst"):
        read_document(b"\0\1\2", "plan.txt", Metadata(), shipped_units())


def test_the_same_file_and_metadata_give_the_same_reading(plan: Reading) -> None:
    assert read(PLAN, id="turplan", title="Turplan", valid_from=2025) == plan


def test_other_metadata_or_text_is_another_generation(plan: Reading) -> None:
    others = (
        read(PLAN, id="turplan", title="Turplan", valid_from=2026),
        read(f"{PLAN}!", id="turplan", title="Turplan", valid_from=2025),
    )
    assert len({plan.generation_id, *(other.generation_id for other in others)}) == 3


def test_slides_keep_no_heading_over_a_page_break() -> None:
    text = "Farger i skogen\n• Rød\n• Blå\n\fNoen dyr: hund og katt\n"
    assert read(text, kind="slides").passages[-1].heading_path == ()
    assert read(text).passages[-1].heading_path == ("Farger i skogen",)


def test_nothing_of_the_plan_is_lost(plan: Reading) -> None:
    assert words_lost(PLAN, plan.pages) == []
    assert letters_lost(PLAN, plan.pages) == []


def test_a_table_header_at_the_top_of_most_pages_stays_a_table_header() -> None:
    page = "\n\n{} Bydelene skal gå tur\n\n2025 {}\n"
    names = (("Turvenner", "UTD"), ("Skilag", "UKE"), ("Hagelag", "Bydelene"))
    reading = read("\f".join(HEADER + page.format(*name) for name in names))
    assert [measure.title for measure in reading.measures] == ["Turvenner", "Skilag", "Hagelag"]


def test_an_owner_at_the_end_of_most_pages_stays_an_owner() -> None:
    page = f"{HEADER}\n\n{{}} Bydelene skal gå tur\n\n2025 UTD\nBydelene\n"
    text = "\f".join(f"Del {name}\n\n{page.format(name)}" for name in ("Turvenner", "Skilag", "Hagelag"))
    assert [measure.responsible for measure in read(text).measures] == [("utd", "bydelene")] * 3


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(LINE, max_size=30))
def test_nothing_of_any_file_is_lost(lines: list[str]) -> None:
    content = "Start\n" + "\n".join(lines)
    pages = read(content).pages
    assert words_lost(content, pages) == []
    assert letters_lost(content, pages) == []
