"""Ways of dealing: patterns as what somebody does month by month, and their innocent twins.

`money` is about bills and discounts, `conduct` about tone, threats and promises, `hours` about
hours and visits. Which accounts have which stands in `rates.toml`.
"""

from goodwill.lab.simulate.ways import conduct, hours, money
from goodwill.lab.simulate.ways.base import Way

__all__ = ["TWINS", "WAYS", "Way"]

WAYS: dict[str, Way] = {**money.WAYS, **conduct.WAYS, **hours.WAYS}
"""By the names of `rates.toml`."""

TWINS: dict[str, Way] = {**money.TWINS, **conduct.TWINS, **hours.TWINS}
"""What looks alike and does no harm, by the names of `rates.toml`."""
