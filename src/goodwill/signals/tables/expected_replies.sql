/*
grain = "One row per message that asks one or two people of the other side something: the chance of an answer, and what came of it."
reads = ["reply_signs", "reply_odds"]
note  = """A question or a request, one likelier than not. Asking again before an answer is the same
question. `chance` is that of an answer within ten working days; it is what such a message weighs,
so that mail of a kind that nobody answers says nothing by having none."""
*/
with asked as (
    select
        account_id, message_id, asked_by, sent_on, ours, theirs, quote, question, request, is_first,
        earlier, silent, answer_id, answered_on, hours,
        row_number() over (
            partition by account_id, thread_id, asked_by, answer_key order by message_key
        ) as place
    from reply_signs
    where question + request > 0.0
)
select
    asked.account_id, asked.message_id, asked.asked_by, asked.sent_on, asked.ours, asked.theirs,
    asked.quote, asked.answer_id, asked.answered_on, asked.hours,
    1.0 / (1.0 + exp(-(
        reply_odds.base
        + reply_odds.question * asked.question
        + reply_odds.request * asked.request
        + reply_odds.is_first * asked.is_first
        + reply_odds.earlier * asked.earlier
        + reply_odds.silent * asked.silent
    ))) as chance
from asked
cross join reply_odds
where asked.place = 1
