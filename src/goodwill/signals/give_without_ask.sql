/*
code           = "M23"
family         = "value"
unit           = "messages a month"
grain          = "message of ours that gives something; month of contact"
reduce         = "monthly_rate"
reads          = ["contact_month", "strongest_act", "thread_start", "opportunity"]
definition     = """Messages a month in which we give something useful while no deal is open and with no ask of
ours in the same thread within 30 days. Useful are an idea, an introduction, a referral or a
warning, and information that opens a thread, unasked; not in a message that talks of things
outside business, where they are sociable. A message counts by how much likelier than not it
gives: even odds say nothing."""
exposure       = "calendar months with human mail"
source         = "mail, deals"
limits         = "Without deals in the book no deal is ever open; help given in person is not seen."
prior_mean     = 0.1
prior_strength = 2
*/
with outside as (
    select distinct message_key
    from strongest_act
    where act in ('personal', 'social_invitation') and probability >= 0.5
),
useful as (
    select
        strongest_act.account_id, strongest_act.message_id, strongest_act.thread_id,
        strongest_act.sent_on, strongest_act.ours, strongest_act.theirs, strongest_act.probability, strongest_act.quote,
        row_number() over (
            partition by strongest_act.message_key
            order by strongest_act.probability desc, strongest_act.act, strongest_act.quote
        ) as place
    from strongest_act
    left join thread_start on thread_start.message_key = strongest_act.message_key
    left join outside on outside.message_key = strongest_act.message_key
    where strongest_act.side = 'ours'
        and strongest_act.probability > 0.5
        and outside.message_key is null
        and (
            strongest_act.act in ('idea', 'introduction', 'referral', 'warning')
            or (strongest_act.act = 'information' and thread_start.message_key is not null)
        )
),
given as (
    select account_id, message_id, sent_on, ours, theirs, probability, quote
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
    given.account_id, 'message' as source, given.message_id as ref, given.sent_on as on_day,
    2.0 * given.probability - 1.0 as value, 0.0 as weight, given.ours, given.theirs, given.quote
from given
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
