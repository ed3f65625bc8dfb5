/*
ids            = ["thanks_share_by_us", "thanks_share_by_them"]
code           = "H10"
family         = "conduct"
unit           = "share"
grain          = "human message of {ours}"
reduce         = "share"
reads          = ["talk"]
definition     = """Messages of {ours} that thank or praise, over all human messages of {ours}."""
exposure       = "human messages of {ours}"
source         = "mail"
limits         = "A formula of thanks in a signature is no thanks, and left out with the signature."
prior_mean     = 0.15
prior_strength = 8
*/
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    probability as value, 1.0 as weight, ours, theirs, quote
from talk
where matter = 'thanks' and side = '{ours}'
