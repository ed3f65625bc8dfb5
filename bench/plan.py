"""How fast the plan over all accounts is found: `python bench/plan.py`.

500 made accounts of 10 owners with five plays each. The peer is the plainest way there is: take the
plays in the order of what an hour of them is worth, as long as every limit holds. It shows what
the integer program is worth beside it.
"""

from __future__ import annotations

import random
import resource
from collections.abc import Sequence
from datetime import date
from time import perf_counter

from goodwill.advise.attention import plan_attention
from goodwill.facts.attention import Budget, Candidate

ACCOUNTS, OWNERS, PLAYS = 500, 10, 5
DAY = date(2026, 6, 30)


def main() -> None:
    """Print seconds, and the worth beside the peer's, for budgets from scarce to ample."""
    for hours in (2.0, 4.0, 8.0, 12.0, 40.0):
        budget = Budget(weeks=4, hours_a_week=hours, begun_a_week=3, top_share=0.6, escalations=2)
        some = made(random.Random(int(hours)))  # noqa: S311 - the same plays each time
        began, used = perf_counter(), _processor()
        plan = plan_attention(some, (), budget, as_of=DAY, currency="EUR")
        taken, busy = perf_counter() - began, _processor() - used
        worth = sum(task.expected_value or 0 for task in plan.tasks)
        peer = sum(one.worth or 0 for one in greedy(some, budget))
        print(
            f"{hours:4.0f} h a week: {taken:.2f} s ({busy:.2f} s of processor), "
            f"{len(plan.tasks)} plays worth {worth:,.0f}; by hand {peer:,.0f}"
        )


def made(seed: random.Random) -> list[Candidate]:
    """Plays of many sizes; a fifth of the accounts is large, and worth three times as much."""
    found = []
    for number in range(ACCOUNTS):
        is_large = number % 5 == 0
        for play in range(PLAYS):
            hours = float(seed.choice([1, 2, 2, 3, 4, 5, 6, 8, 10, 12]))
            worth = seed.lognormvariate(7, 1.2) * (3 if is_large else 1) - hours * 60
            found.append(
                Candidate(
                    account_id=f"a{number:03d}",
                    account=f"Account {number}",
                    owner=f"owner{number % OWNERS}@us.example",
                    play=f"p{play}",
                    title="Ask",
                    because=(),
                    steps=(),
                    hours=hours,
                    worth=worth,
                    urgency=1.0,
                    is_large=is_large,
                    executive=f"boss{number // 2}@client.example" if play == 0 else "",
                )
            )
    return found


def greedy(some: Sequence[Candidate], budget: Budget) -> list[Candidate]:
    """By worth an hour, what fits; weeks are let alone, which favours it."""
    chosen: list[Candidate] = []
    accounts, hours, begun, asked = (
        set[str](),
        dict[str, float](),
        dict[str, int](),
        dict[str, int](),
    )
    large = budget.top_share * budget.hours_a_week * budget.weeks * OWNERS
    for one in sorted(some, key=lambda each: -(each.worth or 0) / each.hours):
        spent = hours.get(one.owner, 0.0) + one.hours
        fits = (
            (one.worth or 0) > 0
            and one.account_id not in accounts
            and spent <= budget.hours_a_week * budget.weeks
            and begun.get(one.owner, 0) < budget.begun_a_week * budget.weeks
            and (not one.is_large or one.hours <= large)
            and (not one.executive or asked.get(one.executive, 0) < budget.escalations)
        )
        if fits:
            chosen.append(one)
            accounts.add(one.account_id)
            hours[one.owner], begun[one.owner] = spent, begun.get(one.owner, 0) + 1
            large -= one.hours if one.is_large else 0
            asked[one.executive] = asked.get(one.executive, 0) + 1
    return chosen


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
