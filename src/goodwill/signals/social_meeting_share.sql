/*
code           = "M02"
family         = "content"
unit           = "share"
grain          = "meeting"
reduce         = "share"
reads          = ["meeting", "meeting_person", "strongest_act"]
definition     = """Hours in meetings that are social, have no agenda, and have no business between the same
people within three days, over all hours in meetings with the client."""
exposure       = "hours in meetings with both sides"
source         = "calendar, mail"
limits         = """What a meeting without agenda was about is not seen. A request or a promise near it is not
business by itself: friends ask for lifts and promise photographs."""
prior_mean     = 0.15
prior_strength = 8
*/
with both_sides as (
    select
        meeting.account_id, meeting.meeting_id, meeting.held_on, meeting.hours,
        meeting.title, meeting.is_social, meeting.has_agenda,
        min(case when meeting_person.side = 'ours' then meeting_person.person_id end) as ours,
        min(case when meeting_person.side = 'theirs' then meeting_person.person_id end) as theirs
    from meeting
    join meeting_person
        on meeting_person.account_id = meeting.account_id
        and meeting_person.meeting_id = meeting.meeting_id
    group by
        meeting.account_id, meeting.meeting_id, meeting.held_on, meeting.hours,
        meeting.title, meeting.is_social, meeting.has_agenda
),
talk as (
    select distinct message_key from strongest_act
    where act in ('personal', 'social_invitation') and probability >= 0.5
),
about_business as (
    select distinct both_sides.account_id, both_sides.meeting_id
    from both_sides
    join strongest_act
        on strongest_act.account_id = both_sides.account_id
        and abs(date_diff('day', both_sides.held_on, strongest_act.sent_on)) <= 3
        and strongest_act.act in (
            'problem', 'decision', 'delivery', 'strategy', 'idea', 'money_talk', 'price_pressure',
            'tender', 'review'
        )
        and strongest_act.probability >= 0.5
    join meeting_person as us
        on us.account_id = both_sides.account_id and us.meeting_id = both_sides.meeting_id
        and us.person_id = strongest_act.ours
    join meeting_person as them
        on them.account_id = both_sides.account_id and them.meeting_id = both_sides.meeting_id
        and them.person_id = strongest_act.theirs
    left join talk on talk.message_key = strongest_act.message_key
    where both_sides.is_social and not both_sides.has_agenda and talk.message_key is null
)
select
    both_sides.account_id,
    'meeting' as source,
    both_sides.meeting_id as ref,
    both_sides.held_on as on_day,
    case
        when both_sides.is_social and not both_sides.has_agenda
            and about_business.meeting_id is null then 1.0
        else 0.0
    end as value,
    both_sides.hours as weight,
    both_sides.ours,
    both_sides.theirs,
    both_sides.title as quote
from both_sides
left join about_business
    on about_business.account_id = both_sides.account_id
    and about_business.meeting_id = both_sides.meeting_id
where both_sides.ours is not null and both_sides.theirs is not null and both_sides.hours > 0.0
