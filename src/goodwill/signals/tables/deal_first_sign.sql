/*
grain = "One row per deal: the day of the first sign of it, and whether mail could have shown one."
reads = ["opportunity", "strongest_act", "thread_start", "message_person", "human_message"]
note  = """A sign is a thread both sides spoke in, begun at most 365 days before the deal was
opened and after the account's deal before it, that holds their or our talk of plans or an
idea (likelier than not) and has the deal's contact on it, where the deal names one.
A fault reported in passing is no sign: everyday faults precede every order."""
*/
with deal as (
    select
        account_id, deal_id, opened_on, origin, contact, owner,
        lag(opened_on) over (partition by account_id order by opened_on, deal_id)
            as deal_before_on
    from opportunity
),
about_plans as (
    select distinct thread_start.account_id, thread_start.thread_id, thread_start.sent_on
    from thread_start
    join strongest_act
        on strongest_act.account_id = thread_start.account_id
        and strongest_act.thread_id = thread_start.thread_id
    where thread_start.is_two_way
        and strongest_act.act in ('strategy', 'idea')
        and strongest_act.probability >= 0.5
),
on_thread as (
    select distinct human_message.account_id, human_message.thread_id, message_person.person_id
    from human_message
    join message_person
        on message_person.account_id = human_message.account_id
        and message_person.message_id = human_message.message_id
),
sign as (
    select deal.account_id, deal.deal_id, min(about_plans.sent_on) as first_sign_on
    from deal
    join about_plans
        on about_plans.account_id = deal.account_id
        and about_plans.sent_on <= deal.opened_on
        and date_diff('day', about_plans.sent_on, deal.opened_on) <= 365
        and (deal.deal_before_on is null or about_plans.sent_on > deal.deal_before_on)
    left join on_thread
        on on_thread.account_id = about_plans.account_id
        and on_thread.thread_id = about_plans.thread_id
        and on_thread.person_id = deal.contact
    where deal.contact is null or on_thread.person_id is not null
    group by deal.account_id, deal.deal_id
),
seen as (
    select distinct deal.account_id, deal.deal_id
    from deal
    join human_message
        on human_message.account_id = deal.account_id
        and human_message.sent_on <= deal.opened_on
        and date_diff('day', human_message.sent_on, deal.opened_on) <= 365
)
select
    deal.account_id, deal.deal_id, deal.opened_on, deal.origin, deal.owner, deal.contact,
    sign.first_sign_on,
    seen.deal_id is not null as has_mail_before
from deal
left join sign on sign.account_id = deal.account_id and sign.deal_id = deal.deal_id
left join seen on seen.account_id = deal.account_id and seen.deal_id = deal.deal_id
