/*
ids            = ["hostility_share_by_us", "hostility_share_by_them"]
code           = "M18"
family         = "conduct"
unit           = "share"
grain          = "human message of {ours}"
reduce         = "share"
reads          = ["human_message", "strongest_act"]
definition     = """Messages of {ours} with an insult, contempt or a threat, over all human messages of {ours}."""
exposure       = "human messages of {ours}"
source         = "mail"
limits         = "Bluntness about a matter is no hostility; what was quoted from somebody else is not read."
prior_mean     = 0.002
prior_strength = 8
*/
with said as (
    select
        message_key, probability, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in ('hostile', 'threat')
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
where human_message.side = '{ours}'
