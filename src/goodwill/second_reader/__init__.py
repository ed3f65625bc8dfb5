"""The second reader: a model server that the user names may mark passages of a text, too.

Off unless the book's `[second_reader]` names a server and a command is asked for it. It is part
of the shell: the one package that sends words of mail anywhere. What goes out is in `redact`
and `prompt`, how it goes in `post` and `addresses`, what may come back in `answer` (passages of
the text that was sent, and nothing else), what is kept in `kept`, what it may cost in `budget`;
`labeller` runs these in order. `combine` makes one reading of two; `opinion` does all of it for
one mail.
"""

from __future__ import annotations

from goodwill.second_reader.combine import Comparison, agree, compare
from goodwill.second_reader.errors import SecondReaderError
from goodwill.second_reader.labeller import Labelled, Labeller
from goodwill.second_reader.passages import Passage

__all__ = [
    "Comparison",
    "Labelled",
    "Labeller",
    "Passage",
    "SecondReaderError",
    "agree",
    "compare",
]
