"""Who gets an answer: the odds that signals weigh a question by, made and scored again.

`archives` reads mailboxes and takes each as its owner saw it, `evidence` asks the product's own
tables for the signs of an answer and for what came, `odds` fits them, `scores` says how well they
tell on mailboxes that they did not learn from. `python -m goodwill.lab.replies ARCHIVE...` does all
of it and writes `goodwill/signals/tables/reply_odds.sql` (`make replies ARCHIVES=...`).

Which signs there are is said in `goodwill/signals/tables/reply_signs.sql` alone: what is fitted and
what is measured later are one query.
"""
