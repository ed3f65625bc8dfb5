/*
code           = "M22"
family         = "money"
unit           = "share"
grain          = "calendar month with hours of service"
reduce         = "share"
reads          = ["time_entry", "agreement"]
definition     = """Unbilled hours of support, rework and account management beyond those that the agreement in
force on the 15th includes, over all hours of service of the month. An agreement that says
nothing of hours, and none at all, include none."""
exposure       = "hours of service"
source         = "effort, agreements"
limits         = "Work that the price covers and no agreement mentions looks like work beyond it."
prior_mean     = 0.1
prior_strength = 8
*/
with served as (
    select
        account_id, date_trunc('month', worked_on) as month_on,
        max(worked_on) as worked_on, max(entry_id) as entry_id, sum(hours) as hours,
        sum(
            case
                when not is_billable and activity in ('support', 'rework', 'account_management')
                    then hours
                else 0.0
            end
        ) as unbilled
    from time_entry
    where hours > 0.0
        and (
            activity is null
            or activity in ('delivery', 'support', 'rework', 'account_management')
        )
    group by account_id, date_trunc('month', worked_on)
),
candidate as (
    select
        served.account_id, served.month_on, agreement.included_support_hours_per_month as included,
        row_number() over (
            partition by served.account_id, served.month_on
            order by agreement.signed_on desc, agreement.agreement_id desc
        ) as place
    from served
    join agreement
        on agreement.account_id = served.account_id
        and date_diff('day', agreement.signed_on, served.month_on) >= -14
        and (
            agreement.ends_on is null
            or date_diff('day', served.month_on, agreement.ends_on) >= 14
        )
)
select
    served.account_id,
    'effort' as source,
    served.entry_id as ref,
    served.worked_on as on_day,
    greatest(served.unbilled - coalesce(candidate.included, 0.0), 0.0) / served.hours as value,
    served.hours as weight,
    cast(null as varchar) as ours,
    cast(null as varchar) as theirs,
    cast(null as varchar) as quote
from served
left join candidate
    on candidate.account_id = served.account_id
    and candidate.month_on = served.month_on
    and candidate.place = 1
