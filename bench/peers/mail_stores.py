"""The two mail indexers that people know: `notmuch new` and `mu index`, each into a fresh store.

Both read mails one file each, so an archive is laid out as a Maildir once, which is not timed. They
index every word for search, and know threads; they know nothing of what is said.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bench.data import messages
from bench.runs import Took, run

__all__ = ["INDEXERS", "as_maildir", "index_with_mu", "index_with_notmuch", "is_there"]

_SETTINGS = """[database]
path={root}
[user]
name=Bench
primary_email=bench@us.example
[new]
tags=new
ignore=
[search]
exclude_tags=
"""


def is_there(program: str) -> bool:
    """Whether it is installed; `bench/peers/install.sh` does that."""
    return shutil.which(program) is not None


def as_maildir(archive: Path, folder: Path) -> Path:
    """The mails of an archive as files of a Maildir; made once."""
    root = folder / "maildir"
    if not root.exists():
        for name in ("cur", "new", "tmp"):
            (root / "inbox" / name).mkdir(parents=True)
        for number, payload in enumerate(messages([archive])):
            (root / "inbox" / "cur" / f"{number:07}.bench:2,S").write_bytes(payload)
    return root


def index_with_notmuch(maildir: Path) -> Took:
    """`notmuch new`, without the hooks that somebody may have."""
    settings = maildir.parent / "notmuch-config"
    settings.write_text(_SETTINGS.format(root=maildir), "utf-8")
    shutil.rmtree(maildir / ".notmuch", ignore_errors=True)
    call = ["notmuch", "new", "--no-hooks", "--quiet"]
    return run(call, env={"NOTMUCH_CONFIG": str(settings)})


def index_with_mu(maildir: Path) -> Took:
    """`mu index`, its store made before."""
    home = maildir.parent / "mu"
    shutil.rmtree(home, ignore_errors=True)
    run(["mu", "init", f"--muhome={home}", f"--maildir={maildir}", "--quiet"], env=dict(os.environ))
    return run(["mu", "index", f"--muhome={home}", "--quiet"])


INDEXERS = {"notmuch new": ("notmuch", index_with_notmuch), "mu index": ("mu", index_with_mu)}
"""What each is called, the program it needs, and how it is run."""
