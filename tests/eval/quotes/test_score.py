from eval.originals import Originals
from eval.quotes.score import quotes
from tests.eval.made_up import PAGES, answer, citation


def test_every_citation_is_checked_on_its_page_of_the_original() -> None:
    given = (
        citation(2, "tilbud om opplæring i bassenget"),
        citation(2, "tilbud om god opplæring i bassenget"),
        citation(1, "tilbud om opplæring i bassenget"),
        citation(2, "tilbud om opplæring", document="other"),
    )
    found = quotes(answer("Mat.", *given), Originals({"plan": PAGES}))
    assert [quote.verbatim for quote in found] == [True, False, False, False]
    assert (found[2].document, found[2].page, found[2].quote) == ("plan", 1, "tilbud om opplæring i bassenget")


def test_an_answer_without_citations_has_no_quotes() -> None:
    assert quotes(answer(), Originals({})) == ()
