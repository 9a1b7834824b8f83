"""Headers of tables: which line names columns, and where it says that they begin."""

from collections.abc import Sequence

from ingest.column_names import names_column
from ingest.readers.pdf.gaps import Columns
from ingest.readers.pdf.words import TextLine


def named_columns(found: Sequence[TextLine]) -> list[float]:
    """Where columns begin by a first line that names them, or is the only bold one; else none."""
    parts = Columns().parts(found[0])
    bold = found[0].bold and not any(line.bold for line in found[1:3])
    names = sum(names_column(part.text) for part in parts)
    return [part.start for part in parts] if len(parts) > 1 and (bold or names > 1) else []


def shares_column(line: TextLine, cut: Columns) -> bool:
    """Whether words of a line stand apart in one column, which shows that a column is missing."""
    found = [cut.of(part.start) for part in cut.parts(line)]
    return len(set(found)) < len(found)
