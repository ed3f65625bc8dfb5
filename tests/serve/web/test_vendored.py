"""What was taken from npm: each file is the one that the manifest names, with its licence."""

from __future__ import annotations

import json
from hashlib import sha256

from goodwill.serve.web.rendering import STATIC

VENDOR = STATIC / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text("utf-8"))


def test_every_file_is_the_one_that_was_taken() -> None:
    told = {each["file"]: each["sha256"] for each in MANIFEST}
    licences = {each["licence_file"] for each in MANIFEST}
    here = {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.iterdir()
        if file.name != "manifest.json" and file.name not in licences
    }

    assert here == told


def test_every_file_has_its_licence_beside_it() -> None:
    for each in MANIFEST:
        assert each["licence"] in {"0BSD", "BSD-0-Clause", "OFL-1.1"}, each["file"]
        assert (VENDOR / each["licence_file"]).read_text("utf-8").strip()
