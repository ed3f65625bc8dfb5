"""JUDGE: one account's signal values and rows, and the catalogue, become a statement.

Pure functions over a few hundred numbers: no engine, no clock, no file. `statement.judge` is the
door; each part of a statement has a module of its own. What signals mean stands in
`goodwill.catalogue`, what to do about it in `goodwill.advise`.
"""
