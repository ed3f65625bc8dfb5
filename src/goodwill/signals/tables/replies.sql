/*
grain = "One row per answered message: who asked, who answered, and hours until the answer."
reads = ["human_message", "strongest_act"]
note  = """An answer is the next message in the thread when it comes from the other side.
Each Saturday and Sunday passed on the way is taken off, 48 hours a weekend (UTC days).
`asks` is the probability that the answered message asks something."""
*/
with in_thread as (
    select
        message_key, account_id, message_id, side, sent_at, sent_on, to_count, ours, theirs,
        lead(message_id) over thread as answer_id,
        lead(side) over thread as answered_by,
        lead(sent_at) over thread as answered_at,
        lead(sent_on) over thread as answered_on,
        lead(ours) over thread as answer_ours,
        lead(theirs) over thread as answer_theirs
    from human_message
    window thread as (partition by account_id, thread_id order by message_key)
),
asking as (
    select message_key, max(probability) as asks
    from strongest_act
    where act in ('question', 'request')
    group by message_key
),
timed as (
    select
        message_key, account_id, message_id, side as asked_by, to_count,
        answer_id, answered_by, answered_on,
        coalesce(answer_ours, ours) as ours,
        coalesce(answer_theirs, theirs) as theirs,
        cast(date_diff('second', sent_at, answered_at) as double) / 3600.0 as elapsed_hours,
        floor(cast(date_diff('day', date '1970-01-05', cast(sent_at as date)) as double) / 7.0)
            as week_asked,
        floor(
            cast(date_diff('day', date '1970-01-05', cast(answered_at as date)) as double) / 7.0
        ) as week_answered
    from in_thread
    where answered_by <> side
)
select
    timed.account_id, timed.message_id, timed.asked_by, timed.to_count,
    timed.answer_id, timed.answered_by, timed.answered_on, timed.ours, timed.theirs,
    greatest(
        timed.elapsed_hours - 48.0 * (timed.week_answered - timed.week_asked), 0.0
    ) as hours,
    coalesce(asking.asks, 0.0) as asks
from timed
left join asking on asking.message_key = timed.message_key
