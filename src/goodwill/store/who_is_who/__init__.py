"""People, accounts and conversations, as they were worked out of addresses and mails.

`resolution` keeps who is who, `reconcile` reads what tells which accounts are one, and `accounts`
is how all others meet them: each once. `mail_use` counts mail by address, `threads` keeps which
messages are one conversation, `our_side` says who is of our own.

All of it is derived. Who works it out is `goodwill.who_is_who`; the rules are `goodwill.resolve`.
"""
