"""`goodwill evaluate`: how well what is read, judged and drawn up agrees with labelled data.

`tables` reads rows, `labels` says what they mean, `seeing` has them read; `acts`, `dates`,
`zones`, `threads` and `books` measure one task each; `draws` gives the intervals, `measures`,
`ratings` and `counted` the figures, `floor` what a plain model gets on the same rows; `run`
tells what each file is and puts all together. The formats stand in `docs/evaluate.md`.

Nothing here learns from what it measures, except the floor, which ours is held against.
"""
