"""Checks that were made, for as long as the corpus stays as it was: a check of a long plan takes a second."""

from weakref import ReferenceType, ref

from assistant.quality.check import check
from assistant.quality.findings import QualityReport
from assistant.texts import Language
from corpus.readable import Readable
from corpus.snapshot import Snapshot

_Reports = dict[tuple[str, Language], QualityReport]


class Checks:
    """The checks of one library; safe to ask from several threads."""

    def __init__(self, library: Readable) -> None:
        self._library = library
        self._made: tuple[ReferenceType[Snapshot] | None, _Reports] = (None, {})

    def of(self, document_id: str, language: Language) -> QualityReport:
        """What may be wrong in a published document.

        Raises KeyError where there is no such document.
        """
        reports = self._reports(self._library.snapshot)
        if (document_id, language) not in reports:
            reports[document_id, language] = check(self._library, document_id, language)
        return reports[document_id, language]

    def _reports(self, snapshot: Snapshot) -> _Reports:
        """Those made of a snapshot; they go when it goes, so that nothing of a removed document stays."""
        seen, reports = self._made
        if seen is None or seen() is not snapshot:
            made: _Reports = {}
            self._made = (ref(snapshot, lambda _gone: made.clear()), made)
            return made
        return reports
