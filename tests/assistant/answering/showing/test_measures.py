from datetime import date

from assistant.answering.showing.measures import measure_rows
from corpus.library import Library
from corpus.text.schedules import parse_schedule


def test_rows_have_the_dates_of_a_schedule_and_how_often(library: Library) -> None:
    (first, *_) = library.snapshot.measures
    measure = first.model_copy(update={"schedule": parse_schedule("Årlig fra august 2026")})
    (row,) = measure_rows([measure], library.snapshot, date.today())
    assert row.start_date is not None
    assert (row.start_date.isoformat(), row.end_date, row.recurrence) == ("2026-08-01", None, "yearly")
