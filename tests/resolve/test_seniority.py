"""How senior a title is."""

from __future__ import annotations

import pytest

from goodwill.resolve.seniority import seniority_of

TITLES = {
    "Managing Director": "executive",
    "Geschäftsführerin": "executive",
    "Chief Financial Officer": "executive",
    "Chair, Residents' Company": "executive",
    "Director of Estates and Facilities": "head",
    "Head of Procurement": "head",
    "VP Operations": "head",
    "Leiter Einkauf": "head",
    "Directrice des achats": "head",
    "Procurement Manager": "manager",
    "Projektleiterin": "manager",
    "Finance Business Partner": "manager",
    "Senior Engineer": "staff",
    "Assistant to the Chief Executive": "staff",
    "Account Executive": "staff",
    "Einkäuferin": "staff",
    "": "unknown",
    "Wizard": "unknown",
}


@pytest.mark.parametrize(("title", "expected"), TITLES.items(), ids=TITLES)
def test_titles(title: str, expected: str) -> None:
    assert seniority_of(title) == expected
