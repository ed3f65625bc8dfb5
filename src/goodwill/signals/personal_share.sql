/*
code           = "M01"
family         = "content"
unit           = "share"
grain          = "human message"
reduce         = "share"
reads          = ["talk"]
definition     = """Messages with talk outside business, or an invitation outside it, over all human messages,
both directions. A message counts by the probability that it holds such talk, or half as much as
the most personal of its thread: answers are about the same. It weighs by the standing of the
one of theirs. Insults are personal too, and count for nothing here."""
exposure       = "human messages"
source         = "mail"
limits         = "A message may be personal and about business at once; business_density tells the two apart."
prior_mean     = 0.15
prior_strength = 8
*/
with mild as (
    select
        personal.message_key, personal.account_id, personal.thread_id, personal.message_id,
        personal.sent_on, personal.ours, personal.theirs, personal.standing, personal.quote,
        personal.probability * (1.0 - hostile.probability) as probability
    from talk as personal
    join talk as hostile
        on hostile.message_key = personal.message_key and hostile.matter = 'hostility'
    where personal.matter = 'personal'
)
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    greatest(
        probability, 0.5 * max(probability) over (partition by account_id, thread_id)
    ) as value,
    standing as weight, ours, theirs, quote
from mild
