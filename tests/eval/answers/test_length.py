import pytest

from eval.answers.length import sentences, too_long, words


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, ""),
        (1, "Kokken"),
        (1, "Kokken lager mat."),
        (2, "Kokken lager mat. Styrer spiser."),
        (2, "Kokken lager mat.[1] Styrer spiser. [2]"),
        (3, "Hva? Mat! Ja."),
        (2, "«Mat er godt.» Styrer spiser."),
        (2, "Han sier: «Spis.» (Ja.)"),
        (1, "Se kap. 3 og jf. § 41 nr. 2 i loven."),
        (1, "Det gjelder bl.a. Oslo, f.eks. Frogner, dvs. Bydelen."),
        (1, "Jf. Barnehageloven og ca. 30 andre."),
        (2, "Mat, drikke osv. Styrer spiser."),
        (1, "Mat, drikke m.m. for alle."),
        (1, "Det kostet 3 mill. 2 av dem gikk til mat."),
        (2, "Det kostet 3 mill. Styrer betalte."),
        (1, "Kl. 17. mai kommer A. Hansen."),
        (2, "Planen gjelder til 2025. Styrer følger opp."),
        (2, "Slik er miljøet barna lever i. Styrer følger opp."),
        (1, "See p. 4, e.g. Figure 2."),
        (1, "Frist: 12.5.2025 kl. 12.30"),
        (3, "- Hammer\n- Sag\n- Skrutrekker"),
        (2, "Dette trengs\n\nHammer"),
        (1, "Dette er én setning\nover to linjer."),
        (2, "1. Hammer\n2. Sag"),
        (1, "> Mat\n> til alle\n\n[1]"),
    ],
)
def test_sentences_are_counted_in_spite_of_abbreviations(count: int, text: str) -> None:
    assert sentences(text) == count


@pytest.mark.parametrize(
    ("count", "text"),
    [(3, "Kokken lager mat [1]."), (3, "- Kokken – lager\n- mat"), (0, "…"), (2, "§ 41 nr."), (2, "**Varm** mat")],
)
def test_words_have_a_letter_or_a_digit_and_are_no_markers(count: int, text: str) -> None:
    assert words(text) == count


def test_an_answer_may_have_three_sentences_or_sixty_words() -> None:
    assert not too_long("Mat. " * 60)
    assert not too_long(" ".join(["Ord"] * 25 + ["slutt. "]) * 3)
    assert too_long(" ".join(["Ord"] * 15 + ["slutt. "]) * 4)
    assert too_long("Mat. " * 61)
