/*
code           = "M08"
family         = "price_competition"
unit           = "share of deals closed"
grain          = "deal"
reduce         = "share"
reads          = ["opportunity"]
definition     = """Deals that were lost or that we did not bid for, over all deals closed; renewals apart."""
exposure       = "deals closed"
source         = "deals"
limits         = "A deal that was never written down is not seen, and most such deals were lost."
prior_mean     = 0.35
prior_strength = 2
*/
select
    account_id, 'deal' as source, deal_id as ref, closed_on as on_day,
    case when status = 'won' then 0.0 else 1.0 end as value,
    1.0 as weight, owner as ours, contact as theirs, loss_reason as quote
from opportunity
where status in ('won', 'lost', 'no_bid')
    and closed_on is not null
    and (origin is null or origin <> 'renewal')
