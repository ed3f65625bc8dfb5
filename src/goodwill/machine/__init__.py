"""The machine that long work runs on, and how that work behaves there.

`processes` starts processes of our own and says how many, `memory_limit` bounds one, `cycles`
spares Python a search that finds nothing, `progress` tells how far work has come.

Nothing here knows a book: which work is shared out is known where it is done
(`goodwill.importing.workers`, `goodwill.statements.drawers`, `goodwill.serve.apart`).
"""
