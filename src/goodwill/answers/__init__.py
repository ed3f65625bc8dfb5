"""What people say to a book: it outranks what was inferred, and is asked for where that matters.

`asking` finds the questions whose answer would change what is done next (`supposing` draws a
statement up as though it were given). `disputing` takes an answer, `disputed_thing` finds what it
is about, `disputed_rows` mends the rows that it corrects before anything is measured. `said` is all
that was said of an account; `muting` listens less to detectors that people mostly call wrong.

What a line becomes by an answer is `goodwill.judge.answers`. Which accounts are one is answered in
`goodwill.who_is_who`, what is decided of plays in `goodwill.plans`.
"""
