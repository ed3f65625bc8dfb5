/*
code           = "M02"
family         = "content"
unit           = "share"
grain          = "meeting"
reduce         = "share"
reads          = ["both_sides_met", "meeting_followups"]
definition     = """Hours in meetings that are social, have no agenda, and have no business between the same
people within three days, over all hours in meetings with the client. Business counts by how
much likelier than not it is: in chatter one sentence of many looks like it by chance."""
exposure       = "hours in meetings with both sides"
source         = "calendar, mail"
limits         = """What a meeting without agenda was about is not seen. A request or a promise near it is not
business by itself: friends ask for lifts and promise photographs."""
prior_mean     = 0.15
prior_strength = 8
*/
with about_business as (
    select account_id, meeting_id, max(2.0 * probability - 1.0) as clear
    from meeting_followups
    where act not in ('request', 'commitment')
    group by account_id, meeting_id
)
select
    both_sides_met.account_id,
    'meeting' as source,
    both_sides_met.meeting_id as ref,
    both_sides_met.held_on as on_day,
    case
        when both_sides_met.is_social and not both_sides_met.has_agenda
            then 1.0 - coalesce(about_business.clear, 0.0)
        else 0.0
    end as value,
    both_sides_met.hours as weight,
    both_sides_met.ours,
    both_sides_met.theirs,
    both_sides_met.title as quote
from both_sides_met
left join about_business
    on about_business.account_id = both_sides_met.account_id
    and about_business.meeting_id = both_sides_met.meeting_id
where both_sides_met.hours > 0.0
