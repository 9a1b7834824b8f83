"""A scanned page, from the file to the answer."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import corpus.documents as shipped
from assistant.cli import app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata
from tests.scans import needs_ocr, scanned

HANDBOOK = (Path(shipped.__path__[0]) / "grorud-en-mer-inkluderende-barnehage.pdf").read_bytes()


@needs_ocr
def test_a_question_about_a_scanned_page_is_answered_from_it(settings: Settings) -> None:
    with open_library(settings) as library:
        report = ingest_content(library, scanned(HANDBOOK, [4]), "skannet.pdf", Metadata(title="Inkludering"))
        assert report.status == "indexed"
        assert report.coverage is not None
        assert report.coverage.by_ocr == (1,)
        page = library.page(library.snapshot.generations["skannet"], 1)
        assert page is not None
        assistant = Assistant(library)
        (hit, *_) = assistant.search("felles plattform for alle barnehagene")
        assert (hit.page, hit.ocr) == (1, True)
        answer = assistant.ask("Hva definerer plattformen i prosjektet?")
        assert "hvilken kvalitet vi forventer" in answer.answer
        for citation in answer.citations:
            assert citation.ocr
            assert citation.boxes
            assert "".join(citation.quote.split()) in "".join(page.text.split())


def test_without_tesseract_the_terminal_tells_which_page_has_no_text(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.pdf").write_bytes(scanned(HANDBOOK, [3, 4], kept=[1]))
    monkeypatch.setenv("PLANASSISTENT_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("PLANASSISTENT_MODEL_DIR", str(settings.model_dir))
    monkeypatch.setenv("PATH", "")
    told = CliRunner().invoke(app, ["ingest", str(tmp_path / "plan.pdf")])
    assert "2 sider uten tekst: s. 2–3" in " ".join(told.output.replace("│", " ").split())
    listed = CliRunner().invoke(app, ["documents", "--json"])
    assert '"without_text": [2, 3]' in listed.output
