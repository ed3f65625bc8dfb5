/*
code           = "O1"
family         = "money"
unit           = "share"
grain          = "entry of hours"
reduce         = "share"
reads          = ["time_entry"]
definition     = "Hours of rework over all hours of delivery and rework."
exposure       = "hours of delivery and rework"
source         = "effort"
limits         = "Rework that was booked as delivery is not seen."
prior_mean     = 0.1
prior_strength = 8
*/
select
    account_id,
    'effort' as source,
    entry_id as ref,
    worked_on as on_day,
    case when activity = 'rework' then 1.0 else 0.0 end as value,
    hours as weight,
    person as ours,
    cast(null as varchar) as theirs,
    cast(null as varchar) as quote
from time_entry
where hours > 0.0 and activity in ('delivery', 'rework')
