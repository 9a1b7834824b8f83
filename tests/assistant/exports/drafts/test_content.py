"""What the document of a draft says, and which drafts become none."""

from typing import Any

import pytest

from assistant.drafting.coverage import Coverage, CoveredDuty, MissingParts
from assistant.drafting.marking import as_quote
from assistant.exports.drafts.content import Written, content
from assistant.exports.drafts.document import DraftDocument, Heading, Paragraph, Table
from assistant.exports.drafts.refusal import RefusedError
from corpus.library import Library
from tests.assistant.drafting.sources_taken import taken
from tests.assistant.exports.drafts.made_up import LENT, OWN_ROW, SOUP, field_text, written
from tests.corpus.stores import OTHER
from tests.ingest.made_up import content_of, read

SERVER = "https://planer.example"


def made(draft: Written, library: Library) -> DraftDocument:
    return content(draft, library, lambda path: SERVER + path)


def words(document: DraftDocument) -> str:
    """All that the document says, references as they are numbered in it."""
    told: list[str] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            told.append(block.text)
        elif isinstance(block, Paragraph):
            told.append(_said(block))
        else:
            told.extend(_said(one) for row in block.rows for cell in row for one in cell)
    return "\n".join(told)


def _said(paragraph: Paragraph) -> str:
    return "".join(piece.text + "".join(f" [{number}]" for number in piece.numbers) for piece in paragraph.pieces)


def with_text(draft: Written, key: str, **parts: str) -> Written:
    return draft._replace(texts={**draft.texts, key: field_text(key, **parts)})


def test_every_field_and_row_is_there_and_no_guidance(hikes: Library) -> None:
    draft = written(hikes)
    document = made(draft, hikes)
    said = words(document)
    for field in draft.template.fields():
        assert field.guidance.nb not in said
        assert field.guidance.nn not in said
        if field.kind == "row":
            assert field.title.nb in said
        if field.kind in ("text", "row") and field.key not in ("utfordringsbilde", "sprak.boklesing"):
            assert field.key.rpartition(".")[2] in said
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [4, 4, 3, 5, 4, 5, 4]
    assert all(len(row) == len(table.columns) == 5 for table in tables for row in table.rows)
    assert [_said(cell[0]) for cell in tables[1].rows[-1]] == ["Lesevenner fra eldresenteret", *["Et eget ord"] * 4]


def test_the_front_says_what_it_is(hikes: Library) -> None:
    document = made(written(hikes), hikes)
    assert (document.unit, document.kind, document.language) == ("Bydel Storhaug", "Lokal handlingsplan", "nb-NO")
    assert document.facts == (("Periode", "2026–2030"), ("Dato", "02.03.2026"), ("Status", "Til høring"))
    assert document.assistance is None


def test_references_are_numbered_as_they_come_and_lead_to_their_pages(hikes: Library) -> None:
    document = made(written(hikes), hikes)
    said = words(document)
    assert f"regntøy. «{SOUP}» [1] Maten er god [1]. Slutt." in said
    assert f"«{LENT}» [2]\nVi låner også ut bøker [2] [1]." in said
    assert [(one.number, one.title, one.quotes) for one in document.sources] == [
        (1, "Matplan", (SOUP,)),
        (2, "Turplan", (LENT,)),
    ]
    assert document.sources[1].locator == "s. 3"
    assert document.sources[1].url.startswith(f"{SERVER}/documents/turplan/pages/3?generation=")


def test_sources_of_one_page_are_one_and_those_that_nothing_names_are_none(hikes: Library) -> None:
    draft = written(hikes)
    other, unused = taken(hikes, "Regntøy til låns", 11), taken(hikes, "Ullsokker som tåler", 12)
    draft = draft._replace(sources=(*draft.sources, other, unused))
    draft = with_text(draft, "roller-og-ansvar", text="Vi har «Regntøy til låns» [11].")
    assert [len(one.quotes) for one in made(draft, hikes).sources] == [1, 2]


