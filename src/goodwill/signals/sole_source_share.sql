/*
code           = "M08"
family         = "price"
unit           = "share"
grain          = "award"
reduce         = "share"
reads          = ["opportunity", "agreement"]
definition     = """Deals won without a contest, over deals won, renewals left out: those whose origin is
sole_source or invited, and those first called or proposed to with no competitor named. What
was won while an agreement held that their parent imposed is left out: nobody chose."""
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
    and not exists (
        select 1 from agreement
        where agreement.account_id = opportunity.account_id
            and agreement.imposed_by_parent
            and agreement.signed_on <= coalesce(opportunity.closed_on, opportunity.opened_on)
            and (
                agreement.ends_on is null
                or agreement.ends_on >= coalesce(opportunity.closed_on, opportunity.opened_on)
            )
    )
