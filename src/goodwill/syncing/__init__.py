"""Syncing: what live sources bring becomes committed facts, and how each source stands since.

`sources` goes through all that are connected, one after the other, so that one that fails stops
none of the others; `one_source` brings one of them; `gathering` cuts what it brings into batches,
which go the way of every import (`goodwill.pipeline`): parsed in other processes, committed with
the cursor. `doors` is what commands and pages call: it takes a new source up, too. How a source is
spoken to is in `goodwill.live`.
"""
