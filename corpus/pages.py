"""The pages of generations: read from the catalogue, the last ones in memory."""

from collections.abc import Callable

from corpus.models import Page
from corpus.store.catalogue import Catalogue

_KEPT = 64  # with their words: a few MB


class Pages:
    """Those put in memory last stay there: reading one again keeps it no longer."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._kept: dict[tuple[str, int], Page] = {}

    def forget(self) -> None:
        """Lets go of what is in memory."""
        self._kept = {}

    def page(self, generation_id: str, number: int, *, words: bool, is_shown: Callable[[], bool]) -> Page | None:
        """A page of a generation, or None; without its words it is there sooner. Only those that are shown are kept."""
        if not words:
            return self._catalogue.readings.page(generation_id, number, words=False)
        key, kept = (generation_id, number), self._kept
        found = kept.get(key)
        if found is None:
            found = self._catalogue.readings.page(generation_id, number)
            if found is not None and is_shown():
                while len(kept) >= _KEPT:
                    kept.pop(next(iter(kept)), None)
                kept[key] = found
        return found

    def of(self, generation_id: str) -> tuple[Page, ...]:
        """All pages of a generation in order, without their words."""
        return self._catalogue.readings.texts(generation_id)
