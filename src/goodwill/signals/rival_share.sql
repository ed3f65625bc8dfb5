/*
code           = "M27"
family         = "price"
unit           = "share"
grain          = "human message of theirs"
reduce         = "share"
reads          = ["talk"]
definition     = """Messages of theirs that name a rival, other quotes or a market test, over all human messages
of theirs. A message counts by how much likelier than not it does: of something so rare, even
odds say nothing."""
exposure       = "human messages of theirs"
source         = "mail"
limits         = "Rivals spoken of on the telephone are not seen."
prior_mean     = 0.02
prior_strength = 8
*/
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    greatest(2.0 * probability - 1.0, 0.0) as value, 1.0 as weight, ours, theirs, quote
from talk
where matter = 'rival' and side = 'theirs'
