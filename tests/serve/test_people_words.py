"""How pages word the people of theirs: parts, last days, and parts that nobody plays."""

from __future__ import annotations

from typing import Any

import pytest

from goodwill.facts.statement import Committee, CommitteePerson
from goodwill.serve.people_words import names_of, part_words, seen_words, unmet_roles
from goodwill.serve.summary import person_words

DECIDES = "economic_buyer"


def person(name: str, role: str | None, **more: Any) -> CommitteePerson:
    found = CommitteePerson(
        email=f"{name.lower()}@t.example",
        name=name,
        role=role,
        role_is="given",
        seniority="unknown",
        last_seen_on="2026-01-05",
        stance="unknown",
        left=False,
    )
    found.update(more)  # type: ignore[typeddict-item]
    return found


def committee(*people: CommitteePerson, missing: tuple[str, ...] = (DECIDES,)) -> Committee:
    return Committee(people=[*people], active=0, single_threaded=True, missing_roles=[*missing])


ANN, BEA = person("Ann", DECIDES), person("Bea", DECIDES)
GONE = person("Col", DECIDES, left=True)

UNMET = {
    # what it is: (people, how many of them are shown, what is said)
    "nobody has the part": ((), 8, ["nobody met in 180 days"]),
    "who has it is on the page": ((ANN,), 8, []),
    "who has it is further down": ((ANN,), 0, ["Ann, not met in 180 days"]),
    "two of them are": ((ANN, BEA), 0, ["Ann and Bea, not met in 180 days"]),
    "who had it has left": ((GONE,), 8, ["nobody met in 180 days"]),
}


@pytest.mark.parametrize(("people", "shown", "says"), UNMET.values(), ids=UNMET)
def test_a_part_that_nobody_active_plays(
    people: tuple[CommitteePerson, ...], shown: int, says: list[str]
) -> None:
    assert [one.says for one in unmet_roles(committee(*people), shown=shown)] == says


SEEN = {
    # what it is: (person, missing parts, what is said)
    "their part is missing": (ANN, [DECIDES], "last 5 Jan 2026, not met in 180 days"),
    "their part is held": (ANN, [], "last 5 Jan 2026"),
    "they have left": (GONE, [DECIDES], "last 5 Jan 2026"),
    "never": (person("Dee", DECIDES, last_seen_on=None), [DECIDES], "never seen"),
}


@pytest.mark.parametrize(("one", "missing", "says"), SEEN.values(), ids=SEEN)
def test_when_somebody_was_last_met(one: CommitteePerson, missing: list[str], says: str) -> None:
    assert seen_words(one, missing) == says


def test_parts_that_somebody_plays() -> None:
    assert part_words(person("Ann", DECIDES, also=["coach"])) == "Decides, warns us"
    assert part_words(ANN) == "Decides"
    assert part_words(person("Ann", None)) == ""


def test_a_mailbox_is_called_what_somebody_named_it() -> None:
    found = committee(ANN)
    found["mailboxes"] = [{"email": "ap-north@t.example", "name": "Tarn Accounts"}]

    assert person_words("ap-north@t.example", names_of(found)) == "Tarn Accounts"
    assert person_words("ann@t.example", names_of(found)) == "Ann"
    assert person_words("ap-north@t.example", names_of(committee(ANN))) == "Ap-North"
