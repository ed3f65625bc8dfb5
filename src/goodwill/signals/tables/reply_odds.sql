/*
grain = "One row per book, the same in each: what each sign of `reply_signs` adds to the log-odds of an answer."
reads = []
note  = """Made by `make replies`, which fits them again from mailboxes; docs/replies.md says from which,
and how well they tell."""
*/
select
    -1.28 as base,
    0.49 as question,
    -0.59 as request,
    -0.15 as is_first,
    0.4 as earlier,
    -2.05 as silent
