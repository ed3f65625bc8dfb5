"""RESOLVE: who is who. Addresses become people, people belong to accounts or to us.

Every link carries its reason, and whether it is a guess that a person may undo. A human
ruling always wins. The steps, in order: `ours` (which addresses are our own), `account_of`
(whose address is it), `same_person` (which addresses are one person), `threads` (which
messages are one conversation), `authors` (who wrote what others pass on). All pure: rows in,
rows out.
"""
