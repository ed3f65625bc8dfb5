"""The tables of a book, as SQLAlchemy Core.

`schema` brings all of them together, and holds those of facts, imports, answers and derived rows;
the others stand by whom they serve: `users`, `privacy`, `live_sources`, `doors` for programs,
`notes` of what mails tell of people. `metadata` is what all of them stand on.

How one version becomes the next is `goodwill.store.upgrade`; rows are read and written next door.
"""
