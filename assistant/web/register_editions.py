"""Editions whose rows a page of the register leaves out, as it says below its heading."""

from collections import Counter
from dataclasses import dataclass

from assistant.register.conditions import Conditions
from assistant.service import Assistant
from assistant.web.register_view import View
from corpus.models import Document, Standing

_MOST = 3  # are named; a list of more says less than the documents' own


@dataclass(frozen=True)
class LeftOut:
    """An edition that is not looked through: how many rows it has, and where they are listed."""

    document: Document
    standing: Standing
    count: int
    address: str


def left_out(view: View, assistant: Assistant) -> list[LeftOut]:
    """The editions with rows that the conditions do not choose from; none where the documents were named."""
    snapshot, conditions = assistant.library.snapshot, view.conditions
    looked_through = conditions.filters(snapshot, assistant.today).documents
    if conditions.document_id or looked_through is None:
        return []
    rows = snapshot.measures if view.rows == "measures" else snapshot.duties
    counts = Counter(row.document_id for row in rows if row.document_id not in looked_through)
    return [
        LeftOut(
            snapshot.documents[key],
            snapshot.editions.standing(key, assistant.today),
            count,
            view.meeting(Conditions(document_id=(key,))).address,
        )
        for key, count in counts.most_common(_MOST)
    ]
