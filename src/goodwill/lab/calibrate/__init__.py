"""`goodwill calibrate`: stated chances held against people's answers, and a curve from both.

`labels` reads the answers, `answers` says which stated chance each is about, `parts` which signals
bear on it. `weights` learns how much signals weigh, `curves` fits chances, `venn_abers` gives
intervals, `reliability` counts how far what was stated is from what was so; `fitted` is all of it.
All of it is pure and runs on the core's own libraries; `goodwill.hindsight.calibrating` draws the
statements up and stores what was found. The formats stand in `docs/calibration.md`.
"""
