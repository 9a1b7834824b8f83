import pytest

from assistant.conversation.standalone import Earlier, standalone
from corpus.library import Library

SWIMMING = Earlier("Hvem har ansvar for svømmekurs for femåringer?", "Svømmekurs for femåringer")
OF_PPT = Earlier("Hvilke tiltak har PPT ansvar for i 2025?")
LIBRARY = Earlier("Kva seier planen om biblioteket i Fjellvik?")
CASE = Earlier("Who sends the library case?", "Bibliotekkasse")


def put(library: Library, question: str, earlier: Earlier) -> str | None:
    found = standalone(question, earlier, library.snapshot)
    return None if found is None else found.text


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Og når skal det være ferdig?", "Når skal «Svømmekurs for femåringer» være ferdig?"),
        ("og nar skal de vere ferdig", "Når skal «Svømmekurs for femåringer» vere ferdig?"),
        ("Når?", "Hva er tidsplanen for «Svømmekurs for femåringer»?"),
        ("Hvem gjør det?", "Hvem har ansvaret for «Svømmekurs for femåringer»?"),
        ("vem jør det?", "Hvem har ansvaret for «Svømmekurs for femåringer»?"),
        ("Hvem har ansvaret for det?", "Hvem har ansvaret for «Svømmekurs for femåringer»?"),
        ("Hva er fristen?", "Hva er fristen for «Svømmekurs for femåringer»?"),
        ("Kan du si mer om det?", "Hva sier planene om «Svømmekurs for femåringer»?"),
        ("Kan du seie meir om det?", "Kva seier planane om «Svømmekurs for femåringer»?"),
        ("Tell me more", "What do the plans say about «Svømmekurs for femåringer»?"),
        ("Gjelder det private også?", "Gjelder «Svømmekurs for femåringer» private?"),
        ("And who is responsible?", "Who is responsible for «Svømmekurs for femåringer»?"),
        ("When is it due?", "When is «Svømmekurs for femåringer» due?"),
        ("Hva betyr det for barna?", "Hva betyr «Svømmekurs for femåringer» for barna?"),
        ("Gjelder dette hele kommunen?", "Gjelder «Svømmekurs for femåringer» hele kommunen?"),
        ("Noe mer om det?", "Hva sier planene om «Svømmekurs for femåringer»?"),
        ("What is its goal?", "What is «Svømmekurs for femåringer»'s goal?"),
        ("Hva sier Fjellvik om det samme?", "Hva sier Fjellvik om «Svømmekurs for femåringer»?"),
        ("Skal de private være med?", "Skal de private være med («Svømmekurs for femåringer»)?"),
        ("Hvordan er det i Jevnaker?", "Hvem har ansvar for svømmekurs for femåringer i Jevnaker?"),
        ("Og i Jevnaker?", "Hvem har ansvar for svømmekurs for femåringer i Jevnaker?"),
        ("Kva med bydelane?", "Kva seier planane om bydelane og svømmekurs for femåringer?"),
    ],
)
def test_the_subject_carries_over(library: Library, question: str, wanted: str) -> None:
    assert put(library, question, SWIMMING) == wanted


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Hva med UTD?", "Hvilke tiltak har UTD ansvar for i 2025?"),
        ("Og UTD?", "Hvilke tiltak har UTD ansvar for i 2025?"),
        ("enn bydelene?", "Hvilke tiltak har bydelene ansvar for i 2025?"),
        ("Hva med 2023–2024?", "Hvilke tiltak har PPT ansvar for i 2023–2024?"),
        ("What about 2027?", "Hvilke tiltak har PPT ansvar for i 2027?"),
        ("Det samme for UTD?", "Hvilke tiltak har UTD ansvar for i 2025?"),
        ("Og året etter?", "Hvilke tiltak har PPT ansvar for i 2026?"),
        ("Hva med UTD i 2027?", "Hvilke tiltak har UTD ansvar for i 2027?"),
        ("Hvor mange er det?", "Hvor mange tiltak har PPT ansvar for i 2025?"),
        ("Når skal de være ferdige?", "Når skal tiltak som PPT har ansvar for i 2025 være ferdige?"),
    ],
)
def test_units_and_years_are_put_in_the_place_of_the_earlier_ones(library: Library, question: str, wanted: str) -> None:
    assert put(library, question, OF_PPT) == wanted


def test_a_new_subject_takes_the_place_of_the_earlier_one(library: Library) -> None:
    assert put(library, "Og foreldremøtene?", LIBRARY) == "Kva seier planen om foreldremøtene i Fjellvik?"


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke tiltak har PPT ansvar for?",
        "Hva sier planen om mat?",
        "Hvem har ansvar for utegruppe hver uke?",
        "Hva er det viktigste med besøksdagen på skolen?",
        "Finnes det en frist for årsplanen?",
        "Er det lov å ha telefon i barnehagen?",
        "Hvor mange barn er det i hver gruppe?",
        "Hva skal de ansatte gjøre hver uke?",
        "What is it that the school must do in May?",
        "Kven skal ta imot førskulebarna?",
        "Hva står i planen om dette med utedag?",
        "Hva ble bedre etter turen? Hvilke gevinster så de?",
        "Hva sier planen om mat, og hva sier håndboka om det?",
    ],
)
def test_a_question_that_stands_by_itself_is_never_touched(library: Library, question: str) -> None:
    for earlier in (SWIMMING, OF_PPT, LIBRARY, CASE):
        assert put(library, question, earlier) is None


@pytest.mark.parametrize(
    ("question", "earlier", "language"),
    [
        ("Og når?", SWIMMING, "nb"),
        ("Og når?", LIBRARY, "nn"),
        ("Og når?", CASE, "nb"),
        ("PPT?", CASE, "en"),
        ("Kven gjer det?", SWIMMING, "nn"),
        ("Tell me more", LIBRARY, "en"),
    ],
)
def test_the_language_is_that_asked_in_or_else_that_before(
    library: Library, question: str, earlier: Earlier, language: str
) -> None:
    found = standalone(question, earlier, library.snapshot)
    assert found is not None
    assert found.language == language


def test_a_given_language_stands(library: Library) -> None:
    found = standalone("Og når?", SWIMMING, library.snapshot, "en")
    assert found is not None
    assert (found.text, found.language) == ("What is the schedule for «Svømmekurs for femåringer»?", "en")


def test_parts_that_are_only_counted_are_those_of_the_subject(library: Library) -> None:
    earlier = Earlier("What is realkompetanse?")
    wanted = "What is the difference between the two parts (realkompetanse)?"
    assert put(library, "What is the difference between the two parts?", earlier) == wanted
    assert put(library, "Hva er de tre delene?", Earlier("Hva er PIPPI?")) == "Hva er de tre delene (PIPPI)?"


def test_what_comes_last_or_next_is_asked_of_what_was_counted(library: Library) -> None:
    steps = Earlier("Hvor mange steg er det i Fjellviks prosess?")
    assert put(library, "Hva er det siste?", steps) == "Hva er det siste steg i Fjellviks prosess?"
    meeting = Earlier("Hva er temaet på den første fagdagen?")
    assert put(library, "Og på den neste?", meeting) == "Hva er temaet på den andre fagdagen?"
    assert put(library, "og pa den treje?", meeting) == "Hva er temaet på den tredje fagdagen?"
