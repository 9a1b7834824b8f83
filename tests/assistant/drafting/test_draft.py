"""A draft as surfaces see it."""

from pathlib import Path

from assistant.drafting.draft import Draft, DraftField
from assistant.drafting.templates import Templates
from corpus.library import Library
from corpus.store.drafts import Author, DraftRecord, FieldText, QuotedPassage
from tests.assistant.drafting.sources_taken import taken

KARI = Author(id="kari", name="Kari")
ROW, TEXT = "barnehagehverdag.mattilbudet", "utfordringsbilde"


def begun(library: Library) -> DraftRecord:
    template = Templates(Path("none")).get("lokal-handlingsplan")
    assert template is not None
    return library.drafts.create(
        title="Plan", template=template.model_dump(mode="json"), written_form="nn", unit="Bydel Elvheim"
    )


def wrote(library: Library, record: DraftRecord, key: str, **parts: str) -> DraftField:
    before = library.drafts.field(record.id, key)
    assert before is not None
    saved = library.drafts.save(record.id, key, {**before.parts, **parts}, before.revision, KARI)
    assert isinstance(saved, FieldText)
    found = Draft.read(record, library).field(key)
    assert found is not None
    return found


def test_the_fields_stand_under_their_sections_in_the_drafts_own_written_form(hikes: Library) -> None:
    draft = Draft.read(begun(hikes), hikes)
    assert [one.section.key for one in draft.sections] == [section.key for section in draft.template.sections]
    assert [field.key for field in draft.fields] == [field.key for field in draft.template.fields()]
    field = draft.field(TEXT)
    assert field is not None
    assert field.title == "Lokalt utfordringsbilete"
    assert field.is_empty


def test_a_row_says_which_of_its_cells_are_empty(hikes: Library) -> None:
    found = wrote(hikes, begun(hikes), ROW, description="Frukt hver dag.", schedule="2027")
    assert not found.is_empty
    assert found.empty_parts == ("responsible", "funding")


def test_a_row_of_ones_own_stands_last_in_its_table_by_the_name_that_it_is_given(hikes: Library) -> None:
    record = begun(hikes)
    row = hikes.drafts.add_row(record.id, "sprak")
    assert row is not None
    wrote(hikes, record, row.key, title=" Eventyrstund ")
    draft = Draft.read(record, hikes)
    (section,) = (one for one in draft.sections if one.section.key == "sprak")
    assert [field.title for field in section.fields][-1] == "Eventyrstund"
    before, after = draft.beside(row.key)
    assert before is not None
    assert after is not None
    assert (before.key, after.key) == ("sprak.boklesing", "psykososialt.kapittel-8")


def test_what_keeps_the_draft_from_being_exported_is_told_from_what_is_to_be_looked_at(hikes: Library) -> None:
    record = begun(hikes)
    words = hikes.snapshot.passages[0].text.split("\n")[-1]
    source = taken(hikes, " ".join(words.split()))
    quoted = QuotedPassage.model_validate(source.model_dump(include=set(QuotedPassage.model_fields)))
    hikes.drafts.take_source(record.id, quoted, KARI)
    found = wrote(hikes, record, TEXT, text=f"Vi går på ski [7]. {source.quote}\n«{source.quote}» [1]")
    assert [one.origin for one in found.sentences["text"]] == ["adapted", "own", "quote"]
    assert (found.refused, found.noted) == (1, 1)
    draft = Draft.read(record, hikes)
    assert [field.key for field in draft.uses()[1]] == [TEXT]


def test_only_comments_that_wait_for_somebody_are_counted(hikes: Library) -> None:
    record = begun(hikes)
    comments = hikes.drafts.comments
    done = comments.add(record.id, TEXT, "Ferdig?", KARI)
    comments.add(record.id, TEXT, "Hvem skriver?", KARI)
    assert done is not None
    comments.change(record.id, done.id, resolved=True)
    found = Draft.read(record, hikes).field(TEXT)
    assert found is not None
    assert found.comments == 1
