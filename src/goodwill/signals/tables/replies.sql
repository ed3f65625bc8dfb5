/*
grain = "One row per answered message: who asked, who answered, and working hours until the answer."
reads = ["human_message", "strongest_act", "person_clock"]
note  = """An answer is the next message in the thread when it comes from the other side.
Working hours are 8 to 18 from Monday to Friday on the clock of who answers: what the answer
itself says of its time zone, else their other mail, else UTC. An answer at night or on Sunday
to a mail of that same night takes no working hour. `asks` is the probability that the answered
message asks something. Public holidays are not known here; weekends are Saturday and Sunday."""
*/
with in_thread as (
    select
        message_key, account_id, message_id, side, sent_at, to_count, ours, theirs,
        lead(message_id) over thread as answer_id,
        lead(side) over thread as answered_by,
        lead(sender) over thread as answerer,
        lead(sent_at) over thread as answered_at,
        lead(sent_on) over thread as answered_on,
        lead(utc_offset_minutes) over thread as answer_offset,
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
ticked as (
    select
        in_thread.message_key, in_thread.account_id, in_thread.message_id,
        in_thread.side as asked_by, in_thread.to_count,
        in_thread.answer_id, in_thread.answered_by, in_thread.answered_on,
        coalesce(in_thread.answer_ours, in_thread.ours) as ours,
        coalesce(in_thread.answer_theirs, in_thread.theirs) as theirs,
        cast(
            date_diff('second', cast(date '1970-01-05' as timestamp), in_thread.sent_at)
            + 60 * coalesce(in_thread.answer_offset, person_clock.utc_offset_minutes, 0) as double
        ) as asked_clock,
        cast(
            date_diff('second', cast(date '1970-01-05' as timestamp), in_thread.answered_at)
            + 60 * coalesce(in_thread.answer_offset, person_clock.utc_offset_minutes, 0) as double
        ) as answered_clock
    from in_thread
    left join person_clock
        on person_clock.account_id = in_thread.account_id
        and person_clock.person_id = in_thread.answerer
    where in_thread.answered_by <> in_thread.side
),
dated as (
    select
        message_key, account_id, message_id, asked_by, to_count, answer_id, answered_by,
        answered_on, ours, theirs, asked_clock, answered_clock,
        floor(asked_clock / 86400.0) as asked_day,
        floor(asked_clock / 604800.0) as asked_week,
        floor(answered_clock / 86400.0) as answered_day,
        floor(answered_clock / 604800.0) as answered_week
    from ticked
),
worked as (
    select
        message_key, account_id, message_id, asked_by, to_count, answer_id, answered_by,
        answered_on, ours, theirs,
        (asked_week * 50.0
            + least(asked_day - 7.0 * asked_week, 5.0) * 10.0
            + case
                when asked_day - 7.0 * asked_week < 5.0
                    then least(greatest(asked_clock / 3600.0 - 24.0 * asked_day - 8.0, 0.0), 10.0)
                else 0.0
            end) as asked_hours,
        (answered_week * 50.0
            + least(answered_day - 7.0 * answered_week, 5.0) * 10.0
            + case
                when answered_day - 7.0 * answered_week < 5.0
                    then least(greatest(answered_clock / 3600.0 - 24.0 * answered_day - 8.0, 0.0), 10.0)
                else 0.0
            end) as answered_hours
    from dated
)
select
    worked.account_id, worked.message_id, worked.asked_by, worked.to_count,
    worked.answer_id, worked.answered_by, worked.answered_on, worked.ours, worked.theirs,
    greatest(worked.answered_hours - worked.asked_hours, 0.0) as hours,
    coalesce(asking.asks, 0.0) as asks
from worked
left join asking on asking.message_key = worked.message_key
