"""Source words → paragraph markup."""

from corpus.documents.typesetting.inline import inline, plain, soft_cuts


def test_emphasis_links_and_line_ends() -> None:
    assert inline("**Mat** og *lek*<br>2 < 3 & 4 * 5 * 6") == ("<b>Mat</b> og <i>lek</i><br/>2 &lt; 3 &amp; 4 * 5 * 6")
    assert inline("Se [loven](https://lov.no/a) og <https://lov.no>.") == (
        'Se <a href="https://lov.no/a">loven</a> og <a href="https://lov.no">https://lov.no</a>.'
    )


def test_a_page_mark_becomes_a_call_and_leaves_one_blank() -> None:
    assert inline("går <!-- side 4 --> tur") == 'går <onDraw name="origin" label="4"/>tur'
    assert plain("går <!-- side 4 --> **barne¬hage**tur") == "går barnehagetur"


def test_only_soft_cuts_are_soft() -> None:
    assert soft_cuts("barne¬hage¬miljø og skole¦gård") == {"barne-", "barnehage-"}
    assert inline("barne¬hage skole¦gård") == "barne\u00adhage skole\u00adgård"
