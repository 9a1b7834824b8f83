"""The drafts that were changed last, looked through in the background before somebody opens one after a start."""

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import date

from assistant.drafting.covered import draft_coverage
from assistant.drafting.template import Template
from corpus.library import Library
from corpus.store.drafts import DraftReader, DraftRecord

MOST = 3  # drafts: the first costs two to four seconds for its word lists and its template, each further one less

_MACHINE = DraftReader(owner=None, collections=None, is_machine=True)

_log = logging.getLogger(__name__)


class Readiness:
    """Works out what the pages of drafts say of duties, once a server runs; where there are no drafts, nothing."""

    def __init__(self, library: Library, today: Callable[[], date] = date.today) -> None:
        self._library = library
        self._today = today
        self._working = threading.Lock()
        self._is_closed = False

    async def keep(self) -> None:
        """Begins at once and ends when it is done."""
        await asyncio.to_thread(self.prepare)

    def prepare(self) -> None:
        """Works out the coverage of the drafts that were changed last; what cannot be is left to who opens them."""
        try:
            for draft in self._library.drafts.open_to(_MACHINE)[:MOST]:
                with self._working:
                    if self._is_closed:
                        return
                    self._look_through(draft)
        except Exception:  # noqa: BLE001 - their pages say what is wrong
            _log.exception("the drafts could not be looked through")

    def close(self) -> None:
        """Waits for the draft that is being looked through; none is begun after it."""
        with self._working:
            self._is_closed = True

    def _look_through(self, draft: DraftRecord) -> None:
        texts = self._library.drafts.fields(draft.id).values()
        template = Template.model_validate(draft.template)
        draft_coverage(template, texts, self._library, self._today(), draft.jurisdiction)
