"""Facts of a book for people to read, up to a day; nothing is judged here.

`history` tells what happened with one account, `searching` finds messages by their words,
`coverage` says what the book has ever had of each kind of fact, `deals` which have no beginning,
`noticed` what a digest asks.

Facts as relations, for what measures and judges, are in `columns/`.
"""
