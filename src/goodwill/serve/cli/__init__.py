"""The command line: one file for each group of commands, put together in `app`.

Only what every command needs is imported here; the database, the engine and the pages are
loaded by the command that uses them.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run one command; the console script."""
    from goodwill.serve.cli.app import app
    from goodwill.serve.cli.output import soften_streams

    soften_streams()
    app(prog_name="goodwill")
