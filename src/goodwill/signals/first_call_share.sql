/*
code           = "M09"
family         = "initiation"
unit           = "share"
grain          = "need"
reduce         = "share"
reads          = ["needs"]
definition     = """Needs that the client brought to us first, with no competitor named and no bid list, over all
needs whose beginning is known. A deal counts by its origin and its competitors, a request
seen in mail only by the probability that its thread names no rival and no tender; a call for bids
counts where it is beyond doubt, as whoever comes to us first asks for a price, too."""
exposure       = "needs"
source         = "deals, mail"
limits         = "A competitor the client kept to itself is not seen."
prior_mean     = 0.3
prior_strength = 2
*/
select
    account_id,
    source,
    ref,
    need_on as on_day,
    case
        when source = 'message' and tender >= 0.8 then 1.0 - greatest(tender, rival)
        when source = 'message' then 1.0 - rival
        when competitor_count > 0 then 0.0
        when origin in ('first_call', 'invited', 'sole_source', 'referral') then 1.0
        else 0.0
    end as value,
    1.0 as weight,
    ours,
    theirs,
    quote
from needs
where origin is not null or source = 'message' or competitor_count > 0