def test_a_public_address_a_retelling_and_an_outdated_source_are_told(hikes: Library) -> None:
    said = {"source_url": "https://kommunen.example/plan.pdf", "retelling_of": "Den egentlige", "issuer": "Elvedal"}
    public = read("Mat\n\n" + SOUP, id="matplan", title="Matplan", **said)
    hikes.publish(public, content_of(public))
    draft = written(hikes)
    gone = read("Mat\n\nKokken lager suppe av tang.", id="matplan", title="Matplan", **said)
    hikes.publish(gone, content_of(gone))
    (source, _) = made(draft, hikes).sources
    assert source.url == "https://kommunen.example/plan.pdf"
    assert source.issuer == "Elvedal"
    assert source.marks == ("gjenfortelling", "står ikke i dokumentet slik det er nå")


def test_an_address_that_is_no_web_address_is_not_linked(hikes: Library) -> None:
    odd = read("Mat\n\n" + SOUP, id="matplan", title="Matplan", source_url="javascript:alert(1)")
    hikes.publish(odd, content_of(odd))
    assert made(written(hikes), hikes).sources[0].url.startswith(f"{SERVER}/documents/matplan/")


def test_in_nynorsk_headings_are_and_quotes_stay(hikes: Library) -> None:
    document = made(written(hikes, written_form="nn", state="draft"), hikes)
    said = words(document)
    assert document.language == "nn-NO"
    assert "Lokalt utfordringsbilete" in said
    assert "Hvordan planen" not in said
    assert f"«{SOUP}»" in said
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert tables[0].columns[2] == "Ansvarleg og samarbeidspartnarar"
    assert document.sources_title == "Kjelder"
    assert dict(document.facts)["Status"] == "Utkast"


def test_help_by_a_model_is_told(hikes: Library) -> None:
    assert made(written(hikes, assisted=True), hikes).assistance == "Utarbeidet med støtte av KI"
    assert made(written(hikes, assisted=True, written_form="nn"), hikes).assistance == "Utarbeidd med støtte av KI"


def test_what_nobody_wrote_is_said_to_be_so(hikes: Library) -> None:
    draft = with_text(written(hikes), "oppfolging", text=" \n")
    notes = [block for block in made(draft, hikes).blocks if isinstance(block, Paragraph) and block.is_note]
    assert [_said(one) for one in notes] == ["Ikke skrevet ennå."]


def test_a_removed_row_is_not_there(hikes: Library) -> None:
    draft = written(hikes)
    removed = draft.texts[OWN_ROW].model_copy(update={"removed": True})
    assert "Lesevenner" not in words(made(draft._replace(texts={**draft.texts, OWN_ROW: removed}), hikes))


@pytest.mark.parametrize(
    ("forged", "fault"),
    [
        ({"quote": "Kokken lager suppe av gulrøtter hver fredag."}, "source_changed"),
        ({"page": 2}, "source_changed"),
        ({"document_id": "turplan"}, "source_changed"),
        ({"document_id": "ukjent"}, "source_gone"),
        ({"number": 10}, "unknown_source"),
    ],
    ids=str,
)
def test_a_forged_source_is_not_exported(hikes: Library, forged: dict[str, Any], fault: str) -> None:
    draft = written(hikes)
    lent, soup = draft.sources
    with pytest.raises(RefusedError) as refused:
        made(draft._replace(sources=(lent, soup.model_copy(update=forged))), hikes)
    found = [one for one in refused.value.unverified if one.fault == fault]
    assert {one.key for one in found} == {"utfordringsbilde", "sprak.boklesing"}
    assert found[0].field == "Lokalt utfordringsbilde"
    assert found[-1].field == "Satsing på boklesing og leselyst › beskrivelse"
    assert all("[9]" in one.detail and one.numbers for one in found)


def test_a_forged_sentence_is_not_exported(hikes: Library) -> None:
    altered = as_quote("Kokken lager suppe av tang hver torsdag.", 9)
    with pytest.raises(RefusedError) as refused:
        made(with_text(written(hikes), "oppfolging", text=f"Vi starter. {altered}"), hikes)
    (found,) = refused.value.unverified
    assert (found.key, found.fault, found.part) == ("oppfolging", "altered_quote", "text")
    assert found.sentence == "«Kokken lager suppe av tang hver torsdag.»"


