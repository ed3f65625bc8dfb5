"""The strongest rows of a signal, from plain rows and from columns alike."""

from datetime import date, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.showing_rows import InColumns, count_from, strongest
from goodwill.facts.values import SignalRow
from goodwill.signals.rows import SQL_TYPES, RowView, columns_of

LAST = date(2026, 6, 30)
ROWS = st.lists(
    st.builds(
        SignalRow,
        signal=st.just("personal_share"),
        account_id=st.just("acme"),
        source=st.sampled_from(["message", "meeting"]),
        ref=st.sampled_from(["<a@x>", "<b@x>", "<ä@x>", "m1"]),
        on=st.integers(0, 3).map(lambda days: LAST - timedelta(days=days)),
        value=st.sampled_from([-1.0, 0.0, 0.3, 0.5, 1.0]),
        weight=st.sampled_from([-2.0, 0.0, 0.25, 1.0]),
        ours=st.sampled_from([None, "s1"]),
        theirs=st.sampled_from([None, "p1"]),
        quote=st.sampled_from([None, "", "Lunch?"]),
    ),
    max_size=12,
)


def in_columns(rows: list[SignalRow]) -> RowView:
    schema = pa.schema([(name, kind) for name, (_, kind) in SQL_TYPES.items()])
    values = [
        [getattr(row, name if name != "on_day" else "on") for row in rows] for name in SQL_TYPES
    ]
    arrays = [pa.array(*one) for one in zip(values, schema.types, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=schema)
    columns = columns_of([table], ("personal_share",), ("acme",), LAST)
    return RowView(columns, range(len(rows)))


@given(ROWS, st.integers(0, 4))
def test_columns_say_what_plain_rows_say(rows: list[SignalRow], most: int) -> None:
    view = in_columns(rows)
    plain = tuple(view)

    assert isinstance(view, InColumns)
    assert strongest(view, most) == strongest(plain, most)
    assert count_from(view, 0.5) == count_from(plain, 0.5)


def test_rows_with_words_come_first_then_the_stronger_then_the_newer() -> None:
    silent, weak, old, new = (
        SignalRow("s", "acme", "message", ref, on, value, 1.0, None, None, quote)
        for ref, on, value, quote in [
            ("<silent>", LAST, 1.0, None),
            ("<weak>", LAST, 0.4, "Lunch?"),
            ("<old>", LAST - timedelta(days=9), 0.9, "Lunch?"),
            ("<new>", LAST, 0.9, "Lunch?"),
        ]
    )
    nothing = silent._replace(value=0.0)

    found = strongest([silent, nothing, weak, old, new], 2)

    assert found.first == (new, old)
    assert (found.ref, found.quote) == (["<weak>", "<silent>"], ["Lunch?", None])
