/*
grain = "One row per meeting, message and business act between two who met, three days before to three days after."
reads = ["both_sides_met", "meeting_person", "strongest_act"]
note  = """Acts likelier than not: requests, decisions, deliveries, problems, promises, plans, ideas,
money, tenders, reviews. `days` runs from the meeting to the message, negative before it. A
message that also talks of things outside business, or invites, is left out: friends who meet
write about that as well."""
*/
with talk as (
    select distinct message_key from strongest_act
    where act in ('personal', 'social_invitation') and probability >= 0.5
)
select
    both_sides_met.account_id, both_sides_met.meeting_id, both_sides_met.held_on,
    date_diff('day', both_sides_met.held_on, strongest_act.sent_on) as days,
    strongest_act.message_id, strongest_act.sent_on, strongest_act.side, strongest_act.act,
    strongest_act.probability, strongest_act.quote, strongest_act.ours, strongest_act.theirs
from both_sides_met
join strongest_act
    on strongest_act.account_id = both_sides_met.account_id
    and date_diff('day', both_sides_met.held_on, strongest_act.sent_on) between -3 and 3
    and strongest_act.act in (
        'request', 'commitment', 'problem', 'decision', 'delivery', 'strategy', 'idea',
        'money_talk', 'price_pressure', 'tender', 'review'
    )
    and strongest_act.probability >= 0.5
join meeting_person as us
    on us.account_id = both_sides_met.account_id and us.meeting_id = both_sides_met.meeting_id
    and us.person_id = strongest_act.ours
join meeting_person as them
    on them.account_id = both_sides_met.account_id and them.meeting_id = both_sides_met.meeting_id
    and them.person_id = strongest_act.theirs
left join talk on talk.message_key = strongest_act.message_key
where talk.message_key is null
