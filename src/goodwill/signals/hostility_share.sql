/*
ids            = ["hostility_share_by_us", "hostility_share_by_them"]
code           = "M18"
family         = "conduct"
unit           = "share"
grain          = "human message of {ours}"
reduce         = "share"
reads          = ["talk"]
definition     = """Messages of {ours} with an insult, contempt or a threat, over all human messages of {ours}."""
exposure       = "human messages of {ours}"
source         = "mail"
limits         = "Bluntness about a matter is no hostility; what was quoted from somebody else is not read."
prior_mean     = 0.002
prior_strength = 8
*/
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    probability as value, 1.0 as weight, ours, theirs, quote
from talk
where matter = 'hostility' and side = '{ours}'
