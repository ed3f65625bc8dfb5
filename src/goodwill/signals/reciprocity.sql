/*
code           = "M17"
family         = "initiation"
unit           = "ratio"
grain          = "thread begun, or message that gives something"
reduce         = "balance"
reads          = ["thread_start", "strongest_act"]
definition     = """The smaller over the larger of what the two sides bring: threads begun, and messages that
give information, an idea, an introduction, a referral or a warning, each by its probability.
1 is even, 0 is one-sided. Rows of ours weigh positive, rows of theirs negative."""
exposure       = "threads begun and messages that give"
source         = "mail"
limits         = "A thread begun before the archive starts is counted for whoever spoke first in it."
prior_mean     = 0.5
prior_strength = 8
*/
with giving as (
    select
        account_id, message_id, sent_on, side, probability, ours, theirs, quote,
        row_number() over (
            partition by message_key order by probability desc, act, quote
        ) as place
    from strongest_act
    where act in ('information', 'idea', 'introduction', 'referral', 'warning')
)
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    1.0 as value, case when side = 'ours' then 1.0 else -1.0 end as weight,
    ours, theirs, cast(null as varchar) as quote
from thread_start
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    1.0 as value, case when side = 'ours' then probability else -probability end as weight,
    ours, theirs, quote
from giving
where place = 1
