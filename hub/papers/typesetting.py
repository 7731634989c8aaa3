"""Typst templates to PDF. Data reaches a template as one JSON text, never as markup.

Only the fonts shipped in `fonts/` are used, so a paper looks the same on every machine. The PDF claims
PDF/A-3b (archival, attachments allowed) and is a function of its arguments alone.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import typst

Sheet: TypeAlias = "bool | int | str | list[Sheet] | dict[str, Sheet] | None"

STANDARD: Final = "a-3b"
_HERE = Path(__file__).parent
# What the shipped fonts lack. A missing glyph would fail the whole paper under PDF/A, so these print
# as a box, or as their plain relative.
_MISSING = re.compile(
    "[^\\n -~\u00a0-\u017f\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u2010\u2012-\u2015"
    "‘’‚“”„†‡•…‰′″₫€№™←↑→↓−≈≠≤≥□]"
)
_PLAIN = {0x09: " ", 0x2011: "-", 0x202F: "\u00a0"}


class TypesettingError(Exception):
    """A template did not compile: a fault of this program. `code` is stable."""

    code = "typesetting-failed"


def typeset(template: str, sheet: Sheet, at_ms: int) -> bytes:
    """The PDF of `template` (a file name here) filled with `sheet`; `at_ms` dates the file."""
    try:
        return typst.compile(
            _HERE / template,
            root=_HERE,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"sheet": json.dumps(printable(sheet), ensure_ascii=False)},
            pdf_standards=[STANDARD],
            timestamp=at_ms // 1000,
        )
    except typst.TypstError as error:
        raise TypesettingError(f"{TypesettingError.code}: {error.message}") from error


def printable(sheet: Sheet) -> Sheet:
    """`sheet` in NFC, with a box for every character the fonts lack."""
    if isinstance(sheet, str):
        return _MISSING.sub("□", unicodedata.normalize("NFC", sheet).translate(_PLAIN))
    if isinstance(sheet, list):
        return [printable(item) for item in sheet]
    if isinstance(sheet, dict):
        return {key: printable(value) for key, value in sheet.items()}
    return sheet


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"]
    )
