"""Statements as a book keeps them.

`storing` puts them away and lets go of those that no longer hold, `stored` reads them without
SQLAlchemy, `changes` notes what they say otherwise than before, `priors` are the dated estimates
over many accounts that they were made with.

Who draws them up is `goodwill.assess` and `goodwill.statements`.
"""
