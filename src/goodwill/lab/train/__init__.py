"""Make the linear model that `goodwill.acts` ships, from `training/`: `make train`.

`examples` and `public` read the lines, `blocks` says which are held out together, `material` is all
of them; `marks` says which line counts how much for which act, `features` turns texts into
numbers, `fitting` fits and calibrates an act, `surrounded` what stands around a sentence; `model`
ties them together, and `__main__` writes the model and its card (`goodwill.lab.card`).

Needs scikit-learn (the extra `lab`) from `fitting` on.
"""
