"""One module for each page, named for the question that it answers.

To add one, write its module with a `router`, and name it here.
"""

from __future__ import annotations

from goodwill.serve.web.pages import the_statement, who_needs_attention, why

__all__ = ["ROUTERS"]

ROUTERS = (who_needs_attention.router, the_statement.router, why.router)
"""In the order in which addresses are tried."""
