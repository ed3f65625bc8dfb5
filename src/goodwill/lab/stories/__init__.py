"""Short stories of relationships in TOML, as books that can be imported and judged.

`telling` writes a story as mail, a calendar and tables, with other people or in another language;
`paths` compares a statement with what a story says must, and must not, be said of it.
"""

from goodwill.lab.stories.paths import holds, value_at
from goodwill.lab.stories.telling import RIVAL, Story, Telling, read_stories, write_book

__all__ = ["RIVAL", "Story", "Telling", "holds", "read_stories", "value_at", "write_book"]
