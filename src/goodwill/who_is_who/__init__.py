"""Who is who in a whole book: the rules of `goodwill.resolve`, run over what the store holds.

`resolving` goes through the step from addresses to accounts and keeps the answer; `reconciling`
joins accounts for it, `conversations` joins mails into threads (`kept_threads` knows those of
before), `authors` says who wrote what others pass on. What people are asked is in `reviewing`, with
the rows that still wait for an account in `waiting`; what they answer, in `account_rulings`.
`account_names` tells which account somebody means.

The rules themselves are pure and next door; what happens at an account is `goodwill.statements`.
"""
