/*
code           = "M04"
family         = "content"
unit           = "acts per 10 messages"
grain          = "human message"
reduce         = "rate"
reads          = ["human_message", "strongest_act"]
definition     = """Kinds of business act a message holds (request, question, commitment, problem,
decision, delivery, idea, strategy, complaint, review, expectation, money), each by its
probability, per ten human messages, both directions. In a message with talk outside business
they count by how likely it holds none: friends ask and promise too. A message weighs by the
standing of the one of theirs."""
exposure       = "human messages"
source         = "mail"
limits         = "Five requests in one message count once: it is one message about business."
prior_mean     = 5.0
prior_strength = 0.8
*/
with said as (
    select
        message_key, probability, quote,
        sum(probability) over (partition by message_key) as acts,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in (
        'request', 'question', 'commitment', 'problem', 'decision', 'delivery', 'idea',
        'strategy', 'complaint', 'review', 'expectation', 'money_talk'
    )
),
outside as (
    select message_key, max(probability) as probability
    from strongest_act
    where act in ('personal', 'social_invitation')
    group by message_key
)
select
    human_message.account_id,
    'message' as source,
    human_message.message_id as ref,
    human_message.sent_on as on_day,
    coalesce(said.acts, 0.0) * (1.0 - coalesce(outside.probability, 0.0))
        * human_message.standing as value,
    0.1 * human_message.standing as weight,
    human_message.ours,
    human_message.theirs,
    said.quote
from human_message
left join said on said.message_key = human_message.message_key and said.place = 1
left join outside on outside.message_key = human_message.message_key
