"""A database of a company's own: what queries of its people give."""
