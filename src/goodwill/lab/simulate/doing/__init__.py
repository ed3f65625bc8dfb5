"""What the two sides do in a month, each thing as often as the drives make it likely.

`supply` orders and what comes of them, `service` questions and faults, `bids` tenders and price,
`company` talk outside business, `ahead` what is done by those who think along, `noise` the rest.
"""

from collections.abc import Callable

from goodwill.lab.simulate.doing import ahead, bids, company, noise, service, supply
from goodwill.lab.simulate.life import Life

__all__ = ["DOING"]

DOING: dict[str, Callable[[Life], None]] = {
    "chat": company.chat,
    "outing": company.outing,
    "small_order": company.small_order,
    "order": supply.order,
    "question": service.question,
    "fault": service.fault,
    "admin": service.admin,
    "tender": bids.tender,
    "haggle": bids.haggle,
    "plan": ahead.plan,
    "need": ahead.need,
    "idea": ahead.idea,
    "tip": ahead.tip,
    "session": ahead.session,
    "backing": ahead.backing,
    "coaching": ahead.coaching,
    "review": ahead.review,
    "career": ahead.career,
    "want": ahead.want,
    "beyond": ahead.beyond,
    "noise": noise.noise,
}
"""By the names of `rates.toml`."""
