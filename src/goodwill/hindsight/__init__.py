"""Statements of earlier days, held against what came since.

`digesting` tells what changed in the last days, `returns` what each kind of relationship returned
in a year, `shifts` what moving to another kind was worth, `backtesting` what statements foretold,
and `calibrating` how often they were right, by what people answered.

Here statements are drawn up and answers kept; what is compared is pure and in `goodwill.news` and
`goodwill.lab`.
"""
