/*
code           = "M05"
family         = "content"
unit           = "share"
grain          = "meeting"
reduce         = "share"
reads          = ["both_sides_met", "meeting_followups"]
definition     = """Meetings after which, on the day or within three days, two of those who met wrote to each other
about business: a request, promise, decision, delivery, problem, plan or price."""
exposure       = "meetings with both sides"
source         = "calendar, mail"
limits         = "What follows by telephone, or between others, is not seen."
prior_mean     = 0.4
prior_strength = 8
*/
with followed as (
    select distinct account_id, meeting_id
    from meeting_followups
    where days >= 0
)
select
    both_sides_met.account_id,
    'meeting' as source,
    both_sides_met.meeting_id as ref,
    both_sides_met.held_on as on_day,
    case when followed.meeting_id is null then 0.0 else 1.0 end as value,
    1.0 as weight,
    both_sides_met.ours,
    both_sides_met.theirs,
    both_sides_met.title as quote
from both_sides_met
left join followed
    on followed.account_id = both_sides_met.account_id
    and followed.meeting_id = both_sides_met.meeting_id
where date_diff('day', both_sides_met.held_on, $as_of) >= 3 or followed.meeting_id is not null
