"""The made-up company with known truth: Larkfield, who look after commercial kitchens.

`company` makes its files from a seed and a day, `truth` says what is planted in them, `mark`
compares statements with that. The words stand in `scenes/` and `accounts/` as TOML, so that
they can be read and added to without reading code. Nothing here is used by the engine, and
nothing here uses it: the truth is worked out from the plan alone.
"""
