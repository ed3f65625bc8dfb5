"""Putting away what an import has read, in one transaction a batch.

`writer` commits facts, cursor and ledger; `interactions` puts away messages and meetings,
`passed_on` mails within mails, `person_notes` what they tell of people, `table_rows` rows of
tables, and `stream_rows` takes back what a live source no longer says. `shared` is what all of them
need; `beside_facts` keeps the small things that are no facts.

The values that come in are `goodwill.store.rows`; what people say is written by the modules that
read it back (`goodwill.store.answers.disputes`, `goodwill.store.answers.plans`).
"""
