/*
code           = "M22"
family         = "money"
unit           = "share"
grain          = "entry of hours"
reduce         = "share"
reads          = ["time_entry"]
definition     = """Hours of service not billed over all hours of service: delivery, support, rework, account
management, and hours of no named activity. What is not marked as billable is unbilled."""
exposure       = "hours of service"
source         = "effort"
limits         = "Hours that an agreement includes are unbilled too: their excess is the judge's arithmetic."
prior_mean     = 0.1
prior_strength = 8
*/
select
    account_id,
    'effort' as source,
    entry_id as ref,
    worked_on as on_day,
    case when is_billable then 0.0 else 1.0 end as value,
    hours as weight,
    person as ours,
    cast(null as varchar) as theirs,
    cast(null as varchar) as quote
from time_entry
where hours > 0.0
    and (
        activity is null
        or activity in ('delivery', 'support', 'rework', 'account_management')
    )
