/*
code           = "M20"
family         = "initiation"
unit           = "log ratio"
grain          = "answer"
reduce         = "contrast"
reads          = ["replies"]
definition     = """Logarithm of our median reply time in working hours over theirs, on messages that ask something and went
to two people at most: 0.7 means that we take twice as long, -0.7 that they do. Rows of ours
weigh positive, rows of theirs negative."""
exposure       = "answers to questions and requests, both sides"
source         = "mail"
limits         = "Answers by telephone are not seen; unanswered messages are counted in unanswered_by_us and unanswered_by_them."
prior_mean     = 0.0
prior_strength = 8
prior_sd       = 1.5
*/
select
    account_id,
    'message' as source,
    answer_id as ref,
    answered_on as on_day,
    ln(greatest(hours, 0.1)) as value,
    case when answered_by = 'ours' then asks else -asks end as weight,
    ours,
    theirs,
    cast(null as varchar) as quote
from replies
where to_count <= 2 and asks > 0.0
