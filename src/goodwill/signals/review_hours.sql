/*
code           = "M37"
family         = "value"
unit           = "hours a month"
grain          = "review with both sides; month of contact"
reduce         = "monthly_rate"
reads          = ["both_sides_met", "contact_month"]
definition     = """Hours a month in meetings of both sides whose title says that they look back or plan together:
a review, lessons, strategy, budget or plans. Hospitality is none."""
exposure       = "calendar months with human mail"
source         = "calendar, mail"
limits         = "A review held by telephone, or under a title that does not say so, is not seen."
prior_mean     = 0.2
prior_strength = 2
*/
select
    account_id, 'meeting' as source, meeting_id as ref, held_on as on_day,
    hours as value, 0.0 as weight, ours, theirs, title as quote
from both_sides_met
where (is_review or is_strategy) and not is_social
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
