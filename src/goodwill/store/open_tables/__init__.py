"""The book as tables for analysts: `facts` says which columns, `views` makes them SQL views.

Tables of statements are described in `goodwill.facts.open_tables`.
"""
