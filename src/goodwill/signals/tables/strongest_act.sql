/*
grain = "One row per human message and act: the likeliest place where the message does it."
reads = ["act", "human_message"]
note  = """Two complaints in one message are one message that complains. Acts of forged or
automatic mail fall away with their message."""
*/
with ranked as (
    select
        human_message.message_key, human_message.account_id, human_message.message_id,
        human_message.thread_id, human_message.sent_on, human_message.side,
        human_message.ours, human_message.theirs,
        act.act, act.probability, act.quote,
        row_number() over (
            partition by human_message.message_key, act.act
            order by act.probability desc, act.quote
        ) as place
    from act
    join human_message
        on human_message.account_id = act.account_id
        and human_message.message_id = act.message_id
        and human_message.sent_at = act.sent_at
        and human_message.sender = act.sender
)
select
    message_key, account_id, message_id, thread_id, sent_on, side, ours, theirs,
    act, probability, quote
from ranked
where place = 1
