/*
code           = "M24"
family         = "value"
unit           = "share"
grain          = "human message"
reduce         = "share"
reads          = ["human_message", "strongest_act"]
definition     = """Messages about the client's plans, budget, roadmap or own customers, over all human messages,
both directions."""
exposure       = "human messages"
source         = "mail"
limits         = "Work on plans in meetings is seen only where mail speaks of it."
prior_mean     = 0.03
prior_strength = 8
*/
with said as (
    select
        message_key, probability, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in ('strategy')
)
select
    human_message.account_id,
    'message' as source,
    human_message.message_id as ref,
    human_message.sent_on as on_day,
    coalesce(said.probability, 0.0) as value,
    1.0 as weight,
    human_message.ours,
    human_message.theirs,
    said.quote
from human_message
left join said on said.message_key = human_message.message_key and said.place = 1
