/*
grain = "One row per pair and calendar month with mail: the last message of the month."
reads = ["human_message"]
note  = """The exposure of whatever is counted by the month. The runner counts a month of an
account once, however many pairs were in touch."""
*/
with numbered as (
    select
        account_id, message_id, sent_on, ours, theirs,
        row_number() over (
            partition by account_id, ours, theirs, date_trunc('month', sent_on)
            order by message_key desc
        ) as place
    from human_message
)
select account_id, message_id, sent_on, ours, theirs
from numbered
where place = 1
