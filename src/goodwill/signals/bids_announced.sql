/*
code           = "K11"
family         = "dealing"
unit           = "messages a month"
grain          = "announcement in a human message of theirs; month of contact"
reduce         = "monthly_rate"
reads          = ["contact_month", "dealing_announced"]
definition     = """Announcements a month, by one of theirs, that their orders will be competed for from now on: put out
to bids, compared, let through a portal; that nobody may order from us directly any more.
The habits that it tells of are over: most of what went before stops counting, for every signal.
An announcement counts as far as the deals opened after it bear it out."""
exposure       = "calendar months with human mail"
source         = "mail"
limits         = "What is announced on the telephone is not seen; before any deal follows, a rule is taken at its word."
prior_mean     = 0.005
prior_strength = 2
lets_go        = 0.75
*/
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    borne_out as value, 0.0 as weight, ours, theirs, quote
from dealing_announced
where remark = 'bids_from_now'
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
