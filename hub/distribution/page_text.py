"""The text of a PDF's pages, read in a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import hub
from hub.application.archive import UnreadableError

WALL_S = 120  # twice what the child may compute
CHILD = "hub.distribution.page_text_child"


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page (NFC), page one first; raises `UnreadableError`."""
    root = str(Path(hub.__file__).parent.parent)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", CHILD],
            input=pdf,
            capture_output=True,
            env={"PYTHONPATH": root, "LANG": "C.UTF-8"},
            timeout=WALL_S,
            check=True,
        )
        pages = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UnreadableError from error
    return tuple(str(page) for page in pages)
