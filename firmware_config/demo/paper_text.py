"""The demo's papers as data: a TOML file with a lightly marked body becomes what the template takes.

Marks at the start of a line: `# ` heading, `^ ` centred, `_ ` legal basis in italics, `Điều 1. ` an
article, `| a | b |` a table row (the first is its head). Every other line is a paragraph.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

Block: TypeAlias = dict[str, object]

_ARTICLE = re.compile(r"(Điều \d+\.)\s+(.*)")
_MARKS = {"# ": "heading", "^ ": "centre", "_ ": "basis"}
_DEFAULTS: Block = {"parent": "", "draft": False, "addressee": "", "recipients": [], "signer": ""}


def read_paper(path: Path) -> Block:
    """One paper of `papers/`, ready to be typeset."""
    paper = tomllib.loads(path.read_text(encoding="utf-8"))
    title = f"{paper['kind'].capitalize()} {paper['about']}"
    return {**_DEFAULTS, "title": title, **paper, "body": list(blocks(paper["body"]))}


def blocks(body: str) -> Iterator[Block]:
    """The parts of a marked body, in order."""
    written = (line.strip() for line in body.splitlines() if line.strip())
    for is_table, group in groupby(written, lambda line: line.startswith("|")):
        if is_table:
            yield {"kind": "table", "rows": [_cells(line) for line in group]}
        else:
            yield from map(_block, group)


def _block(line: str) -> Block:
    if kind := _MARKS.get(line[:2]):
        return {"kind": kind, "text": line[2:]}
    if article := _ARTICLE.fullmatch(line):
        return {"kind": "article", "label": article.group(1), "text": article.group(2)}
    return {"kind": "paragraph", "text": line}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
