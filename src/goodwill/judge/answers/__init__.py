"""What people say of a line, and what the line becomes by it.

A person's word is one more item of evidence, of the source `dispute`: on the day it is given it
weighs twenty decibans, and half of that a year later. A line with a chance adds it to its log-odds,
so that a fresh word outranks what was inferred and strong evidence wins again once it has faded.
What a person knows for good (a gate, a stage, a part in the decision, what came of a promise)
holds until it is withdrawn. Of several people each has their last word, and their words add up.
Nobody's "can't tell" moves a line.

`words` is the arithmetic, and the other modules are each for one sort of line. Sentences and parts
that people correct are mended before anything is measured, by `goodwill.answers.disputed_rows`.
"""

from __future__ import annotations
