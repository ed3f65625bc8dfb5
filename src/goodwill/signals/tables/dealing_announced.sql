/*
grain = "One row per human message of theirs that announces how they will deal with us, and way."
reads = ["human_message", "remark", "opportunity"]
note  = """Ways are the remarks on kinds: bids from now on, no more of them, no say in plans. Whoever comes
back within a year to what they said announces nothing: it is no news. `borne_out` is how far the
deals opened afterwards do what was announced, of bids or of none: (1 + those that do) / (1 + those
that do + those that do not), so 1 before any is opened. A deal is put to bid by a tender or with
rivals named, and not where it was theirs to give to us alone; others say neither, nor do renewals."""
*/
with said as (
    select
        human_message.message_key, human_message.account_id, human_message.message_id,
        human_message.sent_on, human_message.ours, human_message.theirs,
        remark.remark, min(remark.quote) as quote
    from remark
    join human_message
        on human_message.account_id = remark.account_id
        and human_message.message_id = remark.message_id
        and human_message.sent_at = remark.sent_at
        and human_message.sender = remark.sender
    where
        remark.remark in ('bids_from_now', 'bids_no_more', 'kept_out')
        and human_message.side = 'theirs'
    group by
        human_message.message_key, human_message.account_id, human_message.message_id,
        human_message.sent_on, human_message.ours, human_message.theirs, remark.remark
),
after_another as (
    select
        message_key, account_id, message_id, sent_on, ours, theirs, remark, quote,
        lag(sent_on) over (
            partition by account_id, remark order by sent_on, message_key
        ) as said_before_on
    from said
),
announced as (
    select message_key, account_id, message_id, sent_on, ours, theirs, remark, quote
    from after_another
    where said_before_on is null or date_diff('day', said_before_on, sent_on) > 365
),
deal as (
    select account_id, opened_on, 'bids_from_now' as does
    from opportunity
    where
        coalesce(origin, '') <> 'renewal'
        and coalesce(origin, '') <> 'sole_source'
        and (competitor_count > 0 or origin = 'rfp')
    union all
    select account_id, opened_on, 'bids_no_more' as does
    from opportunity
    where
        origin = 'sole_source'
        or (
            coalesce(competitor_count, 0) = 0
            and origin in ('invited', 'first_call', 'proactive', 'referral')
        )
),
followed as (
    select
        announced.message_key, announced.remark,
        count(case when deal.does = announced.remark then 1 end) as as_said,
        count(1) as told
    from announced
    join deal
        on deal.account_id = announced.account_id
        and deal.opened_on > announced.sent_on
    where announced.remark in ('bids_from_now', 'bids_no_more')
    group by announced.message_key, announced.remark
)
select
    announced.account_id, announced.message_id, announced.sent_on, announced.ours,
    announced.theirs, announced.remark, announced.quote,
    cast(1 + coalesce(followed.as_said, 0) as double)
    / (1 + coalesce(followed.told, 0)) as borne_out
from announced
left join followed
    on followed.message_key = announced.message_key and followed.remark = announced.remark
