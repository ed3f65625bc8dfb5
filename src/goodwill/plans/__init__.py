"""Plans of a book: what people decide of them, who does what, and what came of it.

`deciding` takes what one person decides of one account, `all_accounts` spreads the plays of all
over the next weeks, `outcomes` holds each accepted play against what it registered.

Which plays an account calls for, and all that is computed here, is pure: `goodwill.advise`.
"""
