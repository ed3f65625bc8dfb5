/*
grain = "One row per human message of theirs that announces how they will deal with us, and way."
reads = ["human_message", "remark"]
note  = """Ways are the remarks on kinds: bids from now on, no more of them, no say in plans. Whoever comes
back within a year to what they said announces nothing: it is no news."""
*/
with said as (
    select
        human_message.message_key, human_message.account_id, human_message.message_id,
        human_message.sent_on, human_message.ours, human_message.theirs,
        remark.remark, min(remark.quote) as quote
    from remark
    join human_message
        on human_message.account_id = remark.account_id
        and human_message.message_id = remark.message_id
        and human_message.sent_at = remark.sent_at
        and human_message.sender = remark.sender
    where
        remark.remark in ('bids_from_now', 'bids_no_more', 'kept_out')
        and human_message.side = 'theirs'
    group by
        human_message.message_key, human_message.account_id, human_message.message_id,
        human_message.sent_on, human_message.ours, human_message.theirs, remark.remark
),
after_another as (
    select
        account_id, message_id, sent_on, ours, theirs, remark, quote,
        lag(sent_on) over (
            partition by account_id, remark order by sent_on, message_key
        ) as said_before_on
    from said
)
select account_id, message_id, sent_on, ours, theirs, remark, quote
from after_another
where said_before_on is null or date_diff('day', said_before_on, sent_on) > 365
