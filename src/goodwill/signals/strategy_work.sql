/*
code           = "M24"
family         = "value"
unit           = "occasions a month"
grain          = "thread and day with talk of plans; working meeting about plans; month of contact"
reduce         = "monthly_rate"
reads          = ["contact_month", "meeting", "meeting_person", "strongest_act"]
definition     = """Occasions a month on which the two sides work on the client's plans, budget, roadmap or own
customers: a day on which a thread speaks of them, or a meeting whose title names them. A thread
counts by how much likelier than not it does: of something so rare, even odds say nothing."""
exposure       = "calendar months with human mail"
source         = "mail, calendar"
limits         = "Plans talked over on the telephone are not seen."
prior_mean     = 0.05
prior_strength = 2
*/
with said as (
    select
        account_id, message_id, sent_on, probability, ours, theirs, quote,
        row_number() over (
            partition by account_id, thread_id, sent_on order by probability desc, message_key, quote
        ) as place
    from strongest_act
    where act = 'strategy' and probability > 0.5
),
met as (
    select
        meeting.account_id, meeting.meeting_id, meeting.held_on,
        min(us.person_id) as ours, min(them.person_id) as theirs
    from meeting
    join meeting_person as us
        on us.account_id = meeting.account_id and us.meeting_id = meeting.meeting_id
        and us.side = 'ours'
    join meeting_person as them
        on them.account_id = meeting.account_id and them.meeting_id = meeting.meeting_id
        and them.side = 'theirs'
    where not meeting.is_social
        and (
            meeting.is_strategy
            or lower(meeting.title) like '%plan%'
            or lower(meeting.title) like '%strateg%'
            or lower(meeting.title) like '%roadmap%'
            or lower(meeting.title) like '%budget%'
            or lower(meeting.title) like '%next year%'
            or lower(meeting.title) like '%working group%'
        )
    group by meeting.account_id, meeting.meeting_id, meeting.held_on
)
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    2.0 * probability - 1.0 as value, 0.0 as weight, ours, theirs, quote
from said
where place = 1
union all
select
    account_id, 'meeting' as source, meeting_id as ref, held_on as on_day,
    1.0 as value, 0.0 as weight, ours, theirs, cast(null as varchar) as quote
from met
union all
select
    account_id, 'message' as source, message_id as ref, sent_on as on_day,
    0.0 as value, 1.0 as weight, ours, theirs, cast(null as varchar) as quote
from contact_month