def test_a_forged_source_that_nothing_names_stands_in_nobody_s_way(hikes: Library) -> None:
    draft = written(hikes)
    forged = draft.sources[0].model_copy(update={"number": 12, "quote": "Ingen har skrevet dette."})
    assert len(made(draft._replace(sources=(*draft.sources, forged)), hikes).sources) == 2


def test_a_draft_whose_document_was_removed_says_so_in_its_own_language(hikes: Library) -> None:
    draft = written(hikes, written_form="nn")
    hikes.remove(OTHER.document.id)
    with pytest.raises(RefusedError) as refused:
        made(draft, hikes)
    assert refused.value.unverified[0].detail.startswith("Dokumentet som kjelde [9] er henta frå, er sletta")


def test_what_nobody_sees_and_no_file_holds_is_left_out(hikes: Library) -> None:
    draft = with_text(written(hikes), "oppfolging", text="Vi\u200b\u202e \x0bser\ud800 på\u00a0saken\x07.")
    assert "Vi ser på saken." in words(made(draft, hikes)).replace("  ", " ")


def test_what_was_pasted_from_word_is_items_and_single_spaces(hikes: Library) -> None:
    pasted = "•\tLeser  hver\u2003dag\n\u00a0\u00a0·\u00a0Synger\n\uf0b7 Går tur\n* Ler 👨\u200d👩\u200d👧\n5 * 2 | 3"
    blocks = made(with_text(written(hikes), "oppfolging", text=f"Vi gjør dette:\n{pasted}"), hikes).blocks
    lines = [(_said(block), block.is_item) for block in blocks if isinstance(block, Paragraph)]
    at = lines.index(("Vi gjør dette:", False))
    items = ("Leser hver dag", "Synger", "Går tur", "Ler 👨\u200d👩\u200d👧")
    assert lines[at + 1 : at + 6] == [*((item, True) for item in items), ("5 * 2 | 3", False)]


def test_which_duties_are_answered_is_a_chapter_of_its_own_where_it_is_asked_for(hikes: Library) -> None:
    draft = written(hikes)
    duty, left = hikes.snapshot.duties[:2]
    covered = Coverage(
        duties=(
            CoveredDuty(duty=duty, state="answered", key="oppfolging", sentence="Vi ser på tallene hver høst."),
            CoveredDuty(duty=duty, state="quoted", key=OWN_ROW),
            CoveredDuty(duty=left, state="open"),
        ),
        share=1 / 3,
        empty=("roller-og-ansvar", "arbeidsplass.rekruttering"),
        missing=(MissingParts(key="sprak.boklesing", parts=("schedule", "funding")),),
    )
    document = content(draft, hikes, str, covered)
    heading, lead, empty, row, table = document.blocks[-5:]
    assert isinstance(heading, Heading)
    assert (heading.level, heading.text) == (1, "Dekning av den overordnede planen")
    assert isinstance(lead, Paragraph)
    assert _said(lead) == "Utkastet svarer på 1 av 3 plikter i den overordnede planen (33 %)."
    assert isinstance(empty, Paragraph)
    assert _said(empty).startswith("Ikke skrevet: Roller og ansvar; Rekruttering")
    assert isinstance(row, Paragraph)
    assert _said(row) == "«Satsing på boklesing og leselyst» mangler tidsplan, finansiering."
    assert isinstance(table, Table)
    told = [["\n".join(map(_said, cell)) for cell in row] for row in table.rows]
    assert duty.text in told[0][0]
    assert told[0][0].endswith(f"(s. {duty.page})")
    assert [answer for _, answer in told] == [
        "Oppfølging, evaluering, rapportering og dokumentasjon:\nVi ser på tallene hver høst.",
        "Bare gjengitt, i «Lesevenner fra eldresenteret»",
        "Ikke besvart",
    ]
    assert "Dekning" not in words(made(draft, hikes))
