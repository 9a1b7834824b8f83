"""A library that grows: the shipped plans, and beside them made-up municipalities until there are enough passages."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import corpus.documents as shipped
from assistant.config import Settings
from assistant.opening import open_library, owned_data_dir
from corpus.store.catalogue import Catalogue
from corpus.store.collections import Collection
from corpus.vectors import vectored_texts
from eval.benchmarks.ask import prepared
from eval.benchmarks.size.moved_vectors import MovedVectors
from eval.benchmarks.size.municipalities import Municipalities, collection, place_name
from eval.benchmarks.stocking import stock
from ingest.pipeline import Reading

_AT_ONCE = 60
"""So many municipalities are written together: their vectors and those of their sentences are some 150 MB."""


class Growing:
    """A library of the plans in a folder (the shipped ones), that made-up municipalities are added to."""

    def __init__(self, settings: Settings, folder: Path | None = None) -> None:
        self._settings = settings
        prepared(settings, folder or Path(shipped.__path__[0]))
        with owned_data_dir(settings), closing(Catalogue(settings.database_url)) as catalogue:
            plans = _current(catalogue)
        self._municipalities = Municipalities(plans)
        with open_library(settings) as library:
            texts = [text for plan in plans for text in vectored_texts(plan.passages, plan.document.title)]
            self.embedding = MovedVectors(library.embedding, library.text_vectors(texts))
        self._each = sum(len(plan.passages) for plan in plans)
        self.passages = self._each
        self.municipalities = 0

    def grow(self, passages: int) -> None:
        """Adds municipalities until there are about so many passages."""
        while (wanted := round((passages - self.passages) / self._each)) > 0:
            first, last = self.municipalities, self.municipalities + min(wanted, _AT_ONCE)
            self._found(first, last)
            stock(self._settings, self._readings(first, last), self.embedding)
            self.municipalities = last

    def one_more(self) -> Reading:
        """A document of a municipality that is not there yet: its longest."""
        return max(self._municipalities.of(self.municipalities), key=lambda reading: len(reading.passages))

    def _found(self, first: int, last: int) -> None:
        """Makes the collections of these municipalities."""
        with owned_data_dir(self._settings), closing(Catalogue(self._settings.database_url)) as catalogue:
            for number in range(first, last):
                catalogue.collections.put(
                    Collection(id=collection(number), title=place_name(number), kind="municipality")
                )

    def _readings(self, first: int, last: int) -> Iterator[Reading]:
        for number in range(first, last):
            for reading in self._municipalities.of(number):
                self.passages += len(reading.passages)
                yield reading


def _current(catalogue: Catalogue) -> list[Reading]:
    """The readings of all documents."""
    held = catalogue.readings
    return [
        Reading(
            document=document,
            generation_id=generation,
            reader_version="made up",
            pages=tuple(held.pages([generation]).values()),
            passages=tuple(passage for passage, _ in held.passages([generation])),
            measures=tuple(held.measures([generation])),
            units=tuple(held.units([generation])),
            duties=tuple(held.duties([generation])),
            terms=tuple(held.terms([generation])),
        )
        for generation, document in catalogue.current()
    ]
