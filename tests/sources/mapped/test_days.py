"""Days and times in the ways people write them: read as they were meant, or not at all."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodwill.sources.mapped.days import DayError, plain_moment, proven_order
from goodwill.sources.mapped.rules import DateOrder

MOMENTS = {
    # the cell: (the order of its file, what it says)
    "2025-04-13": (None, "2025-04-13"),
    "2025-04-13T10:00:00Z": (None, "2025-04-13T10:00:00Z"),
    "2025-04-13 10:22:11": (None, "2025-04-13T10:22:11"),
    "2025/04/13": (None, "2025-04-13"),
    "20250413": (None, "2025-04-13"),
    "13.04.2025": (None, "2025-04-13"),
    "13.4.25": (None, "2025-04-13"),
    "05/05/2025": (None, "2025-05-05"),
    "03/04/2025": ("dmy", "2025-04-03"),
    "3/4/2025": ("mdy", "2025-03-04"),
    "25-04-13": ("ymd", "2025-04-13"),
    "1/2/69": ("dmy", "2069-02-01"),
    "1/2/70": ("dmy", "1970-02-01"),
    "4/13/25 2:30 PM": ("mdy", "2025-04-13T14:30:00"),
    "4/13/25 12:05 am": ("mdy", "2025-04-13T00:05:00"),
    "13/04/2025 09:15:30 UTC": ("dmy", "2025-04-13T09:15:30+00:00"),
    "13-Apr-2025": (None, "2025-04-13"),
    "Apr 13, 2025": (None, "2025-04-13"),
    "13. März 2025": (None, "2025-03-13"),
    "lundi 3 février 2025": (None, "2025-02-03"),
    "Sun, 13 Apr 2025 10:00:00 +0200": (None, "2025-04-13T10:00:00+0200"),
}


@pytest.mark.parametrize(
    ("cell", "order", "moment"), [(cell, *says) for cell, says in MOMENTS.items()]
)
def test_a_day_is_read(cell: str, order: DateOrder | None, moment: str) -> None:
    assert plain_moment(cell, order) == moment


NO_DAYS = {
    # what it is: (the cell, the order of its file)
    "nobody knows": ("03/04/2025", None),
    "a thirteenth month": ("04/13/2025", "dmy"),
    "a day beyond the thirty-first": ("32.01.2025", None),
    "a month alone": ("April 2025", None),
    "a time that no clock shows": ("4/13/25 13:30 PM", "mdy"),
    "two months": ("Jan Feb 2025", None),
    "a number": ("45123", None),
    "words": ("soon", None),
    "a long text": ("13.04.2025" + " " * 60 + "x", None),
}


@pytest.mark.parametrize(("cell", "order"), NO_DAYS.values(), ids=NO_DAYS)
def test_what_is_no_day_is_refused(cell: str, order: DateOrder | None) -> None:
    with pytest.raises(DayError):
        plain_moment(cell, order)


PROOFS = {
    # the cell: what it proves
    "13/04/2025": "dmy",
    "12/31/2024": "mdy",
    "03/04/2025": "either",
    "05/05/2025": None,
    "2025-04-13": None,
    "13.04.2025": None,
    "25-04-13": "either",
    "13-04-2025": "dmy",
    "13 Apr 2025": None,
    "": None,
}


@pytest.mark.parametrize(("cell", "shown"), PROOFS.items())
def test_a_cell_proves_its_order_or_nothing(cell: str, shown: str | None) -> None:
    assert proven_order(cell) == shown


FORMS: dict[str, DateOrder] = {"%d/%m/%Y": "dmy", "%m/%d/%Y": "mdy", "%d-%m-%Y": "dmy"}


@given(day=st.dates(date(1900, 1, 1), date(2199, 12, 31)), form=st.sampled_from(sorted(FORMS)))
def test_no_order_is_ever_taken_for_another(day: date, form: str) -> None:
    written = f"{day.day:02d} {day.month:02d} {day.year}"
    first, second, year = written.split()
    mark = form[2]
    order = FORMS[form]
    cell = mark.join((first, second, year) if order == "dmy" else (second, first, year))

    assert plain_moment(cell, order) == day.isoformat()
    assert proven_order(cell) in {order, "either", None}


@given(text=st.text(max_size=80), order=st.sampled_from(["dmy", "mdy", "ymd", None]))
def test_any_text_is_a_day_or_refused(text: str, order: DateOrder | None) -> None:
    with suppress(DayError):
        assert plain_moment(text, order)[4] == "-"
