"""Other languages than English: what pages say, and how they write days, numbers and money.

English is the language of the code and of what is stored; any other is one file here, `de.po`: a
gettext catalogue whose message ids are our English. `speaking` has the language of the moment and
`say`, which Python calls; `language` reads a file; `forms` writes days and numbers as CLDR has
them; `said` turns sentences that are stored in English; `templates` translates our templates while
they are compiled. Names, quotes and what stands in files of the company are never translated.
"""

from goodwill.serve.languages.language import ENGLISH, Language, available, language
from goodwill.serve.languages.speaking import (
    mark,
    now,
    say,
    say_count,
    speaking,
    spoken,
)

__all__ = [
    "ENGLISH",
    "Language",
    "available",
    "language",
    "mark",
    "now",
    "say",
    "say_count",
    "speaking",
    "spoken",
]
