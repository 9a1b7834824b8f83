"""What a page carries, and how words are cut at line ends."""

from tests.corpus.documents.made_up import texts

FILLER = " ".join(["Barna er ute hver dag hele året."] * 60)


def test_a_paragraph_over_a_page_break_stands_on_both_pages() -> None:
    pages, document_map = texts(f"{FILLER}\n\n<!-- side 2 -->\n{FILLER}\n\n<!-- side 3 -->\nSlutt.")
    assert len(pages) == 2
    assert dict(document_map.positions) == {1: (1,), 2: (1, 2), 3: (2,)}


def test_a_mark_within_a_paragraph_goes_with_its_words() -> None:
    pages, document_map = texts(f"{FILLER} {FILLER} <!-- side 2 -->Vendepunkt. {FILLER} {FILLER}")
    where = next(number for number, text in enumerate(pages, start=1) if "Vendepunkt" in text)
    assert len(pages) > where
    assert document_map.positions[1] == tuple(range(1, where + 1))
    assert document_map.positions[2] == tuple(range(where, len(pages) + 1))


def test_words_are_cut_by_soft_and_hard_hyphens_only_where_they_must() -> None:
    words = "Fri " * 14
    (text,), _ = texts(f"Barne¬hage. {words} barnehage¬miljøarbeid.\n\nBarne¦hage. {words} barnehage¦miljøarbeid.")
    assert "Barnehage." in text
    assert "barnehage\u00ad\nmiljøarbeid" in text
    assert "barnehage-\nmiljøarbeid" in text
