"""The shipped golden questions: enough of them, resolvable, and unknown to the code they test."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from eval.folding import fold
from eval.golden import GOLDEN_FOLDER, Kind, Question, load
from eval.manifest import documents
from eval.originals import READERS, Originals
from eval.retellings import PLACES, original_places, retold_places
from tests.eval.made_up import WHO, question

CHECKOUT = Path(__file__).parents[2]
SOURCES = CHECKOUT.parent / "shared" / "sources"
SHIPPED = CHECKOUT / "corpus" / "documents"
PACKAGES = ("assistant", "corpus", "ingest", "prompts", "eval")
EXCLUDED = (SHIPPED, GOLDEN_FOLDER)
SUFFIXES = frozenset({".py", ".toml", ".html", ".md", ".json"})


@cache
def golden() -> tuple[Question, ...]:
    return load()


def strings(asked: Question) -> Iterator[str]:
    """What the code must not know: the question, evidence of four words or more, facts and items of three or more."""
    yield asked.question
    yield from (piece.words for piece in asked.evidence if len(piece.words.split()) >= 4)
    alternatives = (text for entry in (*asked.facts, *asked.items) for text in entry)
    yield from (text for text in alternatives if len(text.split()) >= 3)


def files(packages: Sequence[Path], excluded: Sequence[Path] = ()) -> Iterator[Path]:
    for package in packages:
        for path in sorted(package.rglob("*")):
            if path.suffix in SUFFIXES and not any(path.is_relative_to(folder) for folder in excluded):
                yield path


def leaks(questions: Sequence[Question], paths: Iterator[Path]) -> list[str]:
    texts = {path: fold(path.read_text(encoding="utf-8")) for path in paths}
    return [
        f"{asked.id}: {text!r} in {path}"
        for asked in questions
        for text in strings(asked)
        for path, content in texts.items()
        if fold(text) in content
    ]


def test_every_file_parses_and_ids_are_unique() -> None:
    ids = [asked.id for asked in golden()]
    assert len(ids) == len(set(ids))


def test_there_are_enough_questions() -> None:
    assert len(golden()) >= 120


def test_enough_are_unanswerable_and_half_of_them_near_misses() -> None:
    unanswerable = [asked for asked in golden() if not asked.answerable]
    assert len(unanswerable) >= 30
    assert 2 * sum(asked.near_miss for asked in unanswerable) >= len(unanswerable)


def test_every_kind_form_and_split_is_among_them() -> None:
    assert {asked.kind for asked in golden()} == set(get_args(Kind))
    assert {asked.form for asked in golden()} == {"nb", "nn", "en", "misspelt"}
    assert {asked.split for asked in golden()} == {"dev", "test"}


def test_no_golden_string_occurs_in_the_packages() -> None:
    packages = [CHECKOUT / name for name in PACKAGES]
    assert leaks(golden(), files(packages, EXCLUDED)) == []


def test_a_golden_string_in_a_package_would_be_found(tmp_path: Path) -> None:
    asked = question(facts=[["to ord"], ["tre korte ord"]])
    kept = tmp_path / "documents"
    kept.mkdir()
    (kept / "kept.md").write_text(WHO["question"], encoding="utf-8")
    (tmp_path / "code.py").write_text("# Tre\n# korte ord, to ord", encoding="utf-8")
    assert leaks([asked], files([tmp_path], [kept])) == []
    for text in (WHO["question"].upper(), "ansvar for\n  at alle barn", "tre korte ord"):
        (tmp_path / "code.py").write_text(f'x = """{text}"""', encoding="utf-8")
        assert len(leaks([asked], files([tmp_path], [kept]))) == 1


@pytest.mark.skipif(not SOURCES.is_dir(), reason=f"the source texts are not beside the checkout: {SOURCES}")
def test_all_evidence_stands_on_a_page_of_the_sources() -> None:
    originals = Originals.read(documents(SOURCES, READERS))
    lost = [
        (asked.id, piece) for asked in golden() for piece in asked.evidence if not originals.evidence_pages([piece])
    ]
    assert lost == []


def places() -> dict[str, dict[str, list[int]]]:
    content: dict[str, dict[str, list[int]]] = json.loads((GOLDEN_FOLDER / PLACES).read_text(encoding="utf-8"))
    return content


@pytest.mark.skipif(not SOURCES.is_dir(), reason=f"the source texts are not beside the checkout: {SOURCES}")
def test_the_places_of_evidence_are_what_the_sources_give() -> None:
    assert places() == original_places(golden(), Originals.read(documents(SOURCES, READERS)))


def test_the_places_are_of_all_evidence_and_of_nothing_else() -> None:
    kept = {(name, words) for name, found in places().items() for words, pages in found.items() if pages}
    assert kept == {(piece.document, piece.words) for asked in golden() for piece in asked.evidence}


def test_all_evidence_is_carried_by_a_page_of_the_shipped_plans() -> None:
    pages = {name: len(READERS[path.suffix](path)) for name, path in documents(SHIPPED, READERS).items()}
    retold = retold_places(SHIPPED)
    lost = [
        (asked.id, piece)
        for asked in golden()
        for piece in asked.evidence
        if not (found := retold[piece.document][piece.words])
        or not 1 <= min(found) <= max(found) <= pages[piece.document]
    ]
    assert lost == []
