import pytest

from assistant.answering.checks.expected import holds_what_is_asked
from assistant.answering.draft import Claim, Draft, Statement, quoted
from assistant.question.understand import understand
from corpus.library import Library
from corpus.models import Passage
from tests.conftest import HANDBOOK_ID, PLAN_ID


def passage_of(library: Library, document_id: str) -> Passage:
    return next(passage for passage in library.snapshot.passages if passage.document_id == document_id)


def holds(library: Library, question: str, said: str, document_id: str = HANDBOOK_ID) -> bool:
    passage = passage_of(library, document_id).model_copy(update={"text": said, "heading_path": ()})
    draft = Draft(statements=(Statement(claim=Claim(text=said, quote=said), passage=passage),))
    return holds_what_is_asked(understand(question, library.snapshot), draft, library.snapshot)


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("Hva er telefonnummeret til biblioteket?", "Ring 22 33 44 55.", "Ring biblioteket i 2026."),
        ("What is the phone number of the library?", "Ring 22334455.", "Skriv til bok@fjellvik.no."),
        ("Hva er e-postadressen til biblioteket?", "Skriv til bok@fjellvik.no.", "Ring 22 33 44 55."),
        ("Kva er adressa til biblioteket?", "Storgata 1, 0123 Fjellvik.", "Biblioteket ligger i sentrum."),
        ("What is the library's address?", "Se www.fjellvik.no.", "Biblioteket ligger i sentrum."),
        ("Når er åpningstiden til biblioteket?", "Åpent fra kl. 9 hver høst.", "Åpent hver høst."),
        ("What are the opening hours?", "Åpent 9.00 til 15.30.", "Åpent hver dag."),
        ("Hvem er styrer i barnehagen?", "Styrer er Kari Nordli.", "Styrer leder barnehagen."),
        ("Hva heter rektoren på skolen?", "Rektor Ole-Jon Vik møter barna.", "Rektor møter barna."),
        ("Who is the director of the library?", "Direktøren, Anne Lie, vet det.", "Direktøren vet det."),
        ("Hva heter kassen med bøker?", "Biblioteket sender en Bokpose.", "Biblioteket sender en kasse."),
        ("What is the box of books called?", "Den kalles «bok i bag».", "Den kalles bare kasse."),
        ("Når er planen ferdig?", "Planen er ferdig i mai.", "Planen blir skrevet sammen."),
        ("Hvilken dato er fristen?", "Fristen er 1. mai.", "Fristen er kontinuerlig."),
        ("Hvor mange bøker er det i kassen?", "Det er ti bøker i kassen.", "Det er bøker i kassen."),
        ("Hvor mange bøker er det i kassen?", "Det er tredve bøker i kassen.", "Det er bøker i kassen."),
        ("Hvor mange bøker finnes det?", "Det finnes ti bøker.", "Alle låner minst to bøker."),
        ("Hvor mange bøker kan vi låne?", "Alle låner høyst to bøker.", "Alle låner bøker."),
        ("Hvor mange bøker er det?", "Bøker: 12", "Bøker i kassen"),
        ("Hvilken dag kommer kassen?", "Kassen kommer tysdag.", "Kassen kommer alltid."),
        (
            "Hvor mange bøker er det i kassen?",
            "Det er to gode bøker.",
            "To barn leser fortellinger hjemme hos kokken og får bøker.",
        ),
        ("Hvor mange bøker er det i kassen?", "Det er to bøker.", "Se kassen (punkt 3). Bøker er gøy."),
        ("Hvor lenge kan vi låne bøker?", "Bøker lånes i to uker.", "Alle låner bøker i løpet av dagen."),
        ("Hvor lang lånetid er det?", "Bøker lånes til skolestart.", "Bøker lånes til alle."),
        ("How long may we keep the books?", "Bøkene lånes et halvt år.", "Bøkene kommer før sommeren."),
    ],
)
def test_what_is_asked_to_be_told_must_be_held(library: Library, question: str, told: str, not_told: str) -> None:
    assert holds(library, question, told)
    assert not holds(library, question, not_told)


@pytest.mark.parametrize(
    "question",
    [
        "How does the library address bullying?",
        "Hvordan adresserer barnehagen mobbing?",
        "Hvordan mobiliserer barnehagen foreldrene?",
        "Hvem er med på å lage måltidet?",
        "Hva leder biblioteket?",
    ],
)
def test_words_that_only_look_like_it_ask_for_nothing_of_the_sort(library: Library, question: str) -> None:
    assert holds(library, question, "Biblioteket og foreldrene snakker om det.")


def test_the_row_of_a_measure_names_no_person(library: Library) -> None:
    passage, measure = library.snapshot.passages[0], library.snapshot.measures[0]
    claim = Claim(text="UTD har ansvaret for «Samarbeid Storbynettverket».", quote="", values=())
    question = understand("Hvem er leder for Storbynettverket?", library.snapshot)
    row = Draft(statements=(Statement(claim=claim, passage=passage, measure=measure),))
    assert not holds_what_is_asked(question, row, library.snapshot)
    told = Draft(statements=(quoted("Leder er Kari Nordli.", passage),))
    assert holds_what_is_asked(question, told, library.snapshot)


def test_a_name_that_the_question_has_already_is_no_answer(library: Library) -> None:
    assert not holds(library, "Hva heter kassen fra Biblioteket?", "Kassen kommer fra Biblioteket.")
    assert holds(library, "Hva heter kassen fra Biblioteket?", "Kassen kommer fra Biblioteket med navnet Bokpose.")


@pytest.mark.parametrize(
    ("document_id", "year", "held"),
    [
        (PLAN_ID, "2026", True),  # within what the plan is valid for
        (PLAN_ID, "2031", False),
        (HANDBOOK_ID, "2026", False),  # which does not say
        (HANDBOOK_ID, "2019", True),  # in its words
    ],
)
def test_a_year_is_one_of_the_plan_s_own(library: Library, document_id: str, year: str, held: bool) -> None:
    assert holds(library, f"Hva gjorde barna i {year}?", "Barna gikk på tur, som i 2019.", document_id) is held
