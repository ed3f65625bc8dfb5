"""What keeping a book in order asks of it; the work itself is `goodwill.upkeep`.

`derived` lets go of what was worked out, `dump` writes facts so that two books can be compared,
`holding` says what must hold between tables, `kept_files` knows the files beside `book.db`.
Bytes that changed by themselves are found in `pages/`.
"""
