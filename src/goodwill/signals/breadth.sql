/*
code           = "M21"
family         = "breadth"
unit           = "people"
grain          = "exchange with one of theirs"
reduce         = "effective_count"
reads          = ["replies", "meeting", "meeting_person", "person"]
definition     = """Effective number of their people: exp(-sum p ln p) over each one's share p of the exchanges.
An exchange is a message answered by the other side, or a meeting both were at; it counts
from the second with a person within 180 days on. Shared mailboxes are nobody."""
exposure       = "exchanges after the first"
source         = "mail, calendar"
limits         = "People met only on the telephone are not seen."
prior_mean     = 1.3
prior_strength = 4
prior_sd       = 1.0
*/
with exchange as (
    select account_id, 'message' as source, answer_id as ref, answered_on as on_day, ours, theirs
    from replies
    where theirs is not null
    union all
    select
        meeting.account_id, 'meeting' as source, meeting.meeting_id as ref,
        meeting.held_on as on_day, min(us.person_id) as ours, them.person_id as theirs
    from meeting
    join meeting_person as us
        on us.account_id = meeting.account_id and us.meeting_id = meeting.meeting_id
        and us.side = 'ours'
    join meeting_person as them
        on them.account_id = meeting.account_id and them.meeting_id = meeting.meeting_id
        and them.side = 'theirs'
    group by meeting.account_id, meeting.meeting_id, meeting.held_on, them.person_id
),
after as (
    select
        account_id, source, ref, on_day, ours, theirs,
        lag(on_day) over (
            partition by account_id, theirs order by on_day, source, ref
        ) as before_on
    from exchange
)
select
    after.account_id,
    after.source,
    after.ref,
    after.on_day,
    1.0 as value,
    1.0 as weight,
    after.ours,
    after.theirs,
    cast(null as varchar) as quote
from after
left join person
    on person.person_id = after.theirs and person.account_id = after.account_id
where date_diff('day', after.before_on, after.on_day) <= 180
    and (person.is_shared is null or not person.is_shared)
