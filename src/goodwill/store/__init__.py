"""The book itself: facts, cursors, ledgers and rulings in one database.

`database` opens it, `looks` reads its file without SQLAlchemy, `reader` is what both are to whoever
asks, `tables/` says what is in it, `writing/` commits what an import read,
`columns/` hands facts on as relations, `pages/` finds bytes that changed by themselves. The others
read and write one thing each. Nothing is imported here, so that a parsing process can take `rows`
alone.
"""
