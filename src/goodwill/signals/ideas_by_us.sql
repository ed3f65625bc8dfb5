/*
code           = "M26"
family         = "value"
unit           = "messages a month"
grain          = "human message of ours; month of contact"
reduce         = "monthly_rate"
reads          = ["contact_month", "talk"]
definition     = """Messages a month in which we put forward an idea."""
exposure       = "calendar months with human mail"
source         = "mail"
limits         = "Ideas in attachments and meetings are not seen; whether one was taken up is not told."
prior_mean     = 0.1
prior_strength = 2
*/
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    probability as value, 0.0 as weight, ours, theirs, quote
from talk
where matter = 'idea' and side = 'ours' and probability > 0.0
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
