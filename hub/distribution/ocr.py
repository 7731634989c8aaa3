"""Recognising Vietnamese characters in a picture by tesseract, where it is installed.

It runs as a process of its own inside the intake's child and under its limits.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

LANGUAGE = "vie"
PAGE_S = 60  # seconds; a dense page takes three
SPARSE = (
    "11"  # tesseract's way of looking for text anywhere, in no order: finds stamps beside lines
)


def find_tesseract() -> str:
    """Where a tesseract that reads Vietnamese is; empty if there is none."""
    path = shutil.which("tesseract")
    if path is None:
        return ""
    try:
        listed = subprocess.run(
            [path, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return path if LANGUAGE in (listed.stdout + listed.stderr).split() else ""


def recognise(picture: bytes, tesseract: str) -> list[str] | None:
    """The lines that can be read in `picture` (PNM or PNG, 100 to 300 dpi); None if it failed."""
    command = [tesseract, "stdin", "stdout", "-l", LANGUAGE, "--psm", SPARSE]
    settings = ["-c", "tessedit_do_invert=0"]
    env = {"OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8", "PATH": str(Path(tesseract).parent)}
    try:
        done = subprocess.run(
            [*command, *settings],
            input=picture,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
            timeout=PAGE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode != 0:
        return None
    return [line for line in done.stdout.decode("utf-8", "replace").splitlines() if line.strip()]
