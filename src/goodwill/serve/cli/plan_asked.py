"""What somebody asked `goodwill plan` for, and whether it can be meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from goodwill.errors import CallError, nearest
from goodwill.facts.plans import PlayAnswer

__all__ = ["ANSWERS", "Asked"]

ANSWERS: dict[str, PlayAnswer] = {
    "accept": "accepted",
    "change": "changed",
    "postpone": "postponed",
    "reject": "rejected",
    "done": "done",
}
WANT = "want"
TAKE_BACK = "take-back"
WHATS = (*ANSWERS, WANT, TAKE_BACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The arguments and options as they were given."""

    account: str | None = None
    what: str | None = None
    name: str | None = None
    owner: str | None = None
    due: date | None = None
    since: date | None = None
    reason: str = ""
    steps: tuple[str, ...] = ()
    hand_over: bool = False
    outcomes: bool = False
    hours: float | None = None
    weeks: int | None = None
    as_of: date | None = None
    form: str = "text"

    def check(self) -> None:
        """Refuse what cannot stand together, with `CallError`."""
        if self.account is not None and (self.hours is not None or self.weeks is not None):
            raise CallError(
                "--hours and --weeks are of the plan over all accounts.",
                hint="Leave out ACCOUNT, or the two options.",
            )
        if self.hand_over and (self.account is None or self.what or self.form != "text"):
            raise CallError(
                "--hand-over is the page of one account.",
                hint="Write it as:  goodwill plan ACCOUNT --hand-over",
            )
        if self.outcomes and (
            self.what or self.hand_over or self.hours or self.weeks or self.form in {"ics", "csv"}
        ):
            raise CallError(
                "--outcomes says what came of plays, and stands alone.",
                hint="Write it as:  goodwill plan --outcomes, or  goodwill plan ACCOUNT --outcomes",
            )
        if self.what is not None and self.form not in {"text", "json"}:
            raise CallError(
                "What you decide is no task list.", hint="Take --format text or --format json."
            )
        self._check_words()

    def _check_words(self) -> None:
        """Whether WHAT is known, has what it is about, and nothing that says nothing there."""
        if self.what is not None and self.what not in WHATS:
            raise CallError(
                f'"{self.what}" is nothing that can be done with a play.'
                f"{nearest(self.what, WHATS)}",
                hint=f"It is one of: {', '.join(WHATS)}.",
            )
        if self.what is not None and not self.name:
            thing = "KIND" if self.what == WANT else "PLAY"
            raise CallError(
                f"{self.what} needs to know what is meant.",
                hint=f"Write it as:  goodwill plan {self.account} {self.what} {thing}",
            )
        for option, value, whats in (
            ("--step", self.steps, ("change",)),
            ("--since", self.since, (WANT,)),
            ("--due", self.due, ("accept", "change", "postpone", "done")),
            ("--reason", self.reason, (*ANSWERS, WANT)),
        ):
            if value and self.what not in whats:
                raise CallError(
                    f"{option} says nothing here.", hint=f"It goes with: {', '.join(whats)}."
                )
