import json
from pathlib import Path

import pytest

from eval.errors import CorpusError, GoldenError
from eval.golden import Evidence
from eval.originals import Originals
from eval.record import PageRef
from eval.retellings import main, original_places, retold_places
from tests.eval.made_up import EVERY, WHO, question, write_corpus

WORDS = WHO["evidence"][0]["words"]
PLACES = {"plan": {WORDS: [2, 3], "Hammer ▸ Sag": [3]}, "other": {"mat": [1]}}
PAGE_MAP = """[plan]
pages = 6

[plan.positions]
1 = [1]
2 = [2, 3]
3 = [3, 5]
"""


def golden(folder: Path, content: str = json.dumps(PLACES)) -> Path:
    folder.mkdir()
    (folder / "places.json").write_text(content, encoding="utf-8")
    return folder


def corpus(folder: Path, page_map: str = PAGE_MAP) -> Path:
    write_corpus(folder)
    (folder / "page_map.toml").write_text(page_map, encoding="utf-8")
    return folder


def test_evidence_stands_on_the_pages_that_carry_what_its_original_pages_do(tmp_path: Path) -> None:
    places = retold_places(corpus(tmp_path / "corpus"), golden(tmp_path / "golden"))
    assert places == {"plan": {WORDS: (2, 3, 5), "Hammer ▸ Sag": (3, 5)}}


def test_a_page_that_no_page_carries_is_left_out(tmp_path: Path) -> None:
    page_map = PAGE_MAP.replace("3 = [3, 5]\n", "")
    places = retold_places(corpus(tmp_path / "corpus", page_map), golden(tmp_path / "golden"))
    assert places["plan"] == {WORDS: (2, 3), "Hammer ▸ Sag": ()}


def test_a_corpus_without_a_page_map_is_no_retelling(tmp_path: Path) -> None:
    assert retold_places(write_corpus(tmp_path / "corpus"), tmp_path / "none") == {}


@pytest.mark.parametrize(
    "content",
    [
        "[[",
        "[plan]\npages = 6",
        "[plan.positions]\na = [1]",
        "plan = 1",
        "[plan]\npositions = 3",
        "[plan.positions]\n1 = 1",
    ],
)
def test_a_broken_page_map_is_an_error_that_says_how_to_write_it(tmp_path: Path, content: str) -> None:
    with pytest.raises(CorpusError, match=r"page_map\.toml: .*make documents"):
        retold_places(corpus(tmp_path / "corpus", content), golden(tmp_path / "golden"))


@pytest.mark.parametrize("content", ["{", "[]", '{"plan": []}', '{"plan": {"mat": 1}}'])
def test_broken_places_are_an_error_that_says_how_to_write_them(tmp_path: Path, content: str) -> None:
    with pytest.raises(GoldenError, match=r"places\.json: .*eval\.retellings"):
        retold_places(corpus(tmp_path / "corpus"), golden(tmp_path / "golden", content))


def test_missing_places_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match=r"places\.json"):
        retold_places(corpus(tmp_path / "corpus"), tmp_path)


def test_the_places_of_all_evidence_are_found_in_the_originals() -> None:
    originals = Originals({"plan": ("Mat", f"Her er {WORDS.upper()}.", f"{WORDS}. Hammer\n▸ Sag")})
    assert original_places([question(template) for template in EVERY], originals) == {
        "plan": {"Hammer ▸ Sag": [3], WORDS: [2, 3]}
    }


def test_a_retelling_s_evidence_is_where_the_places_say_and_not_where_its_words_stand() -> None:
    pages = {"plan": ("mat", "søvn"), "other": ("mat",)}
    originals = Originals(pages, {"plan": {"mat": (2,)}})
    pieces = [
        Evidence(document=name, words=words) for name, words in (("plan", "mat"), ("plan", "søvn"), ("other", "mat"))
    ]
    assert originals.evidence_pages(pieces) == {PageRef(document="plan", page=2), PageRef(document="other", page=1)}


def test_a_command_that_cannot_be_run_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err
    assert main([str(tmp_path)]) == 2
    assert "manifest.toml" in capsys.readouterr().err
