"""`[plan]` of `goodwill.toml`: hours that a person gives to plays, read and refused."""

from __future__ import annotations

import pytest

from goodwill.config import PlanHours, Settings
from goodwill.errors import ConfigError
from goodwill.serve.settings_view import setting_lines
from goodwill.settings import load_settings

WHOLE = """[plan]
hours_a_week = 4.5
weeks = 2
[plan.hours]
"Ann@Us.example" = 6
Bo = 0
"""


def test_every_key_is_read() -> None:
    assert load_settings(WHOLE, "goodwill.toml").plan == PlanHours(
        hours_a_week=4.5, weeks=2, hours=(("ann@us.example", 6.0), ("bo", 0.0))
    )
    assert load_settings("[plan]\n", "goodwill.toml").plan == PlanHours()


def test_hours_change_no_statement() -> None:
    assert repr(load_settings(WHOLE, "goodwill.toml")) == repr(Settings())


def test_they_are_shown_with_the_others() -> None:
    shown = {one.name: one.value for one in setting_lines(load_settings(WHOLE, "goodwill.toml"))}
    default = {one.name: one.value for one in setting_lines(Settings())}

    assert shown["plan.hours_a_week"] == "4.5"
    assert shown["plan.hours"] == "ann@us.example: 6, bo: 0"
    assert default["plan.weeks"] == "none"


WRONG = {
    "more hours than a week has": ("hours_a_week = 169", "0 to 168"),
    "fewer than none": ("hours_a_week = -1", "0 to 168"),
    "hours in words": ('hours_a_week = "four"', "a number"),
    "no week": ("weeks = 0", "1 to 52"),
    "more than a year": ("weeks = 53", "1 to 52"),
    "an unknown key": ("hour_a_week = 3", "hours_a_week"),
    "hours of all, as those of one": ("hours = 3", "[plan.hours]"),
    "hours of one in words": ('[plan.hours]\nann = "six"', "a number"),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_meant_is_told_with_the_fix(text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(f"[plan]\n{text}", "goodwill.toml")

    assert says in f"{caught.value.message} {caught.value.hint}"
