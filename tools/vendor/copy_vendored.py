"""Copy what the web page takes from npm into the package: `make vendor`.

`package-lock.json` pins the packages and their hashes, `npm ci` fetches them; here the few files
that are served are copied beside their licences, and `manifest.json` names each file's package,
version and SHA-256, which a test holds against what lies there. Users need neither Node nor a
network.
"""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
TARGET = HERE.parents[1] / "src" / "goodwill" / "serve" / "web" / "static" / "vendor"

SCRIPTS = ("latin", "latin-ext", "greek", "cyrillic")
FILES = {
    "htmx.org": ("dist/htmx.min.js",),
    "@fontsource-variable/inter": tuple(f"files/inter-{s}-wght-normal.woff2" for s in SCRIPTS),
    "@fontsource-variable/source-serif-4": tuple(
        f"files/source-serif-4-{s}-wght-normal.woff2" for s in SCRIPTS
    ),
}


def main() -> None:
    """Copy every file anew and write the manifest."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    entries = [entry for package, files in FILES.items() for entry in copied(package, files)]
    text = json.dumps(entries, indent=1, sort_keys=True)
    (TARGET / "manifest.json").write_text(text + "\n", "utf-8")
    print(f"{len(entries)} files, {sum(int(e['bytes']) for e in entries):,} bytes")  # noqa: T201


def copied(package: str, files: tuple[str, ...]) -> list[dict[str, str | int]]:
    """The files of one package in their place, and what the manifest says of each."""
    about = json.loads((MODULES / package / "package.json").read_text("utf-8"))
    name = package.rpartition("/")[2].removesuffix(".org")
    licence = f"{name}.LICENSE"
    shutil.copyfile(MODULES / package / "LICENSE", TARGET / licence)
    found = []
    for file in files:
        content = (MODULES / package / file).read_bytes()
        (TARGET / Path(file).name).write_bytes(content)
        found.append(
            {
                "file": Path(file).name,
                "package": package,
                "version": about["version"],
                "licence": about["license"],
                "licence_file": licence,
                "bytes": len(content),
                "sha256": sha256(content).hexdigest(),
            }
        )
    return found


if __name__ == "__main__":
    main()
