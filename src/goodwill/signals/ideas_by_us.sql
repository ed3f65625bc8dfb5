/*
code           = "M26"
family         = "value"
unit           = "messages a month"
grain          = "human message of ours; month of contact"
reduce         = "monthly_rate"
reads          = ["contact_month", "strongest_act"]
definition     = """Messages a month in which we put forward an idea, and do not talk of things outside business.
A message counts by how much likelier than not it does: even odds say nothing."""
exposure       = "calendar months with human mail"
source         = "mail"
limits         = "Ideas in attachments and meetings are not seen; whether one was taken up is not told."
prior_mean     = 0.1
prior_strength = 2
*/
with outside as (
    select distinct message_key
    from strongest_act
    where act in ('personal', 'social_invitation') and probability >= 0.5
)
select
    idea.account_id, 'message' as source, idea.message_id as ref, idea.sent_on as on_day,
    2.0 * idea.probability - 1.0 as value, 0.0 as weight, idea.ours, idea.theirs, idea.quote
from strongest_act as idea
left join outside on outside.message_key = idea.message_key
where idea.act = 'idea' and idea.side = 'ours' and idea.probability > 0.5
    and outside.message_key is null
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
