"""A view is the library that has only its documents: in every field of its snapshot, and in all that is read of it."""

import gc
import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from weakref import ref

import numpy as np
import pytest

from corpus import view
from corpus.index.lexical import LexicalIndex
from corpus.library import Library
from corpus.snapshot import Snapshot
from corpus.store.collections import Collection
from corpus.store.corrections import Correction
from ingest.pipeline import Reading
from tests.corpus.stores import MadeUpEmbedding, Stores
from tests.ingest.made_up import PLAN, content_of, read
from tests.seed import SEED

TEXTS = (
    PLAN,
    PLAN.replace("Regntøy til låns", "Ullsokker til låns").replace("Bydelene", "Skogvokterne"),
    "Mat på kjøkkenet\n\nKokken lager suppe av gulrøtter hver torsdag.\n",
    "Sjømat\n\nKystvakten Fiskeråd (KFR) lager suppe av tang. Barnehagen skal smake på den.\n",
)
COLLECTIONS = ("open", "fjell", "fjord")


class Step(NamedTuple):
    """A reading that is published, or None for a document that is removed."""

    document_id: str
    collection: str
    reading: Reading | None


def made(document_id: str, text: str, collection: str, **said: Any) -> Reading:
    title = f"Plan {2020 + int(document_id[-1])}"
    stated = {"title": title, "issuer": "Elvedal kommune", "collection": collection, **said}
    return read(text, f"{document_id}.txt", id=document_id, **stated)


def history(chance: random.Random) -> list[Step]:
    """Documents that come, change, move between collections and go, some of them retellings or editions of others."""
    steps: list[Step] = []
    for _ in range(9):
        document_id, collection = f"plan-{chance.randrange(4)}", chance.choice(COLLECTIONS)
        held = next((step for step in reversed(steps) if step.document_id == document_id), None)
        if held is not None and held.reading is not None and chance.random() < 0.3:
            steps.append(Step(document_id, held.collection, None))
            continue
        said = chance.choice(({}, {"edition_of": "plan-0"}, {"retelling_of": "Den egentlige"}))
        said = {} if document_id == "plan-0" else said
        steps.append(Step(document_id, collection, made(document_id, chance.choice(TEXTS), collection, **said)))
    return steps


def ends_of(steps: list[Step]) -> list[str]:
    """For each step the collection in which its document ends: there it is removed, or is last."""
    ends: list[str] = []
    now: dict[str, str] = {}
    for step in reversed(steps):
        if step.reading is None or step.document_id not in now:
            now[step.document_id] = step.collection
        ends.insert(0, now[step.document_id])
    return ends


def replay(library: Library, steps: Iterable[Step]) -> None:
    for name in COLLECTIONS:
        library.collections.put(Collection(id=name, title=name))
    for step in steps:
        if step.reading is None:
            library.remove(step.document_id)
        else:
            library.publish(step.reading, content_of(step.reading))


def told(snapshot: Snapshot) -> dict[str, Any]:
    """Every field of a snapshot, in the order that it has."""
    found = {name: getattr(snapshot, name) for name in ("passages", "measures", "duties", "explained", "terms")}
    found |= {
        name: list(getattr(snapshot, name).items())
        for name in ("documents", "generations", "position", "places", "vocabulary", "retold", "aliases")
    }
    found |= {"units": vars(snapshot.units), "editions": vars(snapshot.editions), "scope": snapshot.scope}
    found |= {"centre": snapshot.centre.tolist(), "sample": (snapshot.sample[0], snapshot.sample[1].tolist())}
    for name in ("words", "grams"):
        index = getattr(snapshot, name)
        assert isinstance(index, LexicalIndex)
        bm25 = index._bm25
        arrays = {key: np.asarray(value).tolist() for key, value in bm25.scores.items()} if bm25 else {}
        found[name] = (index._size, bm25 and bm25.vocab_dict, arrays)
    found["nynorsk"] = dict(snapshot.nynorsk)
    found["standing"] = {key: snapshot.editions.standing(key, date(2024, 1, 1)) for key in snapshot.documents}
    return found


@pytest.mark.parametrize("number", range(1))
def test_every_view_is_the_library_that_has_only_its_documents(number: int, tmp_path: Path) -> None:
    _check_views(random.Random(f"{SEED}-{number}"), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 40))
def test_every_view_of_many_is_the_library_that_has_only_its_documents(number: int, tmp_path: Path) -> None:
    _check_views(random.Random(f"{SEED}-{number}"), tmp_path)


def _check_views(chance: random.Random, folder: Path) -> None:
    steps = history(chance)
    ends = ends_of(steps)
    whole = Stores(folder / "whole")
    library = _opened(whole)
    replay(library, steps)
    asked = [frozenset(names) for names in ((), ("open",), ("fjell",), ("open", "fjord"), COLLECTIONS)]
    for number, collections in enumerate(asked):
        only = Stores(folder / str(number))
        alone = _opened(only)
        replay(alone, [step for step, end in zip(steps, ends, strict=True) if end in collections])
        assert told(library.view(collections).snapshot) == told(alone.snapshot), (collections, steps)
        only.close()
    whole.close()


