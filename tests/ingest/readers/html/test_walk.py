import pytest

from ingest.readers.base import RawPage
from ingest.readers.html import HtmlReader


def only(body: str) -> RawPage:
    (page,) = HtmlReader().read(f"<html><body>{body}</body></html>".encode()).pages
    return page


def test_blocks_are_paragraphs_and_what_runs_is_one() -> None:
    page = only("Løs <b>tekst</b> her<div>delt<p>en\n to</div><dl><dt>Ord<dd>Mening</dl><pre>a  b\nc</pre>")
    assert page.lines == ("Løs tekst her", "delt", "en to", "Ord", "Mening", "a b", "c")


def test_headings_have_their_level() -> None:
    page = only("<h1>Mål <em>for</em> alle</h1><div role=heading aria-level=4>Under</div><div role=heading>Flere</div>")
    assert [(text, role.level) for text, role in zip(page.lines, page.roles, strict=True)] == [
        ("Mål for alle", 1),
        ("Under", 4),
        ("Flere", 2),
    ]


def test_lists_have_their_marks() -> None:
    page = only(
        "<ul><li>en<ul><li><p>under</p><p>mer</p></li></ul>etter</li></ul><ol start=3><li>tre<li value=9>ni</ol>"
        "<ol type=a><li>første<li>andre</ol>"
    )
    assert page.lines == ("• en", "◦ under", "mer", "etter", "3. tre", "9. ni", "a. første", "b. andre")
    assert [role.kind for role in page.roles] == ["item", "item", "paragraph", "paragraph", *["item"] * 4]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>nei</p>",
        "<p style='color: red; display:none'>nei</p>",
        "<p style='visibility: hidden'>nei</p>",
        "<dialog>nei</dialog>",
        "<script>nei()</script><style>nei{}</style><template>nei</template><noscript>nei</noscript>",
        "<button>nei</button><select><option>nei</select><textarea>nei</textarea>",
        "<!-- nei --><?php nei ?>",
        "<table><tr hidden><td>nei<td>nei</table>",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    page = only(f"<p>Ute</p>{hidden}<p>Inne</p>")
    assert (page.lines, page.tables) == (("Ute", "Inne"), ())


def test_only_the_main_content_is_text_and_the_rest_is_set_apart() -> None:
    page = only(
        "<header><a>Fjellvik</a></header><nav><ul><li>Meny</ul></nav><div><main><header>Ingress</header><p>Ute</p>"
        "<nav>På siden</nav></main><aside>Nyheter</aside></div><footer><table><tr><td>Post<td>Telefon</table></footer>"
    )
    assert page.lines == ("Ingress", "Ute")
    assert page.apart == ("Fjellvik", "• Meny", "Nyheter", "Post", "Telefon", "På siden")


def test_a_page_without_main_has_its_navigation_set_apart() -> None:
    page = only(
        "<header>Fjellvik</header><div role=navigation>Meny</div><p>Ute</p><aside>Fakta</aside><footer>Post</footer>"
    )
    assert (page.lines, page.apart) == (("Ute", "Fakta"), ("Fjellvik", "Meny", "Post"))
    assert only("<header><h1>Plan</h1></header><p>Ute</p>").lines == ("Plan", "Ute")


def test_a_hidden_main_is_none() -> None:
    assert only("<div hidden><main>nei</main></div><p>Ute</p>").lines == ("Ute",)


def test_tables_have_spans_captions_and_lines() -> None:
    page = only(
        "<table><caption>Våre tiltak</caption><tfoot><tr><td>Sist<td>Slutt</tfoot>"
        "<tr><td rowspan=2>A<td>b<br>c<tr><td><ul><li>d<li>e</ul></tr><thead><tr><th>Uke<th>Tema</thead></table>"
    )
    (table,) = page.tables
    assert page.lines == ("Våre tiltak",)
    assert [[(cell.lines, cell.column, cell.rows) for cell in row.cells] for row in table.rows] == [
        [(("Uke",), 0, 1), (("Tema",), 1, 1)],
        [(("A",), 0, 2), (("b", "c"), 1, 1)],
        [(("• d", "• e"), 1, 1)],
        [(("Sist",), 0, 1), (("Slutt",), 1, 1)],
    ]


def test_what_stands_in_a_table_outside_its_cells_is_read_before_it() -> None:
    page = only("<table>Først<tr><td>a<td>b</tr><p>Midt</p><tr>Sist<td>c<td>d</tr></table>")
    assert (page.lines, page.tables[0].at, len(page.tables[0].rows)) == (("Først", "Midt", "Sist"), 3, 2)


def test_tables_for_layout_are_looked_through() -> None:
    inner = "<table><tr><th>Uke<th>Tema<tr><td>1<td>Skog</table>"
    framed = f"<table><tr><td><h2>Plan</h2>{inner}</table>"
    beside = f"<table role=presentation><tr><td><h2>Plan</h2><td>{inner}</table>"
    for layout in (framed, beside):
        page = only(layout)
        assert (page.lines, [len(table.rows) for table in page.tables]) == (("Plan",), [2])


def test_a_table_in_a_cell_is_a_table_after_it() -> None:
    first, second = only("<table><tr><td>A<td>b<table><tr><td>c<td>d</table>e</table>").tables
    assert [cell.lines for cell in first.rows[0].cells] == [("A",), ("b", "e")]
    assert [cell.lines for cell in second.rows[0].cells] == [("c",), ("d",)]


def test_what_is_put_in_from_elsewhere_is_counted() -> None:
    page = only("<p>Ute</p><iframe src='http://127.0.0.1/'></iframe><img src='http://127.0.0.1/a.png' alt='nei'>")
    assert (page.lines, page.unread, page.images) == (("Ute",), 1, 1)
