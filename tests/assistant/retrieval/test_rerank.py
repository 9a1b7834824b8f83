"""A second stage by a real cross-encoder: small, and taught what it is to prefer."""

import json
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from assistant.answering.drafts.extractive import PASSAGES_LOOKED_AT, candidates
from assistant.app import create_app
from assistant.cli import app
from assistant.cli.doctor import CHECKS
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.langchain.retriever import PlanRetriever
from assistant.opening import ORIGINALS
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from assistant.retrieval.rerank import RERANKED, Reranker, combined, load_reranker, reranked
from assistant.service import Assistant
from corpus.index.arrays import Scores
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from corpus.store.catalogue import Catalogue
from corpus.store.originals import Originals
from tests.made_up_cross_encoder import write_cross_encoder

QUESTION = "Hva skal barna lære på tur?"
PLACES = (
    "Bekken Berget Bryggen Bukta Elva Enga Fjæra Fossen Haugen Heia Hytta Klopla Lia Lunden Marka Myra Naustet Odden "
    "Parken Seteren Skogen Stranda Tjernet Toppen Tunet Vika"
).split()
LIKED = 6.0


def page(place: str) -> str:
    return (
        f"Turer til {place}\n\nBarna skal lære å gå på tur i {place}. På tur skal barna lære å fyre bål. "
        f"På tur til {place} skal barna lære navn på fugler."
    )


class Watched(Reranker):
    """Notes how many texts it is given at once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.batches: list[int] = []

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        self.batches.append(len(texts))
        return super().scores(question, texts)


def read(found: RankedPassage) -> str:
    return f"{found.passage.heading_path[-1]}\n{found.passage.text}"


def found_in(library: Library, reranker: Reranker | None, limit: int = 40) -> list[RankedPassage]:
    return HybridRetrieval(library, reranker=reranker).rank(
        understand(QUESTION, library.snapshot), library.snapshot, limit
    )


def ids(found: Sequence[RankedPassage]) -> list[str]:
    return [place.passage.id for place in found]


@contextmanager
def opened(settings: Settings, embedding: EmbeddingModel) -> Iterator[Library]:
    """The library of a data directory, with a model that is loaded already."""
    settings.data_dir.mkdir(exist_ok=True)
    with (
        closing(Catalogue(settings.database_url)) as catalogue,
        closing(DenseIndex.embedded(settings.chroma_dir)) as dense,
    ):
        yield Library(catalogue, dense, embedding, Originals(settings.data_dir / ORIGINALS))


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, embedding: EmbeddingModel) -> Settings:
    """Settings with a plan of 26 much alike passages."""
    folder = tmp_path_factory.mktemp("trips")
    (folder / "turer.txt").write_text("\f".join(map(page, PLACES)), encoding="utf-8")
    settings = Settings(data_dir=folder / "data", model_dir=embedding_model_dir)
    with opened(settings, embedding) as library:
        ingest_paths(library, [folder / "turer.txt"])
    return settings


@pytest.fixture(scope="module")
def served(stocked: Settings) -> Path:
    """A copy of the data directory, for a process of its own."""
    return Path(shutil.copytree(stocked.data_dir, stocked.data_dir.with_name("served")))


@pytest.fixture(scope="module")
def trips(stocked: Settings, served: Path, embedding: EmbeddingModel) -> Iterator[Library]:
    with opened(stocked, embedding) as library:
        yield library


@pytest.fixture(scope="module")
def plain(trips: Library) -> list[RankedPassage]:
    """The order without a cross-encoder."""
    return found_in(trips, None)


@pytest.fixture(scope="module")
def folder(plain: list[RankedPassage], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that likes the fifth passage, the last but one, and what is said of birds."""
    liked = {4, len(plain) - 2}
    texts = {read(place): LIKED * (index in liked) for index, place in enumerate(plain)}
    for place in plain[:6]:
        texts |= {match.text: LIKED * ("fugler" in match.text) for match in place.sentences}
    return write_cross_encoder(tmp_path_factory.mktemp("cross") / "encoder", QUESTION, texts)


@pytest.fixture(scope="module")
def reranker(folder: Path) -> Watched:
    return Watched(folder)


def test_what_it_likes_comes_first_and_the_others_keep_their_order(
    trips: Library, plain: list[RankedPassage], reranker: Watched
) -> None:
    found = found_in(trips, reranker)
    liked = plain[4].passage.id
    assert ids(found)[0] == liked
    assert [other for other in ids(found)[1:4] if other != liked] == ids(plain)[:3]
    scores = [place.score for place in found]
    assert scores == sorted(scores, reverse=True)


def test_both_have_a_say(trips: Library, plain: list[RankedPassage], reranker: Watched) -> None:
    fused = np.array([place.score for place in plain[:RERANKED]], dtype=np.float32)
    judged = reranker.scores(QUESTION, list(map(read, plain[:RERANKED])))
    order = np.argsort(-combined(fused, judged), kind="stable")
    assert ids(found_in(trips, reranker))[:RERANKED] == [plain[index].passage.id for index in order]


