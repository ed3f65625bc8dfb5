"""Evidence that is laid up until somebody opens it, and comes back from the store the same."""

import orjson
from hypothesis import given
from hypothesis import strategies as st

from goodwill.facts.evidence import LaidUp, Rest, as_kept, cut_at_word, in_order, opened, written
from goodwill.facts.statement import Evidence

WEIGHTS = st.sampled_from([0.0, 0.25, -0.25, 1.5, -3.0])
DAYS = st.sampled_from([None, "2026-01-01", "2026-05-09"])
REFS = st.sampled_from(["<a@x>", "<b@x>", "i1"])


def item(weight: float, on: str | None, ref: str) -> Evidence:
    return written(
        "kind", source="message", ref=ref, on=on, says="They said so.", weight=weight, quote=None
    )


def rest(*rows: tuple[str, str, str | None]) -> Rest:
    refs, days, quotes = ([row[place] for row in rows] for place in range(3))
    return Rest("kind", "It shows.", ["message"] * len(rows), refs, days, quotes)  # type: ignore[arg-type]  # by column


ROWS = st.lists(st.tuples(REFS, DAYS.filter(bool), st.sampled_from([None, "Lunch?"])), max_size=5)


@given(st.lists(st.builds(item, WEIGHTS, DAYS, REFS), max_size=5), st.lists(ROWS, max_size=3))
def test_laid_up_evidence_opens_to_what_writing_all_of_it_out_gives(
    heavy: list[Evidence], rows: list[list[tuple[str, str, str | None]]]
) -> None:
    columns = [rest(*some) for some in rows]
    laid = LaidUp(in_order(heavy), columns)

    everything = in_order([*heavy, *(one for some in columns for one in some.items())])

    assert len(laid) == len(everything)
    assert tuple(laid) == everything
    assert laid[:2] == everything[:2]


@given(st.lists(st.builds(item, WEIGHTS, DAYS, REFS), max_size=5), ROWS)
def test_what_is_kept_of_laid_up_evidence_reads_back_the_same(
    heavy: list[Evidence], rows: list[tuple[str, str, str | None]]
) -> None:
    laid = LaidUp(in_order(heavy), [rest(*rows)])

    kept = opened(orjson.loads(orjson.dumps(as_kept({"kind": laid, "gates[a]": tuple(heavy)}))))

    assert kept["kind"] == laid
    assert list(kept["gates[a]"]) == heavy


def test_what_was_added_after_opening_is_kept_too() -> None:
    laid = LaidUp((), [rest(("<a@x>", "2026-01-01", "Lunch?"))])
    laid[0]["says"] += " Seen in a mail that Ann passed on."

    kept = opened(orjson.loads(orjson.dumps(as_kept({"kind": laid}))))

    assert [one["says"] for one in kept["kind"]] == ["It shows. Seen in a mail that Ann passed on."]


def test_a_long_quote_ends_with_a_word() -> None:
    assert cut_at_word("word " * 60) == "word " * 60
    assert cut_at_word("word " * 59 + "cut here " * 9) == "word " * 59 + "cut"
    assert len(cut_at_word("x" * 400)) == 300
