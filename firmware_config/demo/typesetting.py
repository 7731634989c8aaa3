"""Setting the demo's papers with typst, from data and one template, in the fonts given and no others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from firmware_config.demo.paper_text import Block

_TEMPLATE = Path(__file__).parent / "papers" / "paper.typ"
_typst: Any = typst  # the binding has no annotations


def to_pdf(paper: Block, fonts: Path) -> bytes:
    """The paper as PDF; the same data always gives the same bytes."""
    return bytes(_compile(paper, fonts, format="pdf"))


def to_pictures(paper: Block, fonts: Path, ppi: int) -> list[bytes]:
    """Every page of the paper as PNG (8-bit RGBA)."""
    pages = _compile(paper, fonts, format="png", ppi=float(ppi))
    return [bytes(page) for page in pages] if isinstance(pages, list) else [bytes(pages)]


def _compile(paper: Block, fonts: Path, **output: object) -> Any:
    return _typst.compile(
        str(_TEMPLATE),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,  # a font without Vietnamese letters must not slip in
        sys_inputs={"paper": json.dumps(paper, ensure_ascii=False)},
        **output,
    )
