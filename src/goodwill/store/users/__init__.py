"""Users of a book: who they are, how they come in, and which rows they may see.

`users` are people who use the book (those in its mail are in `who_is_who/`), `sign_ins` their
sessions, tokens and invitations, `ways_in` passkeys and other providers. `row_policy` compiles what
somebody may see into every query; `seen` is the book as they see it.

What rows of users are worth is told in `goodwill.access`.
"""
