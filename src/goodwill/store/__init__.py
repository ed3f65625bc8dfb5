"""The book itself: facts, cursors, ledgers and rulings in one database.

`database` opens it, `writer` commits what an import read, `columns` hands facts on as
relations. Nothing is imported here, so that a parsing process can take `rows` alone.
"""
