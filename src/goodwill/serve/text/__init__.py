"""The terminal's voice: a statement, the accounts, a why, and reports, at 80 columns or more.

Without colour everything still reads: kinds have textures and letters, states have marks.
Pages are next door in `goodwill.serve.html`; the words of both are in `goodwill.serve.words`.
"""
