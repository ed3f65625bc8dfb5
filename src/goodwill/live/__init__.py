"""Sources that are alive: a mailbox, a calendar or a folder from which a book keeps itself.

`base` says what such a source promises; one module or package for each kind (`imap`, `caldav`,
`ics_url`, `folder`). What all of them stand on: `reach` (which machines may be spoken to),
`connection` (limits on every answer), `backoff` (when, and how often), `secrets` (passwords,
sealed), `faults` (what can go wrong, in words that a person understands). How what they bring gets
into a book is in `goodwill.syncing`.
"""
