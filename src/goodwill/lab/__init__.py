"""How we know that it is right: train the shipped models, and measure what is read.

`examples` and `public` read what models learn from, `marks` says which line counts how much for
which act, `features` turns texts into numbers, `fitting` fits and calibrates, `train` ties them
together and writes the model and its card.

Needs the extra `lab` (scikit-learn); nothing else of the package does.
"""
