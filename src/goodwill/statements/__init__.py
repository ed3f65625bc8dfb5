"""Statements of a book, around the one that draws them up (`goodwill.assess`).

`drawers` has many drawn up at once, and `bites` says which of them together. `own_catalogue` is
what a book means by its words, and `rules` says what a statement was made with, so that one made
otherwise is drawn up anew. `lines` and `money_lines` find the line that somebody names; `moves`
holds two statements of one account against each other, and `changes` says what moves a line.

What a statement says is judged in `goodwill.judge`; where it is kept is `goodwill.store`. Days long
past are `goodwill.hindsight`.
"""
