"""Sources that are alive: a mailbox, a calendar or a folder from which a book keeps itself.

`base` says what such a source promises; one module or package for each kind (`imap`, `gmail`,
`caldav`, `folder`, `hubspot`); `connected` has the list. What all of them stand on: `reach` (which
machines may be spoken to), `connection` and `web` (limits on every answer), `api` and `lines`
(asking a vendor's interface at its pace), `backoff` (when, and how often), `secrets` (passwords,
sealed), `oauth` (signing in by consent), `faults` (what can go wrong, in words that a person
understands). How what they bring gets into a book is in `goodwill.syncing`.
"""
