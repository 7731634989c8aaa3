"""Recognising Vietnamese words and their places in a picture by tesseract, where it is installed.

It runs as a process of its own inside the intake's child and under its limits.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

LANGUAGE = "vie"
PAGE_S = 60  # seconds; a dense page takes three
# Tesseract's way of looking for text anywhere, in no order: finds stamps beside lines.
SPARSE = "11"
MAX_WORDS = 20_000  # of one picture: a page of the smallest print has a fifth
_COLUMNS = 12  # of tesseract's table
_WORD = "5"  # its level


class Word(Struct, frozen=True):
    """One word in NFC, how sure tesseract is of it (0 to 100), and its box from the top left."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float


Line: TypeAlias = tuple[Word, ...]


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


def recognise(picture: bytes, tesseract: str) -> list[Line] | None:
    """The lines that can be read in `picture` (PNM or PNG, 100 to 300 dpi), in pixels; None if it failed."""
    command = [tesseract, "stdin", "stdout", "-l", LANGUAGE, "--psm", SPARSE]
    settings = ["-c", "tessedit_do_invert=0", "-c", "tessedit_create_tsv=1"]
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
    return read_table(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else None


def read_table(table: str) -> list[Line]:
    """The lines of words in tesseract's tab-separated table, at most `MAX_WORDS` words."""
    rows = (row.split("\t") for row in table.splitlines())
    words = (row for row in rows if len(row) == _COLUMNS and row[0] == _WORD and row[-1].strip())
    lines = groupby(words, key=lambda row: row[1:5])  # page, block, paragraph, line
    return list(_within(tuple(map(_word, line)) for _, line in lines))


def written(line: Line) -> str:
    """The words of a line."""
    return " ".join(word.text for word in line)


def _within(lines: Iterator[Line]) -> Iterator[Line]:
    room = MAX_WORDS
    for line in lines:
        room -= len(line)
        if room < 0:
            return
        yield line


def _word(row: list[str]) -> Word:
    left, top, width, height, confidence = map(float, row[6:11])
    text = unicodedata.normalize("NFC", row[11].strip())
    return Word(text, confidence, left, top, left + width, top + height)
