/*
code           = "M25"
family         = "value"
unit           = "messages a month"
grain          = "human message of theirs; month of contact"
reduce         = "monthly_rate"
reads          = ["contact_month", "talk"]
definition     = """Messages a month in which one of theirs spends own standing on us: recommends or defends us,
introduces us, stakes their name. A month with several such messages counts each, by how
much likelier than not it does so: of something so rare, even odds say nothing."""
exposure       = "calendar months with human mail"
source         = "mail"
limits         = "What is said for us behind closed doors is not seen. An introduction counts as much as a defence."
prior_mean     = 0.05
prior_strength = 2
*/
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    2.0 * probability - 1.0 as value, 0.0 as weight, ours, theirs, quote
from talk
where matter = 'sponsorship' and side = 'theirs' and probability > 0.5
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
