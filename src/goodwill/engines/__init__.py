"""How tables run: one file per engine, DuckDB by default.

`base` says what an engine must do, `schema` gives the relations their Arrow types, `dialect`
keeps queries portable. What the queries measure is next door, in `goodwill.signals`.
"""
