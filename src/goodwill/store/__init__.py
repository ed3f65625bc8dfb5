"""The book itself: facts, cursors, ledgers and rulings in one database.

The book as a file: `database` opens it, `looks` reads it without SQLAlchemy, `reader` is what both
are to whoever asks, `lock` lets one write at a time, `upgrade` brings an older one up to date,
`pages/` finds bytes that changed by themselves, `tables/` says what is in it.

What is in it, in the order in which it comes to be:

- facts: `imports/` (files and what became of them), `rows` (facts as plain values), `writing/`
  (puts them away), `columns/` (hands them on to be measured), `reading/` (shows them to people);
- what is worked out: `who_is_who/` (people, accounts, threads), `statements/`;
- what people say: `answers/`;
- who uses it: `users/` (and which rows they see), `open_tables/` (analysts), `doors/` (programs);
- what keeps it going: `live_sources/`, `privacy/`, `upkeep/`.

A room has the name of the package that asks it, where there is one. Nothing is imported here, so
that a parsing process can take `rows` alone.
"""
