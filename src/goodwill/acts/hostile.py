"""`hostile`: insult, contempt or shouting at the reader or their people.

Aimed at persons, not at the matter. Confused with: anger at a thing ("the stupid printer"), a
complaint however sharp ("this is unacceptable, the third time"), bluntness ("No. Redo it."),
self-mockery ("I'm an idiot, I forgot"), a quotation of someone's insult, joking among friends.
A line that accuses people is only ever one of several a judge wants.
Known gaps: cold contempt without a telling word; irony; banter that carries no smile.
"""

from __future__ import annotations

from goodwill.acts.recogniser import Recogniser

__all__ = ["ACT"]

ACT = Recogniser(act="hostile", prior=-4.5)
