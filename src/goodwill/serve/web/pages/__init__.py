"""One module for each page, named for the question that it answers.

To add one, write its module with a `router`, and name it here.
"""

from __future__ import annotations

from goodwill.serve.web.pages import (
    again,
    connect,
    connections,
    data,
    did_it_foresee,
    did_it_move,
    dispute,
    how_sure_are_we,
    keys,
    other_ways_in,
    own_passkeys,
    own_way_in,
    plan_answered,
    search,
    sign_in,
    start,
    table_files,
    the_catalogue,
    the_next_weeks,
    the_settings,
    the_statement,
    this_week,
    timeline,
    wanted,
    what_each_kind_returns,
    what_it_costs,
    what_to_do_next,
    what_was_promised,
    who_needs_attention,
    who_sees_what,
    whom_we_have_not_met,
    why,
)

__all__ = ["ROUTERS"]

ROUTERS = (
    table_files.router,
    again.router,
    connections.router,
    connect.router,
    who_needs_attention.router,
    timeline.router,
    dispute.router,
    why.router,
    what_it_costs.router,
    plan_answered.router,
    wanted.router,
    the_next_weeks.router,
    did_it_foresee.router,
    did_it_move.router,
    what_to_do_next.router,
    what_was_promised.router,
    whom_we_have_not_met.router,
    keys.router,
    data.router,
    how_sure_are_we.router,
    search.router,
    start.router,
    the_catalogue.router,
    the_settings.router,
    sign_in.router,
    other_ways_in.router,
    own_way_in.router,
    own_passkeys.router,
    who_sees_what.router,
    this_week.router,
    what_each_kind_returns.router,
    the_statement.router,
)
"""In the order in which addresses are tried: an account's id may be anything, so it comes last."""
