import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.joins import LineJoiner

PIECES = st.text(alphabet="aehnrstgåæø BÅ-–\u00ad./:,2w", max_size=14)


def joined(*lines: str, elsewhere: tuple[str, ...] = ()) -> str:
    return LineJoiner([*elsewhere, *lines]).join(lines)


def test_a_known_word_cut_without_a_hyphen_is_put_together() -> None:
    assert joined("Vi øver på sang i barne", "hagene hver uke.") == "Vi øver på sang i barnehagene hver uke."


def test_an_unknown_word_is_put_together_where_it_stands_whole_in_the_document() -> None:
    assert joined("Alle danser zubri", "plaks til kvelds") == "Alle danser zubri plaks til kvelds"
    assert joined("Alle danser zubri", "plaks til kvelds", elsewhere=("Zubriplaks er en dans.",)) == (
        "Alle danser zubriplaks til kvelds"
    )


def test_two_words_that_stand_beside_each_other_elsewhere_stay_two() -> None:
    elsewhere = ("Zubriplaks er en dans.", "Noen sier zubri plaks om den.")
    assert joined("Alle danser zubri", "plaks til kvelds", elsewhere=elsewhere) == "Alle danser zubri plaks til kvelds"


def test_the_last_word_of_a_line_is_no_evidence_for_a_whole_word() -> None:
    assert joined("Alle danser zubri", "plaks til kvelds", elsewhere=("De så en zubriplaks",)) == (
        "Alle danser zubri plaks til kvelds"
    )


def test_a_compound_that_no_list_knows_is_put_together_after_a_linking_s() -> None:
    assert joined("De har levekårs", "utfordringer i bydelen") == "De har levekårsutfordringer i bydelen"


@pytest.mark.parametrize(
    ("head", "tail"), [("barnets", "trivsel"), ("kommunens", "arbeid"), ("ledelsens", "ansvar"), ("barns", "lek")]
)
def test_a_genitive_and_its_noun_stay_two_words(head: str, tail: str) -> None:
    assert joined(f"Alle ser etter {head}", f"{tail} hver dag") == f"Alle ser etter {head} {tail} hver dag"


@pytest.mark.parametrize(("head", "tail"), [("Det er mer", "enn nok"), ("Vi spiser ved", "bordet sammen")])
def test_common_words_stay_apart(head: str, tail: str) -> None:
    assert joined(head, tail) == f"{head} {tail}"


def test_a_space_at_the_line_end_means_no_join() -> None:
    assert joined("Vi øver på sang i barne ", "hagene hver uke.") == "Vi øver på sang i barne hagene hver uke."


def test_a_capital_after_the_line_end_means_no_join() -> None:
    assert joined("Vi møtes i barne", "Hagene er stengt.") == "Vi møtes i barne Hagene er stengt."


def test_a_hyphen_at_the_line_end_goes() -> None:
    assert joined("De har lokale handlings-", "planer for året") == "De har lokale handlingsplaner for året"


@pytest.mark.parametrize("end", ["-", "- "])
@pytest.mark.parametrize("word", ["og", "eller", "samt"])
def test_a_hyphen_before_a_coordination_stays(end: str, word: str) -> None:
    assert joined(f"En barne{end}", f"{word} ungdomsarbeider leser") == f"En barne- {word} ungdomsarbeider leser"


def test_a_coordinated_word_over_two_lines_stays_two_words() -> None:
    assert joined("En barne- og", "ungdomsarbeider leser") == "En barne- og ungdomsarbeider leser"


@pytest.mark.parametrize(
    ("head", "tail", "whole"),
    [
        ("PPT-", "skjema", "PPT-skjema"),
        ("syv-", "åtte", "syv-åtte"),
        ("e-", "post", "e-post"),
        ("Øvre-", "Elvedal", "Øvre-Elvedal"),
        ("3-", "åringer", "3-åringer"),
    ],
)
def test_a_hyphen_that_belongs_to_the_word_stays(head: str, tail: str, whole: str) -> None:
    assert joined(f"Her ser vi {head}", f"{tail} igjen") == f"Her ser vi {whole} igjen"


def test_a_numeral_before_another_word_loses_its_hyphen() -> None:
    assert joined("Vi tar fem-", "kampen ute") == "Vi tar femkampen ute"


def test_a_dash_between_words_keeps_its_spaces() -> None:
    assert joined("En bro fra huset –", "til skolen") == "En bro fra huset – til skolen"


def test_soft_hyphens_go_at_the_line_end_and_inside() -> None:
    assert joined("Lek gir mest\u00ad", "ring og tur\u00adglede") == "Lek gir mestring og turglede"


def test_a_link_over_two_lines_is_put_together() -> None:
    assert joined("Se https://eksempel.no/turer/", "vinter/ski.pdf") == "Se https://eksempel.no/turer/vinter/ski.pdf"
    assert joined("Se www.eksempel.no/tur-", "kart") == "Se www.eksempel.no/tur-kart"


def test_text_after_a_link_is_no_part_of_it() -> None:
    assert joined("Se www.eksempel.no", "for flere turer") == "Se www.eksempel.no for flere turer"


def test_a_link_that_goes_on_before_more_text_keeps_its_hyphen() -> None:
    assert "tur-kart.pdf" in joined("Se https://eksempel.no/tur-", "kart.pdf for flere turer")


@pytest.mark.parametrize("second", ["https://eksempel.no/to", "www.eksempel.no/to"])
def test_two_links_on_two_lines_stay_two(second: str) -> None:
    assert joined("https://eksempel.no/en", second) == f"https://eksempel.no/en {second}"


def test_white_space_becomes_single() -> None:
    assert joined("  Vi \t leker ", "  ute ") == "Vi leker ute"


def test_no_lines_give_no_text() -> None:
    assert joined() == ""


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(PIECES, max_size=6))
def test_joining_never_adds_or_loses_a_letter(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, text))

    assert letters(joined(*lines)) == letters("".join(lines))


@settings(deadline=None)  # the first example loads the word lists
@given(st.lists(PIECES, max_size=6))
def test_joining_gives_one_line_of_single_spaces(lines: list[str]) -> None:
    text = joined(*lines)
    assert text == " ".join(text.split())


def test_where_hyphens_are_shown_a_word_without_one_is_whole() -> None:
    printed = LineJoiner([], hyphens_shown=True)
    assert printed.join(["Vi øver på sang i barne", "hagene hver uke."]) == "Vi øver på sang i barne hagene hver uke."
    assert printed.join(["De har levekårs", "utfordringer i bydelen"]) == "De har levekårs utfordringer i bydelen"


def test_where_hyphens_are_shown_they_go_and_stay_as_elsewhere() -> None:
    printed = LineJoiner([], hyphens_shown=True)
    assert printed.join(["I barne-", "hagen"]) == "I barnehagen"
    assert printed.join(["I barne\u00ad", "hagen"]) == "I barnehagen"
    assert printed.join(["Et PPT-", "skjema"]) == "Et PPT-skjema"
    assert printed.join(["Se www.eksempel.no/tur-", "kart"]) == "Se www.eksempel.no/tur-kart"
