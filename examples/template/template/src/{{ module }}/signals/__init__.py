"""Read by Goodwill as a folder; nothing in it is imported."""
