"""How well the shipped model does: the tables of `docs/models.md`, made anew by every training.

`counting` says what the figures count, `sources` what was learnt from; `public_sets` has the sets
that others labelled, `unseen` the sentences of writers who were never read; `tables` puts all
into the page.
"""
