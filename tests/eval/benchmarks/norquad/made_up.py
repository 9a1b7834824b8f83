"""A folder in NorQuAD's form: three documents, a question about each of two."""

import json
from pathlib import Path

from eval.benchmarks.norquad.data import PASSAGES, QUESTIONS

DOCUMENTS = {
    "wiki-1": (
        "Trollelva renner fra Storvatnet til fjorden. Elva er 42 kilometer lang.",
        "I Trollelva fiskes det laks fra juni til august. Fisket ble fredet i 1987.",
    ),
    "news-1": (
        "Ordføreren i Sandvær åpnet den nye brua på lørdag. Den kostet 90 millioner kroner.",
        "Ferja mellom Sandvær og Lerøya ble lagt ned da brua var ferdig.",
    ),
    "news-2": ("Biblioteket i Granli låner ut ski, telt og sykler til alle som har lånekort.",),
}
ASKED = (("Hvor lang er Trollelva?", "wiki-1", 1), ("Hva låner biblioteket i Granli ut?", "news-2", 1))


def write_norquad(folder: Path) -> Path:
    """Writes the two files."""
    passages = [
        {"_id": f"{name}#{place}", "doc": name, "start": 0, "end": len(text), "text": text}
        for name, texts in DOCUMENTS.items()
        for place, text in enumerate(texts)
    ]
    questions = [
        {"_id": text, "text": text, "answer": "", "doc": name, "passage": f"{name}#{page - 1}"}
        for text, name, page in ASKED
    ]
    for name, lines in ((PASSAGES, passages), (QUESTIONS, questions)):
        (folder / name).write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return folder
