"""MEASURE: facts become rows, and rows become numbers with their exposure.

Each measurement is one SQL file in this folder; `tables/` holds derived tables that several
of them read. `known` cuts the facts by `as_of`, `runner.measure` runs everything and `reduce`
shrinks the rows to values. What a value means is not said here: that is the catalogue's.
"""
