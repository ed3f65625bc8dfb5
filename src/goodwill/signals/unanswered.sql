/*
ids            = ["unanswered_by_us", "unanswered_by_them"]
code           = "M20"
family         = "initiation"
unit           = "share"
grain          = "question or request to one or two of {ours}"
reduce         = "share"
reads          = ["expected_replies"]
definition     = """Questions and requests of {theirs} that nobody of {ours} had answered ten working days later, over
all that were answered or are so old; each counts by the chance that mail of its kind is
answered, so that what seldom gets an answer says little by having none."""
exposure       = "answers expected of {us}"
source         = "mail"
limits         = "Answers by telephone, in a meeting or in a new thread are not seen."
prior_mean     = 0.4
prior_strength = 4
*/
select
    account_id,
    'message' as source,
    message_id as ref,
    sent_on as on_day,
    case when hours > 100.0 then 1.0 else 0.0 end as value,
    chance as weight,
    ours,
    theirs,
    quote
from expected_replies
where asked_by = '{theirs}' and (answer_id is not null or hours > 100.0)
