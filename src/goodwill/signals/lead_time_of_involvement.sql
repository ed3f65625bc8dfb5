/*
code           = "M07"
family         = "initiation"
unit           = "days"
grain          = "deal"
reduce         = "weighted_mean"
reads          = ["deal_first_sign"]
definition     = """Days from the first sign of a need in our mail to the day its deal was opened. Where mail was
seen before the deal without a sign of it, and they came to us with it, zero: we reacted."""
exposure       = "deals whose beginning mail could show"
source         = "deals, mail"
limits         = "A need first heard of on the telephone or in a meeting looks later than it was."
prior_mean     = 10.0
prior_strength = 2
prior_sd       = 30.0
*/
select
    account_id,
    'deal' as source,
    deal_id as ref,
    opened_on as on_day,
    cast(coalesce(date_diff('day', first_sign_on, opened_on), 0) as double) as value,
    1.0 as weight,
    owner as ours,
    contact as theirs,
    cast(null as varchar) as quote
from deal_first_sign
where (origin is null or origin <> 'renewal')
    and (
        first_sign_on is not null
        or (has_mail_before and origin in ('rfp', 'quote_request', 'first_call'))
    )
