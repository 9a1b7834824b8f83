from datetime import timedelta
from pathlib import Path

import pytest

from corpus.store.catalogue import Catalogue
from corpus.store.collections import Collection, CollectionNotEmptyError
from corpus.store.draft_shelf import Drafts
from corpus.store.drafts import DraftClosedError, DraftReader
from tests.corpus.catalogued import OLD, publish
from tests.corpus.store.drafted import KARI, OLA, TEMPLATE, begin, quoted, wrote

GRORUD = DraftReader(owner="kari", collections=frozenset({"open", "grorud"}))
STOVNER = DraftReader(owner="ola", collections=frozenset({"open", "stovner"}))
ADMINISTRATOR = DraftReader(owner="adm", collections=None)
MACHINE = DraftReader(owner=None, collections=None, is_machine=True)


@pytest.fixture
def drafts(catalogue: Catalogue) -> Drafts:
    return catalogue.drafts


def test_a_draft_begins_with_every_field_of_its_template_empty(drafts: Drafts) -> None:
    made = begin(drafts, period="2026–2029", jurisdiction="Oslo, Bydel Grorud")
    assert drafts.get(made.id) == made
    assert (made.template, made.state, made.assisted) == (TEMPLATE, "draft", False)
    fields = drafts.fields(made.id)
    assert list(fields) == ["forside.bydel", "turer", "mat.frukt"]
    assert {field.revision for field in fields.values()} == {0}
    assert list(fields["mat.frukt"].parts) == ["description", "responsible", "schedule", "funding"]
    assert drafts.versions(made.id) == []


def test_an_id_says_nothing_of_the_others(drafts: Drafts) -> None:
    ids = [begin(drafts).id for _ in range(20)]
    assert len({made[:4] for made in ids}) == 20
    assert min(map(len, ids)) >= 22  # 128 bits of chance


def test_who_may_open_which(drafts: Drafts) -> None:
    own = begin(drafts, owner="kari").id
    theirs = begin(drafts, owner="ola").id
    shared = begin(drafts, owner="kari", collection="grorud").id
    nobody_s = begin(drafts).id
    everything = {own, theirs, shared, nobody_s}
    for reader, seen in (
        (GRORUD, {own, shared}),
        (STOVNER, {theirs}),
        (ADMINISTRATOR, {shared}),
        (MACHINE, everything),
        (DraftReader(owner=None, collections=frozenset({"open"})), set()),
    ):
        assert {found.id for found in drafts.open_to(reader)} == seen
        assert {name for name in everything if drafts.get(name, reader) is not None} == seen


def test_who_has_left_a_unit_opens_its_drafts_no_more(drafts: Drafts) -> None:
    made = begin(drafts, owner="ola", collection="grorud").id
    assert drafts.get(made, STOVNER) is None
    assert drafts.open_to(STOVNER) == []


def test_no_draft_is_in_the_open_collection(drafts: Drafts) -> None:
    with pytest.raises(ValueError, match="åpne samlingen"):
        begin(drafts, collection="open")
    with pytest.raises(ValueError, match="åpne samlingen"):
        drafts.change(begin(drafts).id, collection="open")


def test_what_is_said_of_a_draft_is_changed_and_the_rest_stays(drafts: Drafts) -> None:
    made = begin(drafts, owner="kari")
    found = drafts.change(made.id, state="hearing", collection="grorud")
    assert found is not None
    assert found.changed_at > made.changed_at
    assert found.model_dump(exclude={"state", "collection", "changed_at"}) == made.model_dump(
        exclude={"state", "collection", "changed_at"}
    )
    assert (found.state, found.collection) == ("hearing", "grorud")
    assert drafts.change("finnes-ikke", title="Ny") is None


def test_the_one_that_was_changed_last_comes_first(drafts: Drafts) -> None:
    first, second = begin(drafts, owner="kari").id, begin(drafts, owner="kari").id
    wrote(drafts, first, "Vi går på tur.")
    assert [found.id for found in drafts.open_to(GRORUD)] == [first, second]
    assert [found.id for found in drafts.owned(["kari"])] == [first, second]


def test_an_adopted_draft_stands_until_it_is_a_draft_again(drafts: Drafts) -> None:
    made = begin(drafts).id
    text = wrote(drafts, made, "Vi går på tur.")
    drafts.change(made, state="adopted")
    with pytest.raises(DraftClosedError, match="sett det tilbake"):
        drafts.save(made, "turer", {"text": "Vi går ikke."}, text.revision, KARI)
    for change in (
        lambda: drafts.add_row(made, "mat"),
        lambda: drafts.take_source(made, quoted(), KARI),
        lambda: drafts.restore(made, "turer", text.revision, text.revision, KARI),
    ):
        with pytest.raises(DraftClosedError):
            change()
    assert drafts.comments.add(made, "turer", "Til neste gang.", OLA) is not None
    drafts.change(made, state="draft")
    wrote(drafts, made, "Vi går likevel.")


