/*
code           = "M01"
family         = "content"
unit           = "share"
grain          = "human message"
reduce         = "share"
reads          = ["human_message", "strongest_act"]
definition     = """Messages with talk outside business, or an invitation outside it, over all human messages,
both directions. A message counts by the probability that it holds such talk."""
exposure       = "human messages"
source         = "mail"
limits         = "A message may be personal and about business at once; business_density tells the two apart."
prior_mean     = 0.15
prior_strength = 8
*/
with said as (
    select
        message_key, probability, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in ('personal', 'social_invitation')
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
