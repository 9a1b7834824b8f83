"""Readings to be kept, and what keeps them."""

import numpy as np

from corpus.store.catalogue import Catalogue
from ingest.pipeline import Reading
from tests.ingest.made_up import PLAN, read

OLD = read(PLAN, id="turplan", title="Turplan")
NEW = read(PLAN.replace("Turmat", "Bålmat"), id="turplan", title="Turplan 2")
OTHER = read("Mat\n\nKokken lager suppe hver dag.", id="matplan")


def begin(catalogue: Catalogue, reading: Reading) -> None:
    catalogue.begin(reading, [f"ord {passage.ordinal}" for passage in reading.passages])


def publish(catalogue: Catalogue, *readings: Reading) -> None:
    for reading in readings:
        begin(catalogue, reading)
        catalogue.publish(reading.generation_id)


def shown(catalogue: Catalogue) -> list[str]:
    return [generation_id for generation_id, _ in catalogue.current()]


def vectors(*digests: str) -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
    return {digest: np.asarray([1.0, float(len(digest))], dtype=np.float32) for digest in digests}
