/*
grain = "One row per account and person of ours who appears with it."
reads = ["account", "person", "message_person", "meeting_person", "opportunity", "time_entry", "expense"]
note  = """On its mail, in its meetings, as owner of it or of a deal, or with hours or expenses."""
*/
with appears as (
    select account_id, person_id from message_person where side = 'ours'
    union select account_id, person_id from meeting_person where side = 'ours'
    union select account_id, owner as person_id from account
    union select account_id, owner as person_id from opportunity
    union select account_id, person as person_id from time_entry
    union select account_id, person as person_id from expense
)
select appears.account_id, appears.person_id
from appears
join person on person.person_id = appears.person_id
where person.account_id is null
