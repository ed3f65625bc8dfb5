"""How we know that it is right.

`train` makes the model that ships, from sentences in the source. `card` counts how well that model
does and writes the tables of `docs/models.md`. `evaluate` measures everything that is read and
judged on labelled data that a user names (`goodwill evaluate`), and trains nothing but the floor.
`replies` makes and scores the odds that a mail gets an answer, from mailboxes named on the call.
`calibrate` fits stated chances to people's answers (`goodwill calibrate`), without scikit-learn.
`learnt` knows which texts the model learnt from, `likeness` how alike two texts are.

`train`, `card` and `replies` need scikit-learn (the extra `lab`), and so does the floor of
`evaluate`; without it `evaluate` leaves the floor out.
"""
