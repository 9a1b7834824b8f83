from markdown_it import MarkdownIt

from assistant.exports.drafts.content import content
from assistant.exports.drafts.markdown import markdown_file
from corpus.library import Library
from tests.assistant.exports.drafts.made_up import SOUP, field_text, written


def rendered(library: Library, **texts: str) -> tuple[str, str]:
    draft = written(library, assisted=True)
    changed = {key: field_text(key, text=text) for key, text in texts.items()}
    file = markdown_file(
        content(draft._replace(texts={**draft.texts, **changed}), library, lambda path: f"https://x{path}")
    )
    return file, MarkdownIt("commonmark", {"html": False}).enable("table").render(file)


def test_the_draft_is_there_with_tables_and_sources(hikes: Library) -> None:
    file, page = rendered(hikes)
    assert file.startswith("# Lokal handlingsplan for kvalitet i barnehagene\n\nBydel Storhaug\n\n- Periode: 2026–2030")
    assert "<em>Utarbeidet med støtte av KI.</em>" in page
    assert page.count("<table>") == 7
    assert page.count("<tr>") == 7 + 29
    assert f"«{SOUP}» [1]" in page
    assert "<li>Vi samles hver høst.</li>" in page
    assert '<li>[1] Matplan, utgiver ikke oppgitt, s. 1. <a href="https://x/documents/matplan/pages/1' in page


def test_nothing_that_somebody_wrote_is_markup(hikes: Library) -> None:
    odd = "# Stort\n1. Først\n> Sitert\n*fet* `kode` <b>x</b> [lenke](http://ond.example) | celle\n---\n&amp;"
    _, page = rendered(hikes, oppfolging=odd)
    for told in ("# Stort", "1. Først", "&gt; Sitert", "*fet* `kode` &lt;b&gt;x&lt;/b&gt; [lenke](http://ond.example)"):
        assert told in page
    assert 'ond.example"' not in page
    assert "&amp;amp;" in page
