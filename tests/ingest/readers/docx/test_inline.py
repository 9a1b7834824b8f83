from tests.ingest.readers.office_files import h, p, r, word_page


def line(inner: str, **others: str) -> str:
    """The only line of a paragraph with this inside."""
    (found,) = word_page(f"<w:p>{inner}</w:p>", **others).lines
    return found


def test_insertions_are_read_and_deletions_are_not() -> None:
    deleted = (
        "<w:del><w:r><w:delText>ikke </w:delText></w:r></w:del><w:moveFrom><w:r><w:t>før </w:t></w:r></w:moveFrom>"
    )
    assert line(f"{r('Vi skal ')}{deleted}<w:ins>{r('alltid ')}</w:ins><w:moveTo>{r('ut')}</w:moveTo>") == (
        "Vi skal alltid ut"
    )


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    page = word_page(p("Vi går ", "<w:rPr><w:del/></w:rPr>") + p("ut.") + p("Så hjem."))
    assert page.lines == ("Vi går ut.", "Så hjem.")


def test_hidden_text_is_not_read_however_it_is_hidden() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="S"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="Mal"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Malens barn"/><w:basedOn w:val="P"/></w:style>'
    )
    hidden = r("en", "<w:vanish/>") + r("to", '<w:rStyle w:val="S"/>')
    shown = r("Ute", '<w:vanish w:val="0"/>')
    assert line(hidden + shown, styles=styles) == "Ute"
    assert word_page(p("skjult", '<w:pStyle w:val="Q"/>') + p("Synlig"), styles=styles).lines == ("Synlig",)


def test_links_controls_and_fields_are_read_as_they_are_shown() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "http://127.0.0.1/"</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>'
    )
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('felt ')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Klikk her')}</w:sdtContent></w:sdt>"
    assert line(f"<w:hyperlink>{r('lenke ')}</w:hyperlink>{control}{prompt}{field}{r('svar')}") == "lenke felt svar"


def test_tabs_breaks_and_hyphens_are_what_they_look_like() -> None:
    inner = "<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>post</w:t><w:tab/><w:t>og</w:t><w:br/><w:t>brev</w:t></w:r>"
    assert line(inner) == "e-post og brev"
    assert line(f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{r(' er ukjent')}") == "x er ukjent"


def test_two_breaks_part_paragraphs_and_a_typed_bullet_begins_one() -> None:
    inner = "<w:r><w:t>Vi skal</w:t><w:br/><w:br/><w:t>ut:</w:t><w:br/><w:t>• leke</w:t></w:r>"
    assert word_page(f"<w:p>{inner}</w:p>").lines == ("Vi skal", "ut:", "• leke")


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{h('Husk')}{p('Lue og votter')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    page = word_page(f"<w:p>{r('Ute hver dag')}{drawing}</w:p>{p('Etter')}")
    assert page.lines == ("Ute hver dag", "Husk", "Lue og votter", "Etter")
    assert {role.kind for role in page.roles} == {"paragraph"}
    old = word_page(f"<w:p>{r('Ute')}<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>")
    assert "Lue og votter" in old.lines


def test_embedded_objects_are_counted() -> None:
    page = word_page(f"<w:p>{r('Ute')}<w:r><w:object/></w:r></w:p><w:altChunk/>")
    assert (page.lines, page.unread) == (("Ute",), 2)
