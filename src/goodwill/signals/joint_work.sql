/*
code           = "M24"
family         = "value"
unit           = "hours a month"
grain          = "working meeting with nothing out to bids; month of contact"
reduce         = "monthly_rate"
reads          = ["both_sides_met", "contact_month", "opportunity", "meeting"]
definition     = """Hours a month in meetings of both sides of two hours or more that sell nothing: no deal was
open, or what they sat down for is their plans and nothing open is bid for by others. Social
meetings are none, nor are reviews that only look back."""
exposure       = "calendar months with human mail, where a meeting was ever seen"
source         = "calendar, deals, mail"
limits         = "Without deals in the book no deal is ever open; service on site looks like work together."
prior_mean     = 0.1
prior_strength = 2
*/
select
    both_sides_met.account_id, 'meeting' as source, both_sides_met.meeting_id as ref,
    both_sides_met.held_on as on_day, both_sides_met.hours as value, 0.0 as weight,
    both_sides_met.ours, both_sides_met.theirs, both_sides_met.title as quote
from both_sides_met
where both_sides_met.hours >= 2.0
    and not both_sides_met.is_social
    and (both_sides_met.is_strategy or not both_sides_met.is_review)
    and not exists (
        select 1 from opportunity
        where opportunity.account_id = both_sides_met.account_id
            and opportunity.opened_on <= both_sides_met.held_on
            and (
                opportunity.closed_on >= both_sides_met.held_on
                or (opportunity.closed_on is null and opportunity.status = 'open')
            )
            and (
                not both_sides_met.is_strategy
                or opportunity.origin in ('rfp', 'quote_request')
                or opportunity.competitor_count > 0
            )
    )
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
where exists (select 1 from meeting where meeting.account_id = contact_month.account_id)
