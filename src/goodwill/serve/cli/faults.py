"""From errors to one clear line and an exit code; nobody sees a traceback.

0 done · 1 done with rejects · 2 the call was wrong · 3 a source or the store failed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from goodwill.errors import GoodwillError
from goodwill.serve.cli.values import take_as_typed
from goodwill.serve.frames import command_of, frames_of
from goodwill.serve.words import plain

__all__ = ["DONE_WITH_REJECTS", "GoodwillGroup", "say"]

DONE_WITH_REJECTS = 1
FAILED = 3
INTERRUPTED = 130


class GoodwillGroup(TyperGroup):
    """The commands, each of whose errors ends in a line and a code."""

    def get_params(self, ctx: Any) -> Any:
        """The options that stand before a command."""
        params = super().get_params(ctx)
        take_as_typed(params)
        return params

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by its name."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            take_as_typed(command.get_params(ctx))
        return command

    def invoke(self, ctx: Any) -> Any:
        """Run the command and answer for what goes wrong."""
        try:
            return super().invoke(ctx)
        except GoodwillError as error:
            explain(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            leave_pipe()
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            say("Stopped. What was saved stays; the same command goes on from there.")
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            if is_usage_error(error):
                raise
            explain_unknown(error)
            raise typer.Exit(FAILED) from None


def is_usage_error(error: Exception) -> bool:
    """Whether the command line itself answers for it, or it is how a command ends."""
    return isinstance(error, (typer.TyperException, typer.Exit, typer.Abort))


def say(line: str) -> None:
    """One line for the reader, beside the answer, never in it."""
    typer.echo(line, err=True)


def explain(error: GoodwillError) -> None:
    """What happened, and on the next line what to do."""
    say(plain(error.message))
    if error.hint:
        say(f"  {plain(error.hint)}")


def explain_unknown(error: Exception) -> None:
    """An error nobody foresaw: a line, and a report for whoever can mend it."""
    say(
        f"Goodwill met an error it does not know ({type(error).__name__}). "
        f"A report was saved in {save_report(error)}"
    )
    say("  It says where in the program that was, and holds no words from your sources.")


def save_report(error: Exception) -> Path:
    """Write where it happened to a new file that only its owner can read."""
    handle, name = tempfile.mkstemp(prefix="goodwill-report-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as report:
        report.write(f"{command_of(sys.argv)}\n\n{frames_of(error)}\n")
    return Path(name)


def leave_pipe() -> None:
    """The reader closed the pipe (`| head`): end quietly, with nothing left to write."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
