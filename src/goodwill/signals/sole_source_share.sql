/*
code           = "M08"
family         = "price"
unit           = "share"
grain          = "award"
reduce         = "share"
reads          = ["opportunity"]
definition     = """Deals won without a contest, over deals won, renewals left out: those whose origin is
sole_source or invited, and those first called or proposed to with no competitor named."""
exposure       = "deals won"
source         = "deals"
limits         = "A deal without origin and without competitors is left out: nobody wrote down how it came."
prior_mean     = 0.2
prior_strength = 2
*/
select
    account_id,
    'deal' as source,
    deal_id as ref,
    coalesce(closed_on, opened_on) as on_day,
    case
        when origin = 'sole_source' then 1.0
        when competitor_count > 0 then 0.0
        when origin in ('invited', 'first_call', 'proactive', 'referral') then 1.0
        else 0.0
    end as value,
    1.0 as weight,
    owner as ours,
    contact as theirs,
    cast(null as varchar) as quote
from opportunity
where status = 'won'
    and (origin is null or origin <> 'renewal')
    and (origin is not null or competitor_count > 0)
