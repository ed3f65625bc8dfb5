"""What imports read, and what became of each record.

`files` knows files again, `ledger` counts what became of their records, `intake` tells it file by
file, `rejects` writes out what could not be read, `settings` are those that an import met.

The facts themselves are put away next door, in `writing/`.
"""
