import io
from pathlib import Path

import pypdf

from assistant.ingestion.reports import FileReport
from corpus.models import Metadata
from tests.made_up_pdf import pdf


def one(reports: list[FileReport]) -> FileReport:
    (report,) = reports
    return report


def write(path: Path, text: str = "Turen går til skogen hver fredag.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def titled_pdf(title: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf()))
    writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


RETELLING = Metadata(id="turplan", title="Turplan for Fjellvik", retelling_of="turplan")
RETOLD = "Hver fredag er det skogen som er målet.".encode()
ORIGINAL = "Turen går til skogen hver fredag.".encode()
