"""Upkeep of a book: whether it is well and whole, a copy of it, other keys, all made anew.

`doctor` says what is connected and what is missing (`engine_trial`: whether another engine measures
alike), `verifying` whether anything has changed that nobody wrote, `rebuilding` whether the same
comes out again. `backing_up` puts a book into one file (`backup_file`) and makes a book of one,
`copying` carries one elsewhere, `rekeying` seals its secrets anew.

Seals of pages, dumps and locks are `goodwill.store`; what is let go of for people's sake is
`goodwill.privacy`.
"""