def _opened(stores: Stores) -> Library:
    stores.folder.mkdir()
    return stores.library(MadeUpEmbedding())


@pytest.fixture
def library(stores: Stores) -> Library:
    """Two plans in the open, and one of the mountain's."""
    opened = stores.library(MadeUpEmbedding())
    steps = [("plan-0", TEXTS[0], "open"), ("plan-1", TEXTS[3], "fjell"), ("plan-2", TEXTS[2], "open")]
    replay(opened, [Step(key, collection, made(key, text, collection)) for key, text, collection in steps])
    return opened


OPEN = frozenset({"open"})
MOUNTAIN = frozenset({"fjell"})


def test_a_view_finds_only_its_passages_however_many_there_are(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector = library.embedding.embed_query_array("Kystvakten lager suppe av tang")
    mine = library.view(MOUNTAIN)
    exact = mine.nearest(vector, 5, mine.snapshot)
    assert {mine.snapshot.passages[position].document_id for position, _ in exact} == {"plan-1"}
    monkeypatch.setattr(view, "_EXACT", 0)
    fetched = mine.nearest(vector, 5, mine.snapshot)
    assert [position for position, _ in fetched] == [position for position, _ in exact]
    assert [score for _, score in fetched] == pytest.approx([score for _, score in exact], abs=1e-5)
    nothing = library.view(frozenset())
    assert nothing.nearest(vector, 5, nothing.snapshot) == []


def test_the_readings_of_another_s_document_are_not_found(library: Library) -> None:
    before = library.snapshot.generations["plan-0"]
    mine, others = library.view(MOUNTAIN), library.view(OPEN)
    assert others.published(before)
    replay(library, [Step("plan-0", "fjell", made("plan-0", TEXTS[1], "fjell"))])  # moved, and read anew
    after = library.snapshot.generations["plan-0"]
    for generation in (before, after):
        assert mine.published(generation)
        assert mine.page(generation, 1)
        assert mine.texts(generation)
        assert others.published(generation) is None
        assert others.page(generation, 1) is None
        assert others.page(generation, 1, words=False) is None
        assert others.texts(generation) == ()
        assert others.original(generation) is None
    assert mine.original(after) == content_of(made("plan-0", TEXTS[1], "fjell"))


def test_what_is_published_elsewhere_leaves_a_view_as_it_is(library: Library) -> None:
    before, whole = library.view(MOUNTAIN).snapshot, library.snapshot
    replay(library, [Step("plan-3", "open", made("plan-3", TEXTS[2], "open"))])
    assert library.snapshot is not whole
    assert library.view(MOUNTAIN).snapshot is before
    replay(library, [Step("plan-1", "fjell", made("plan-1", TEXTS[1], "fjell"))])
    assert library.view(MOUNTAIN).snapshot is not before


def test_a_view_of_all_is_the_whole(library: Library) -> None:
    assert library.view(OPEN | MOUNTAIN).snapshot is library.snapshot
    assert library.view(None) is library


def test_nothing_of_a_removed_document_stays_in_a_view(library: Library) -> None:
    gone = ref(library.view(OPEN).snapshot)
    library.remove("plan-2")
    gc.collect()
    assert gone() is None
    assert set(library.view(OPEN).snapshot.documents) == {"plan-0"}


def test_a_view_is_made_anew_where_the_indexes_were(library: Library) -> None:
    before = library.view(MOUNTAIN).snapshot
    library.rebuild()
    assert library.view(MOUNTAIN).snapshot is not before


def test_a_collection_that_nobody_made_is_in_no_view(library: Library) -> None:
    replay(library, [Step("plan-3", "hav", made("plan-3", TEXTS[2], "hav"))])
    assert not library.view(frozenset({"hav"})).snapshot.documents
    library.collections.put(Collection(id="hav", title="Hav"))
    assert set(library.view(frozenset({"hav"})).snapshot.documents) == {"plan-3"}


def test_notes_on_another_s_document_are_neither_seen_nor_removed(library: Library) -> None:
    generation = library.snapshot.generations["plan-0"]
    note = library.corrections.add(
        Correction(document_id="plan-0", generation_id=generation, text="Se vedtaket.", dated=date(2026, 1, 1), page=1)
    )
    mine, others = library.view(OPEN).corrections, library.view(MOUNTAIN).corrections
    assert mine.all() == mine.notes_for(pages=[("plan-0", 1)]) == [note]
    assert others.all() == others.notes_for(pages=[("plan-0", 1)]) == []
    assert others.get(note.id) is None
    assert not others.remove(note.id)
    assert mine.remove(note.id)


def test_editions_of_another_collection_are_not_joined_when_one_goes(library: Library) -> None:
    own = made("plan-3", TEXTS[2], "fjell", edition_of="plan-2")
    replay(library, [Step("plan-2", "open", made("plan-2", TEXTS[2], "open", edition_of="plan-0"))])
    replay(library, [Step("plan-3", "fjell", own)])
    before = library.view(MOUNTAIN).snapshot.documents["plan-3"]
    library.remove("plan-2")
    assert library.view(MOUNTAIN).snapshot.documents["plan-3"] == before
