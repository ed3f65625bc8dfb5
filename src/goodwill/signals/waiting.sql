/*
ids            = ["waiting_for_us", "waiting_for_them"]
code           = "M20"
family         = "initiation"
unit           = "working days"
grain          = "question or request to one or two of {ours} that is open"
reduce         = "weighted_mean"
reads          = ["expected_replies"]
definition     = """Working days of ten hours that {theirs} have waited so far for answers of {ours}, over questions
and requests of the last sixty days that have none yet, each by the chance that mail of its kind is
answered. They are days of who waits, on their own clock."""
exposure       = "open questions and requests to {us}"
source         = "mail"
limits         = "Answers by telephone, in a meeting or in a new thread are not seen."
prior_mean     = 2.0
prior_strength = 2
prior_sd       = 5.0
*/
select
    account_id,
    'message' as source,
    message_id as ref,
    sent_on as on_day,
    hours / 10.0 as value,
    chance as weight,
    ours,
    theirs,
    quote
from expected_replies
where asked_by = '{theirs}'
    and answer_id is null
    and date_diff('day', sent_on, $as_of) <= 60
