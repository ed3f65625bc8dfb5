"""The pages of `book.db` on disk: whether any has changed by itself.

`seals` keeps a checksum of each, `wal` reads what SQLite has not carried over yet, `check` holds
pages against seals in a program of its own, `owners` tells what stood on a page that is damaged.

Who asks for all this is `goodwill.upkeep.verifying`. What pages hold is of no concern here.
"""
