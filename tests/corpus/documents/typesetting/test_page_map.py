"""page_map.toml, written and read."""

from pathlib import Path

from corpus.documents.typesetting.page_map import DocumentMap, read_page_map, write_page_map


def test_what_is_written_is_read(tmp_path: Path) -> None:
    maps = {"fjellvik": DocumentMap.traced(3, {(2, 3), (1, 1), (2, 2)}), "bydel-a": DocumentMap(1, {1: (1,)})}
    write_page_map(tmp_path / "page_map.toml", maps)
    assert maps["fjellvik"].positions == {1: (1,), 2: (2, 3)}
    assert read_page_map(tmp_path / "page_map.toml") == maps
