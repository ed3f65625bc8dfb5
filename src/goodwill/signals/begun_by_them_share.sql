/*
code           = "M17"
family         = "initiation"
unit           = "share"
grain          = "thread"
reduce         = "share"
reads          = ["thread_start"]
definition     = """Threads that they began, over all threads between the two sides."""
exposure       = "threads begun"
source         = "mail"
limits         = "A thread begun before the archive starts is counted for whoever spoke first in it."
prior_mean     = 0.5
prior_strength = 8
*/
select
    account_id,
    'message' as source,
    message_id as ref,
    sent_on as on_day,
    case when side = 'theirs' then 1.0 else 0.0 end as value,
    1.0 as weight,
    ours,
    theirs,
    cast(null as varchar) as quote
from thread_start
where side in ('ours', 'theirs')
