/*
grain = "One row per account and person who wrote: how far their clock is ahead of UTC, in minutes."
reads = ["human_message"]
note  = """As their last mail that says so has it. A mail's own offset goes before this one, so that
summer time is right on the day; this stands in where a mail has none, and for who has not
answered yet."""
*/
with numbered as (
    select
        account_id, sender, utc_offset_minutes,
        row_number() over (partition by account_id, sender order by message_key desc) as place
    from human_message
    where utc_offset_minutes is not null
)
select account_id, sender as person_id, utc_offset_minutes
from numbered
where place = 1
