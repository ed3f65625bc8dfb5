"""Reviews, plans and sponsors: what two sides do together beside orders (M24, M25, M37).

Its absence is what `friendship_mistaken_for_business` and `rear_view_mirror` are about; its
presence speaks against both.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodwill.facts.statement import Evidence
from goodwill.facts.tables import ActRow, MeetingRow
from goodwill.judge.case import Case
from goodwill.judge.evidence import count_evidence, evidence, sentence

__all__ = ["joint_work"]

TOGETHER = ("strategy", "sponsorship")
BOTH = {"ours", "theirs"}
MONTH = "strategy_work"


def joint_work(case: Case, line: str, *, absent: float, reviews: bool = True) -> Iterator[Evidence]:
    """What they do together, each against the line; that there is none, with the weight `absent`.

    Absence says something only where there were months enough with mail to show it. Without
    `reviews`, looking back at deliveries is no such work; planning is.
    """
    found: list[MeetingRow | ActRow] = [
        *_sat_down(case, reviews=reviews)[::-1],
        *_planned(case, line)[::-1],
    ]
    for place, row in enumerate(found):
        yield _against(case, line, row, case.each_further**place)
    months = case.measured.year.get(MONTH)
    if found or months is None or months.exposure < case.number(line, "least_months"):
        return
    yield count_evidence(
        line,
        of="reviews_and_plans",
        says=f"{'No review, no' if reviews else 'No'} plan and no sponsor is seen in 12 months.",
        weight=absent,
        on=case.as_of,
    )


def _sat_down(case: Case, *, reviews: bool) -> list[MeetingRow]:
    """Reviews and planning with both sides, by time."""
    return [
        row
        for row in case.met(case.year)
        if (row.is_strategy or (reviews and row.is_review))
        and {one.side for one in case.at_meeting.get(row.meeting_id, ())} >= BOTH
    ]


def _planned(case: Case, line: str) -> tuple[ActRow, ...]:
    """Where one of theirs speaks of their plans, or stands up for us."""
    least = case.number(line, "sure_act")
    return case.said(*TOGETHER, by="theirs", during=case.year, least=least)


def _against(case: Case, line: str, row: MeetingRow | ActRow, part: float) -> Evidence:
    weight = case.number(line, "joint_work") * part
    if isinstance(row, MeetingRow):
        return evidence(
            line,
            source="meeting",
            ref=row.meeting_id,
            on=row.held_on,
            says="A review or a plan made together.",
            weight=weight,
        )
    return sentence(
        line,
        row,
        says="They plan with us, or stand up for us.",
        weight=weight,
    )
