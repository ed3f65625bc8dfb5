/*
ids            = ["reply_hours_by_us", "reply_hours_by_them"]
code           = "M20"
family         = "initiation"
unit           = "log hours"
grain          = "answer of {ours}"
reduce         = "weighted_mean"
reads          = ["replies"]
definition     = """Natural logarithm of the working hours until an answer of {ours} to a message
that asks something and went to two people at most. Its mean is the median reply time of a
log-normal; under six minutes counts as six minutes. Hours are 8 to 18, Monday to Friday, on the
clock of who answers."""
exposure       = "answers of {ours} to questions and requests"
source         = "mail"
limits         = "Answers by telephone are not seen; unanswered messages are counted in unanswered_by_{us}."
prior_mean     = 2.0
prior_strength = 8
prior_sd       = 1.5
*/
select
    account_id,
    'message' as source,
    answer_id as ref,
    answered_on as on_day,
    ln(greatest(hours, 0.1)) as value,
    asks as weight,
    ours,
    theirs,
    cast(null as varchar) as quote
from replies
where answered_by = '{ours}' and to_count <= 2 and asks > 0.0
