"""Sources that are alive: a mailbox, a calendar or a folder from which a book keeps itself.

`base` says what such a source promises, `connected` lists the kinds. A room for each sort of them:
`mail`, `calendar`, `deals`, `money`, `files`, `database`; those that give records (deals, money,
databases) stand on `records`. What all of them need: `wire` (how servers are reached, within
limits and at their pace), `oauth` (signing in by consent), `secrets` (passwords, sealed), `asking`
(the fields of a form), `faults` (what can go wrong, in words that a person understands). How what
they bring gets into a book is in `goodwill.syncing`.
"""
