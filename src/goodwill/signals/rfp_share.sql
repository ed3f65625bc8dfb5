/*
code           = "M06"
family         = "initiation"
unit           = "share"
grain          = "need"
reduce         = "share"
reads          = ["needs"]
definition     = """Needs that came as a tender or a request for a quotation, over all needs whose beginning is
known. A deal counts by its origin; a request for a quotation with no other bidder in sight
counts half, as that is also how a steady client orders. A deal without an origin, and a
request seen in mail only, count by the probability of a call for bids in their mail."""
exposure       = "needs"
source         = "deals, mail"
limits         = "A deal without origin and without a call for bids in mail is left out, not counted as free."
prior_mean     = 0.35
prior_strength = 2
*/
select
    account_id,
    source,
    ref,
    need_on as on_day,
    case
        when origin = 'rfp' then 1.0
        when origin = 'quote_request' and (competitor_count > 0 or tender >= 0.5 or rival >= 0.5)
            then 1.0
        when origin = 'quote_request' then 0.5
        when origin is not null then 0.0
        else tender
    end as value,
    1.0 as weight,
    ours,
    theirs,
    quote
from needs
where origin is not null or source = 'message' or tender > 0.0
