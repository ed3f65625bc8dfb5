/*
grain = "One row per meeting and account with both sides in it."
reads = ["meeting", "meeting_person"]
note  = """The pair is the first of ours and the first of theirs by id."""
*/
select
    meeting.account_id, meeting.meeting_id, meeting.held_on, meeting.hours, meeting.title,
    meeting.is_social, meeting.has_agenda, meeting.is_review, meeting.is_strategy,
    min(case when meeting_person.side = 'ours' then meeting_person.person_id end) as ours,
    min(case when meeting_person.side = 'theirs' then meeting_person.person_id end) as theirs
from meeting
join meeting_person
    on meeting_person.account_id = meeting.account_id
    and meeting_person.meeting_id = meeting.meeting_id
group by
    meeting.account_id, meeting.meeting_id, meeting.held_on, meeting.hours, meeting.title,
    meeting.is_social, meeting.has_agenda, meeting.is_review, meeting.is_strategy
having count(distinct meeting_person.side) = 2
