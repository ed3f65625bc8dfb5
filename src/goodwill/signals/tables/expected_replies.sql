/*
grain = "One row per message that asks one or two people of the other side something: the chance of an answer, and what came of it."
reads = ["human_message", "strongest_act", "message_person", "person_clock"]
note  = """Only mail by people, sent To (not Cc) somebody of the other side, to two addresses at
most, with a question or a request likelier than not. Asking again before an answer is the same
question. `chance` is that of an answer within ten working days. Its odds, frozen on 2026-11-22:
base 0.065, a question or request up to 1.98 (by its probability), two addresses at most 2.88,
To 1.33, first of its thread 0.67 (2,032 mails of eight Enron mailboxes, logistic regression;
leaving one mailbox out, area under the curve 0.69; 5.5 % of all and 19 % of mails between people
who write to each other were answered); thanks in it 0.67 (2,097 mails of public lists,
26 % answered). An answer is any later
message of the other side in the thread. `hours` are working hours (8 to 18, Monday to Friday, on
the clock of who is asked) until the answer, or until the end of $as_of."""
*/
with asking as (
    select
        message_key, probability as asks, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in ('question', 'request') and probability >= 0.5
),
thanking as (
    select distinct message_key from strongest_act where act = 'thanks' and probability >= 0.5
),
sent_to as (
    select distinct account_id, message_id, side from message_person where role = 'to'
),
in_thread as (
    select
        message_key, account_id, thread_id, message_id, side, sent_at, sent_on, to_count,
        ours, theirs,
        row_number() over (
            partition by account_id, thread_id order by message_key
        ) as place,
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
asked as (
    select
        in_thread.message_key, in_thread.account_id, in_thread.thread_id, in_thread.message_id,
        in_thread.side, in_thread.sent_at, in_thread.sent_on, in_thread.ours, in_thread.theirs,
        asking.quote,
        case when in_thread.side = 'ours' then in_thread.theirs else in_thread.ours end as person_id,
        case
            when in_thread.side = 'ours' then in_thread.next_of_theirs else in_thread.next_of_ours
        end as answer_key,
        0.065 * (1.0 + 0.98 * asking.asks) * 2.88 * 1.33
        * case when in_thread.place = 1 then 0.67 else 1.0 end
        * case when thanking.message_key is not null then 0.67 else 1.0 end as odds
    from in_thread
    join asking on asking.message_key = in_thread.message_key and asking.place = 1
    join sent_to
        on sent_to.account_id = in_thread.account_id
        and sent_to.message_id = in_thread.message_id
        and sent_to.side <> in_thread.side
    left join thanking on thanking.message_key = in_thread.message_key
    where in_thread.to_count <= 2 and in_thread.side in ('ours', 'theirs')
),
first_asked as (
    select
        account_id, message_id, side, sent_at, sent_on, ours, theirs, quote, person_id, answer_key,
        odds,
        row_number() over (
            partition by account_id, thread_id, side, answer_key order by message_key
        ) as place
    from asked
),
ticked as (
    select
        first_asked.account_id, first_asked.message_id, first_asked.side as asked_by,
        first_asked.sent_on, first_asked.ours, first_asked.theirs, first_asked.quote,
        first_asked.odds / (1.0 + first_asked.odds) as chance,
        answer.message_id as answer_id, answer.sent_on as answered_on,
        cast(
            date_diff('second', cast(date '1970-01-05' as timestamp), first_asked.sent_at)
            + 60 * coalesce(answer.utc_offset_minutes, person_clock.utc_offset_minutes, 0) as double
        ) as asked_clock,
        cast(
            case
                when answer.message_key is null
                    then 86400 * (date_diff('day', date '1970-01-05', $as_of) + 1)
                else
                    date_diff('second', cast(date '1970-01-05' as timestamp), answer.sent_at)
                    + 60 * coalesce(answer.utc_offset_minutes, person_clock.utc_offset_minutes, 0)
            end as double
        ) as ended_clock
    from first_asked
    left join human_message as answer on answer.message_key = first_asked.answer_key
    left join person_clock
        on person_clock.account_id = first_asked.account_id
        and person_clock.person_id = coalesce(answer.sender, first_asked.person_id)
    where first_asked.place = 1
),
dated as (
    select
        account_id, message_id, asked_by, sent_on, ours, theirs, quote, chance, answer_id,
        answered_on, asked_clock, ended_clock,
        floor(asked_clock / 86400.0) as asked_day,
        floor(asked_clock / 604800.0) as asked_week,
        floor(ended_clock / 86400.0) as ended_day,
        floor(ended_clock / 604800.0) as ended_week
    from ticked
)
select
    account_id, message_id, asked_by, sent_on, ours, theirs, quote, chance, answer_id, answered_on,
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
