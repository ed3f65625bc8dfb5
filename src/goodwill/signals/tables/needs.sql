/*
grain = "One row per need: a deal other than a renewal, or a request for new work without a deal."
reads = ["opportunity", "strongest_act", "thread_start", "human_message", "remark"]
note  = """A request for new work opens a thread of theirs with a mail that does not complain, beyond
doubt, of something. It asks for work in so many words (the remark `new_work`); or it is a request,
likelier than not, that also calls for bids, that we send on to somebody better within 30 days, or
that beyond doubt speaks of an idea or of their plans. To be put in copy, to have
a bill put right or a paper sent again is no need, whatever it says of money. It is a need of its
own when no deal was opened within 30 days of it, and the same person asked for none in the 30 days
before. `tender` and `rival` are the likeliest such acts of theirs: in the 30 days around a deal,
and in the 30 days of a request's own thread. `ended_on` is the day the deal closed, null while it
is open; a request ends on its own day."""
*/
with theirs_said as (
    select
        account_id, thread_id, sent_on,
        case when act = 'tender' then probability else 0.0 end as tender,
        case when act = 'rival' then probability else 0.0 end as rival
    from strongest_act
    where side = 'theirs' and act in ('tender', 'rival')
),
around_deal as (
    select
        opportunity.account_id, opportunity.deal_id,
        max(theirs_said.tender) as tender, max(theirs_said.rival) as rival
    from opportunity
    join theirs_said
        on theirs_said.account_id = opportunity.account_id
        and abs(date_diff('day', opportunity.opened_on, theirs_said.sent_on)) <= 30
    group by opportunity.account_id, opportunity.deal_id
),
new_work as (
    select human_message.message_key, max(remark.quote) as quote
    from remark
    join human_message
        on human_message.account_id = remark.account_id
        and human_message.message_id = remark.message_id
        and human_message.sent_at = remark.sent_at
        and human_message.sender = remark.sender
    where remark.remark = 'new_work'
    group by human_message.message_key
),
opened as (
    select
        thread_start.account_id, thread_start.thread_id, thread_start.message_key,
        thread_start.message_id, thread_start.sent_on, thread_start.ours, thread_start.theirs,
        new_work.quote as work_quote,
        max(
            case when said.act = 'request' and said.probability >= 0.5
                then said.quote end
        ) as request_quote,
        max(case when said.act in ('idea', 'strategy') then said.probability else 0.0 end) as plans,
        max(case when said.act = 'tender' then said.probability else 0.0 end) as tender,
        max(case when said.act = 'complaint' then said.probability else 0.0 end) as complaint
    from thread_start
    left join new_work on new_work.message_key = thread_start.message_key
    left join strongest_act as said on said.message_key = thread_start.message_key
    where thread_start.side = 'theirs'
    group by
        thread_start.account_id, thread_start.thread_id, thread_start.message_key,
        thread_start.message_id, thread_start.sent_on, thread_start.ours, thread_start.theirs,
        new_work.quote
),
in_thread as (
    select
        opened.message_key,
        max(case when said.act = 'tender' and said.side = 'theirs' then said.probability else 0.0 end)
            as tender,
        max(case when said.act = 'rival' and said.side = 'theirs' then said.probability else 0.0 end)
            as rival,
        max(
            case when said.act in ('introduction', 'referral') and said.side = 'ours'
                then said.probability else 0.0 end
        ) as sent_on_to
    from opened
    join strongest_act as said
        on said.account_id = opened.account_id
        and said.thread_id = opened.thread_id
        and date_diff('day', opened.sent_on, said.sent_on) between 0 and 30
    where said.act in ('tender', 'rival', 'introduction', 'referral')
    group by opened.message_key
),
asked as (
    select
        opened.account_id, opened.message_key, opened.message_id, opened.sent_on,
        opened.ours, opened.theirs, coalesce(opened.work_quote, opened.request_quote) as quote,
        coalesce(in_thread.tender, 0.0) as tender, coalesce(in_thread.rival, 0.0) as rival
    from opened
    left join in_thread on in_thread.message_key = opened.message_key
    where opened.complaint < 0.8
        and (
            opened.work_quote is not null
            or (
                opened.request_quote is not null
                and (
                    opened.tender >= 0.5
                    or opened.plans >= 0.8
                    or coalesce(in_thread.sent_on_to, 0.0) >= 0.5
                )
            )
        )
),
unmet as (
    select
        asked.account_id, asked.message_id, asked.message_key, asked.sent_on,
        asked.ours, asked.theirs, asked.quote, asked.tender, asked.rival,
        lag(asked.sent_on) over (
            partition by asked.account_id, asked.theirs order by asked.message_key
        ) as asked_before_on
    from asked
    where not exists (
        select 1 from opportunity
        where opportunity.account_id = asked.account_id
            and abs(date_diff('day', opportunity.opened_on, asked.sent_on)) <= 30
    )
)
select
    opportunity.account_id, 'deal' as source, opportunity.deal_id as ref,
    opportunity.opened_on as need_on, opportunity.closed_on as ended_on,
    opportunity.owner as ours, opportunity.contact as theirs, cast(null as varchar) as quote,
    opportunity.origin, opportunity.competitor_count,
    coalesce(around_deal.tender, 0.0) as tender, coalesce(around_deal.rival, 0.0) as rival
from opportunity
left join around_deal
    on around_deal.account_id = opportunity.account_id
    and around_deal.deal_id = opportunity.deal_id
where opportunity.origin is null or opportunity.origin <> 'renewal'
union all
select
    account_id, 'message' as source, message_id as ref,
    sent_on as need_on, sent_on as ended_on,
    ours, theirs, quote,
    cast(null as varchar) as origin, 0 as competitor_count, tender, rival
from unmet
where asked_before_on is null or date_diff('day', asked_before_on, sent_on) > 30
