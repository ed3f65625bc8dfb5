"""JSON Schemas of what Goodwill answers, one file a version; `goodwill export schema` prints them.

They are written by `tools/reference.py` from the types in `goodwill.facts`.
"""
