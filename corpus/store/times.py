"""Times as records have them, whichever database gives them back."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator

# SQLite gives times back without their zone.
Utc = Annotated[datetime, AfterValidator(lambda time: time if time.tzinfo else time.replace(tzinfo=UTC))]
"""A time with its zone."""