def test_neither_outweighs_the_other_whatever_their_scales() -> None:
    fused = np.array([3.0, 2.0, 1.0], dtype=np.float32)
    assert np.allclose(combined(fused, np.array([100.0, 200.0, 300.0], dtype=np.float32)), 2.0)
    assert combined(fused, np.zeros(3, dtype=np.float32)).tolist() == fused.tolist()


def test_only_the_first_twenty_are_read_in_one_batch(
    trips: Library, plain: list[RankedPassage], reranker: Watched
) -> None:
    reranker.batches.clear()
    found = found_in(trips, reranker)
    assert reranker.batches == [RERANKED]
    assert len(found) == len(PLACES)
    assert ids(found)[RERANKED:] == ids(plain)[RERANKED:]
    assert ids(found_in(trips, reranker, limit=3)) == ids(found)[:3]


def test_what_a_passage_loses_outlasts_what_is_read_in_it(plain: list[RankedPassage], reranker: Watched) -> None:
    passages = [place.passage for place in plain]
    fused = np.array([place.score for place in plain], dtype=np.float32)
    lost = np.zeros_like(fused)
    lost[4] = 20.0
    assert np.argsort(-reranked(reranker, QUESTION, passages, fused, np.zeros_like(fused)))[0] == 4
    assert np.argsort(-reranked(reranker, QUESTION, passages, fused, lost))[-1] == 4
    assert np.argsort(-reranked(reranker, QUESTION, passages[:5], fused[:5], lost[:5]))[-1] == 4


def test_the_order_that_langchain_gets_is_the_same(trips: Library, reranker: Watched) -> None:
    given = PlanRetriever(library=trips, limit=5, reranker=reranker).invoke(QUESTION)
    assert [document.id for document in given] == ids(found_in(trips, reranker, 5))


def test_the_sentence_that_it_likes_is_quoted(trips: Library, plain: list[RankedPassage], reranker: Watched) -> None:
    before, after = Assistant(trips).ask(QUESTION), Assistant(trips, reranker=reranker).ask(QUESTION)
    page = plain[4].passage.first_page
    assert before.citations[0].page != page
    assert after.citations[0].page == page
    assert any("fugler" in citation.quote for citation in after.citations)
    assert all(citation.verified for citation in after.citations)


def test_of_the_same_passages_it_chooses_another_sentence(trips: Library, reranker: Watched) -> None:
    question = understand(QUESTION, trips.snapshot)
    passages = found_in(trips, reranker, 12)
    judged = HybridRetrieval(trips, reranker=reranker).judged(question, passages, PASSAGES_LOOKED_AT)
    assert "fugler" not in candidates(question, passages)[0].match.text
    assert "fugler" in candidates(question, judged)[0].match.text
    assert ids(judged) == ids(passages)


def test_the_sentences_looked_at_are_read_in_one_batch(trips: Library, reranker: Watched) -> None:
    reranker.batches.clear()
    Assistant(trips, reranker=reranker).ask(QUESTION)
    assert reranker.batches == [RERANKED, 3 * PASSAGES_LOOKED_AT]


def test_without_it_nothing_is_judged(trips: Library, plain: list[RankedPassage]) -> None:
    question = understand(QUESTION, trips.snapshot)
    assert HybridRetrieval(trips).judged(question, plain, 3) == plain
    assert all(match.judged == 0 for place in plain for match in place.sentences)
    assert load_reranker(None) is None


def test_a_single_retriever_is_left_alone(trips: Library, reranker: Watched) -> None:
    reranker.batches.clear()
    question = understand(QUESTION, trips.snapshot)
    for side in ("bm25", "dense"):
        assert HybridRetrieval(trips, reranker=reranker).rank(question, trips.snapshot, 5, side=side)
    assert reranker.batches == []


def test_texts_of_any_length_and_broken_characters_are_read(reranker: Watched) -> None:
    scores = reranker.scores("barna " * 300, ["tur " * 3_000, "", "\ud800"])
    assert scores.shape == (3,)
    assert np.isfinite(scores).all()
    assert reranker.scores(QUESTION, []).shape == (0,)


def test_threads_that_ask_at_once_get_what_one_gets(plain: list[RankedPassage], reranker: Watched) -> None:
    batches = [[read(place) for place in plain[:count]] for count in range(1, 9)] * 4
    alone = [reranker.scores(QUESTION, texts) for texts in batches]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda texts: reranker.scores(QUESTION, texts), batches))
    assert all(np.allclose(one, other, atol=1e-4) for one, other in zip(alone, together, strict=True))


def test_server_and_command_line_take_it_from_the_setting(
    stocked: Settings, served: Path, plain: list[RankedPassage], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data_dir=served, model_dir=stocked.model_dir, reranker=folder)
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        hits = client.post("/api/v1/search", json={"query": QUESTION, "limit": 3}).json()
    assert hits[0]["passage_id"] == plain[4].passage.id
    for name in ("data_dir", "model_dir", "reranker"):
        monkeypatch.setenv(f"PLANASSISTENT_{name.upper()}", str(getattr(settings, name)))
    told = CliRunner().invoke(app, ["search", QUESTION, "--limit", "3", "--json"])
    assert [hit["passage_id"] for hit in json.loads(told.stdout)] == [hit["passage_id"] for hit in hits]
    assert dict(CHECKS)["Kryssenkoder"]() == str(folder)
