/*
grain = "One row per human message sent To one or two people, of the other side among them: what tells whether an answer comes, and what came."
reads = ["human_message", "strongest_act", "person_clock"]
note  = """`question` and `request` are the probabilities that it holds one, 0 where none is likelier than
not; `is_first` is 1 where it begins its thread. `earlier` is what its writer had met with before, as
log-odds that start at one answer to four mails without; `silent` is the share of fifty mails that
its writer had sent by then, where nobody had ever answered one, else 0. Only mail before it counts,
so what is sent later changes no sign. An answer is any later message of the other side in the
thread. `hours` are working hours (8 to 18, Monday to Friday) until the answer, or until the end of
$as_of, on the clock of who waits: what the mail itself says of its time zone, else their other mail,
else UTC."""
*/
with asking as (
    select
        message_key, act, probability, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in ('question', 'request') and probability >= 0.5
),
asked_in as (
    select
        message_key,
        max(case when act = 'question' then probability else 0.0 end) as question,
        max(case when act = 'request' then probability else 0.0 end) as request,
        max(case when place = 1 then quote end) as quote
    from asking
    group by message_key
),
in_thread as (
    select
        message_key, account_id, thread_id, message_id, side, sender, sent_at, sent_on, to_count,
        utc_offset_minutes, ours, theirs, is_to_other,
        row_number() over (
            partition by account_id, thread_id order by message_key
        ) as place,
        lag(side) over (partition by account_id, thread_id order by message_key) as side_before,
        lag(sender) over (partition by account_id, thread_id order by message_key) as writer_before,
        min(case when side = 'ours' then message_key end) over (
            partition by account_id, thread_id order by message_key
            rows between 1 following and unbounded following
        ) as next_of_ours,
        min(case when side = 'theirs' then message_key end) over (
            partition by account_id, thread_id order by message_key
            rows between 1 following and unbounded following
        ) as next_of_theirs
    from human_message
),
event as (
    select account_id, sender as writer, message_key, 1.0 as written, 0.0 as answered
    from in_thread
    union all
    select account_id, writer_before as writer, message_key, 0.0 as written, 1.0 as answered
    from in_thread
    where side_before <> side
),
history as (
    select
        account_id, writer, message_key, written as is_mail,
        sum(written) over so_far as written,
        sum(answered) over so_far as answered
    from event
    window so_far as (
        partition by account_id, writer order by message_key
        rows between unbounded preceding and 1 preceding
    )
),
counted as (
    select
        in_thread.message_key, in_thread.account_id, in_thread.thread_id, in_thread.message_id,
        in_thread.side, in_thread.sent_at, in_thread.sent_on, in_thread.ours, in_thread.theirs,
        in_thread.sender, in_thread.utc_offset_minutes, in_thread.place,
        case
            when in_thread.side = 'ours' then in_thread.next_of_theirs else in_thread.next_of_ours
        end as answer_key,
        cast(coalesce(history.written, 0.0) as double) as written,
        cast(coalesce(history.answered, 0.0) as double) as answered
    from in_thread
    join history on history.message_key = in_thread.message_key and history.is_mail = 1.0
    where in_thread.to_count <= 2 and in_thread.side in ('ours', 'theirs') and in_thread.is_to_other
),
ticked as (
    select
        counted.message_key, counted.account_id, counted.thread_id, counted.message_id,
        counted.side, counted.sent_on, counted.ours, counted.theirs, asked_in.quote,
        coalesce(asked_in.question, 0.0) as question,
        coalesce(asked_in.request, 0.0) as request,
        case when counted.place = 1 then 1.0 else 0.0 end as is_first,
        ln((counted.answered + 1.0) / (greatest(counted.written - counted.answered, 0.0) + 4.0))
            as earlier,
        case
            when counted.answered > 0.0 then 0.0 else least(counted.written, 50.0) / 50.0
        end as silent,
        counted.answer_key, answer.message_id as answer_id, answer.sent_on as answered_on,
        60 * coalesce(counted.utc_offset_minutes, person_clock.utc_offset_minutes, 0) as ahead,
        date_diff('second', cast(date '1970-01-05' as timestamp), counted.sent_at) as asked_at,
        date_diff('second', cast(date '1970-01-05' as timestamp), answer.sent_at) as answered_at
from counted
    left join asked_in on asked_in.message_key = counted.message_key
    left join human_message as answer on answer.message_key = counted.answer_key
    left join person_clock
        on person_clock.account_id = counted.account_id
        and person_clock.person_id = counted.sender
),
clocked as (
    select
        message_key, account_id, thread_id, message_id, side, sent_on, ours, theirs, quote,
        question, request, is_first, earlier, silent, answer_key, answer_id, answered_on,
        cast(asked_at + ahead as double) as asked_clock,
        cast(
            coalesce(
                answered_at + ahead, 86400 * (date_diff('day', date '1970-01-05', $as_of) + 1)
            ) as double
        ) as ended_clock
    from ticked
),
dated as (
    select
        message_key, account_id, thread_id, message_id, side, sent_on, ours, theirs, quote,
        question, request, is_first, earlier, silent, answer_key, answer_id, answered_on,
        asked_clock, ended_clock,
        floor(asked_clock / 86400.0) as asked_day,
        floor(asked_clock / 604800.0) as asked_week,
        floor(ended_clock / 86400.0) as ended_day,
        floor(ended_clock / 604800.0) as ended_week
    from clocked
)
select
    message_key, account_id, thread_id, message_id, side as asked_by, sent_on, ours, theirs, quote,
    question, request, is_first, earlier, silent, answer_key, answer_id, answered_on,
    greatest(
        (ended_week * 50.0
            + least(ended_day - 7.0 * ended_week, 5.0) * 10.0
            + case
                when ended_day - 7.0 * ended_week < 5.0
                    then least(greatest(ended_clock / 3600.0 - 24.0 * ended_day - 8.0, 0.0), 10.0)
                else 0.0
            end)
        - (asked_week * 50.0
            + least(asked_day - 7.0 * asked_week, 5.0) * 10.0
            + case
                when asked_day - 7.0 * asked_week < 5.0
                    then least(greatest(asked_clock / 3600.0 - 24.0 * asked_day - 8.0, 0.0), 10.0)
                else 0.0
            end),
        0.0
    ) as hours
from dated
