"""Who may see what of a book that several people share.

`viewer` is who looks, `rights` what follows from a role and what was granted, `seen_book` the book
as it is for them, `words` a statement without what they may not read. People, their passwords,
sessions and tokens are in `members`, `passwords`, `sessions`, `tokens`; `granting` lets somebody
see more, or look where they may not: for a reason and a time, and not in secret.

The one policy over rows is compiled in `goodwill.store.users.row_policy`; nothing here filters what
a query gave. A book without users knows none of this: whoever can open its files may read all of
it.
"""
