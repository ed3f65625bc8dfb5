"""Live sources as a book keeps them; who asks servers is `goodwill.live`.

`sources` says how they were connected and how they stand, `items` knows their records again,
`at_all` answers the two questions that have to be light.
"""
