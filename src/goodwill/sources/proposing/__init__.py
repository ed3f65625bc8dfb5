"""Proposing a mapping for a table that nobody has explained: what its headers and cells suggest.

`sheet` finds the header and the rows, `profile` says what each column holds, `names` how near a
header comes to the names that `columns.toml` lists, `fit` which table a sheet could be, `rules`
makes the mapping's rules of that, `proposal` puts all together with what has to be asked, and
`toml_text` writes it. Carrying a mapping out is next door, in `goodwill.sources.mapped`.
"""
