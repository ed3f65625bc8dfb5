"""How well the shipped model does: the tables of `docs/models.md`, made anew by every training.

`counting` says what the figures count, `sources` what was learnt from, `unseen` has the sentences
of writers who were never read, `tables` puts all into the page.
"""
