/*
grain = "One row per account and day on which the two sides were in contact."
reads = ["human_message", "meeting"]
note  = """A human message either way, or a meeting."""
*/
select account_id, sent_on as on_day from human_message
union
select account_id, held_on as on_day from meeting
