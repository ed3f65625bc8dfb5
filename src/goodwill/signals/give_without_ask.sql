/*
code           = "M23"
family         = "value"
unit           = "share"
grain          = "human message of ours"
reduce         = "share"
reads          = ["human_message", "strongest_act", "thread_start", "opportunity"]
definition     = """Messages of ours that give something useful while no deal is open and with no ask of ours in
the same thread within 30 days, over all human messages of ours. Useful are an idea, an
introduction, a referral or a warning, and information that opens a thread, unasked."""
exposure       = "human messages of ours"
source         = "mail, deals"
limits         = "Without deals in the book no deal is ever open; help given in person is not seen."
prior_mean     = 0.05
prior_strength = 8
*/
with useful as (
    select
        strongest_act.message_key, strongest_act.account_id, strongest_act.thread_id,
        strongest_act.sent_on, strongest_act.probability, strongest_act.quote,
        row_number() over (
            partition by strongest_act.message_key
            order by strongest_act.probability desc, strongest_act.act, strongest_act.quote
        ) as place
    from strongest_act
    left join thread_start on thread_start.message_key = strongest_act.message_key
    where strongest_act.side = 'ours'
        and (
            strongest_act.act in ('idea', 'introduction', 'referral', 'warning')
            or (strongest_act.act = 'information' and thread_start.message_key is not null)
        )
),
given as (
    select message_key, probability, quote
    from useful
    where place = 1
        and not exists (
            select 1 from opportunity
            where opportunity.account_id = useful.account_id
                and opportunity.opened_on <= useful.sent_on
                and (
                    opportunity.closed_on >= useful.sent_on
                    or (opportunity.closed_on is null and opportunity.status = 'open')
                )
        )
        and not exists (
            select 1 from strongest_act as ask
            where ask.account_id = useful.account_id
                and ask.thread_id = useful.thread_id
                and ask.side = 'ours'
                and ask.act in ('request', 'money_talk', 'discount')
                and ask.probability >= 0.5
                and abs(date_diff('day', useful.sent_on, ask.sent_on)) <= 30
        )
)
select
    human_message.account_id,
    'message' as source,
    human_message.message_id as ref,
    human_message.sent_on as on_day,
    coalesce(given.probability, 0.0) as value,
    1.0 as weight,
    human_message.ours,
    human_message.theirs,
    given.quote
from human_message
left join given on given.message_key = human_message.message_key
where human_message.side = 'ours'
