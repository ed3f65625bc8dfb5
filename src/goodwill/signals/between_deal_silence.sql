/*
code           = "K11"
family         = "initiation"
unit           = "days"
grain          = "time between two needs"
reduce         = "weighted_mean"
reads          = ["needs", "contact_day"]
definition     = """The longest run of days without a human message or a meeting between the end of one need and
the beginning of the next, averaged over such times."""
exposure       = "times between two needs"
source         = "deals, mail, calendar"
limits         = "Needs that overlap have no time between them; the silence since the last need is not in it."
prior_mean     = 30.0
prior_strength = 2
prior_sd       = 40.0
*/
with next_need as (
    select
        account_id, source, ref, need_on, ours, theirs,
        max(ended_on) over (
            partition by account_id order by need_on, source, ref
            rows between unbounded preceding and 1 preceding
        ) as ended_on,
        max(case when ended_on is null then 1 else 0 end) over (
            partition by account_id order by need_on, source, ref
            rows between unbounded preceding and 1 preceding
        ) as one_is_open
    from needs
),
gap as (
    select
        account_id, on_day as until_on,
        lag(on_day) over (partition by account_id order by on_day) as since_on
    from contact_day
),
mail_seen as (
    select account_id, min(on_day) as first_on, max(on_day) as last_on
    from contact_day
    group by account_id
)
select
    next_need.account_id,
    next_need.source,
    next_need.ref,
    next_need.need_on as on_day,
    cast(
        max(
            coalesce(
                date_diff(
                    'day',
                    greatest(gap.since_on, next_need.ended_on),
                    least(gap.until_on, next_need.need_on)
                ),
                0
            )
        ) as double
    ) as value,
    1.0 as weight,
    next_need.ours,
    next_need.theirs,
    cast(null as varchar) as quote
from next_need
join mail_seen
    on mail_seen.account_id = next_need.account_id
    and mail_seen.first_on <= next_need.ended_on
    and mail_seen.last_on >= next_need.need_on
left join gap
    on gap.account_id = next_need.account_id
    and gap.since_on < next_need.need_on
    and gap.until_on > next_need.ended_on
where next_need.ended_on < next_need.need_on and next_need.one_is_open = 0
group by
    next_need.account_id, next_need.source, next_need.ref, next_need.need_on,
    next_need.ours, next_need.theirs
