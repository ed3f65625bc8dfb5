"""Whether what was done about an account moved what it should move.

`expect` writes down beforehand what a play should move, how far and by when. Afterwards `compare`
sets what came beside accounts like it that were left alone (`controls`), else beside its own course
before (`segmented`), else beside nothing, and then attributes nothing. `works` adds up what a
team's own plays came to, `words` says it. All of it is pure: series of months go in
(`goodwill.facts.series`).
"""
