/*
grain = "One row per thread and account: its first human message, and whether both sides spoke."
reads = ["human_message"]
note  = """Whoever sent the first message that we hold began the thread."""
*/
with numbered as (
    select
        account_id, thread_id, message_key, message_id, sent_on, side, ours, theirs,
        row_number() over (
            partition by account_id, thread_id order by message_key
        ) as place,
        count(1) over (partition by account_id, thread_id) as messages,
        sum(case when side = 'ours' then 1 else 0 end)
            over (partition by account_id, thread_id) as messages_of_ours
    from human_message
)
select
    account_id, thread_id, message_key, message_id, sent_on, side, ours, theirs,
    messages_of_ours > 0 and messages_of_ours < messages as is_two_way
from numbered
where place = 1
