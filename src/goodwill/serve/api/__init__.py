"""The door for other programs: a book's answers over HTTP, under `/api/v1`.

One module for each resource; each is a few lines over the book that whoever asks may see
(`goodwill.serve.web.who_looks`). `answers` makes bytes with a tag of them, `problems` lists all
that can go wrong, `paging` cuts long lists, `shapes` tells a type as JSON Schema, `middleware` is
how a request gets here past the pages, `idempotency` answers one that is repeated once, and
`webhook_delivery` sends what changed. What an assistant may ask is next door, in
`goodwill.serve.mcp`.
"""
