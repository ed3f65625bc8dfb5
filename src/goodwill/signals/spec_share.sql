/*
code           = "K6"
family         = "content"
unit           = "share"
grain          = "human message"
reduce         = "share"
reads          = ["human_message", "strongest_act"]
definition     = """Messages about specification, order, support, logistics or price and nothing else,
over all human messages, both directions: the probability of such an act times the
probability that the message holds nothing personal, no plan, no idea and no standing
spent on the other side. It weighs by the standing of the one of theirs."""
exposure       = "human messages"
source         = "mail"
limits         = "A message in which no act was seen counts as not technical."
prior_mean     = 0.4
prior_strength = 8
*/
with technical as (
    select
        message_key, probability, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in (
        'problem', 'delivery', 'logistics', 'money_talk', 'price_pressure', 'discount', 'complaint'
    )
),
beyond as (
    select message_key, max(probability) as probability
    from strongest_act
    where act in (
        'personal', 'social_invitation', 'strategy', 'idea', 'sponsorship', 'warning',
        'introduction', 'referral'
    )
    group by message_key
)
select
    human_message.account_id,
    'message' as source,
    human_message.message_id as ref,
    human_message.sent_on as on_day,
    coalesce(technical.probability, 0.0) * (1.0 - coalesce(beyond.probability, 0.0)) as value,
    human_message.standing as weight,
    human_message.ours,
    human_message.theirs,
    technical.quote
from human_message
left join technical
    on technical.message_key = human_message.message_key and technical.place = 1
left join beyond on beyond.message_key = human_message.message_key