def test_a_draft_that_is_deleted_leaves_no_byte(drafts: Drafts, tmp_path: Path) -> None:
    made = begin(drafts, title="Kongledrageplan", owner="kari").id
    wrote(drafts, made, "Elgkaker til alle. " * 500)
    wrote(drafts, made, "Elgkaker til noen. " * 500, OLA)
    drafts.take_source(made, quoted("Solsikkegardinene henges opp."), KARI)
    drafts.comments.add(made, "turer", "Spør Vigdis Torsrud.", OLA)
    assert drafts.remove(made)
    assert not drafts.remove(made)
    assert drafts.get(made) is None
    assert (drafts.fields(made), drafts.versions(made), drafts.sources(made), drafts.comments.of(made)) == (
        {},
        [],
        [],
        [],
    )
    words = (b"Kongledrageplan", b"Elgkaker", b"Solsikkegardinene", b"Torsrud")
    files = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert not [word for word in words if any(word in content for content in files)]


def test_sources_are_numbered_and_no_number_is_used_twice(drafts: Drafts) -> None:
    made, other = begin(drafts).id, begin(drafts).id
    first = drafts.take_source(made, quoted("Barna går på tur."), KARI)
    second = drafts.take_source(made, quoted("De har med mat."), OLA)
    again = drafts.take_source(made, quoted("Barna går på tur."), OLA)
    assert first is not None
    assert second is not None
    assert (first.number, second.number, second.by_name) == (1, 2, "Ola Halvorsen")
    assert again == first
    assert drafts.sources(made) == [first, second]
    assert drafts.sources(other) == []
    assert drafts.take_source("finnes-ikke", quoted(), KARI) is None


def test_the_words_of_a_removed_document_are_taken_out_and_the_source_stays_as_gone(catalogue: Catalogue) -> None:
    publish(catalogue, OLD)
    made = begin(catalogue.drafts).id
    catalogue.drafts.take_source(made, quoted("Sekken pakkes.", "turplan"), KARI)
    catalogue.drafts.take_source(made, quoted("Suppe hver dag.", "matplan"), KARI)
    catalogue.remove("turplan")
    found = catalogue.drafts.sources(made)
    assert [(source.number, source.quote) for source in found] == [(1, ""), (2, "Suppe hver dag.")]


def test_comments_are_said_resolved_and_opened_again(drafts: Drafts) -> None:
    made, other = begin(drafts).id, begin(drafts).id
    first = drafts.comments.add(made, "turer", "Hvor langt?", KARI)
    second = drafts.comments.add(made, "mat.frukt", "Hvem kutter?", OLA)
    assert first is not None
    assert second is not None
    assert drafts.comments.of(made) == [first, second]
    assert drafts.comments.of(made, "mat.frukt") == [second]
    resolved = drafts.comments.change(made, first.id, resolved=True)
    assert resolved is not None
    assert resolved.resolved_at is not None
    assert drafts.comments.change(made, first.id, text="Hvor langt går vi?", resolved=True) == resolved.model_copy(
        update={"text": "Hvor langt går vi?"}
    )
    opened = drafts.comments.change(made, first.id, resolved=False)
    assert opened is not None
    assert opened.resolved_at is None
    assert drafts.comments.get(other, first.id) is None  # of another draft
    assert drafts.comments.change(other, first.id, text="Feil") is None
    assert not drafts.comments.remove(other, first.id)
    assert drafts.comments.remove(made, first.id)
    assert drafts.comments.of(made) == [second]
    assert drafts.comments.add("finnes-ikke", "turer", "Hei", KARI) is None


def test_a_collection_with_drafts_is_not_deleted(catalogue: Catalogue) -> None:
    catalogue.collections.put(Collection(id="grorud", title="Grorud"))
    made = begin(catalogue.drafts, collection="grorud").id
    with pytest.raises(CollectionNotEmptyError, match="utkast"):
        catalogue.collections.remove("grorud")
    catalogue.drafts.remove(made)
    assert catalogue.collections.remove("grorud")


def test_drafts_that_nobody_changed_for_long_are_over(catalogue: Catalogue) -> None:
    made = begin(catalogue.drafts)
    assert catalogue.retention.over("drafts", made.changed_at) == 0
    later = made.changed_at + timedelta(seconds=1)
    assert catalogue.retention.over("drafts", later) == 1
    assert catalogue.retention.forget("drafts", later) == 1
    assert catalogue.drafts.get(made.id) is None
