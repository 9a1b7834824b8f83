"""A listing of an app, whole but for what a test changes."""

from typing import Any

from assistant.teams.package.listing import Listing

APP = "01234567-89ab-cdef-0123-456789abcdef"


def listing(app_id: str = APP, domain: str = "planer.kommune.no", developer: str = "Kommunen", **given: Any) -> Listing:
    return Listing.made(app_id, domain, developer, **{"terms": None, "version": "1.0.0", "language": "nb", **given})
