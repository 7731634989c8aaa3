"""What every step of the intake's child process shares: the library, its slips, and the verdict.

Only the child and its parts import this; the library never opens a stranger's file elsewhere in the hub.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import pymupdf

library: Any = pymupdf  # its own annotations are partial
Document: TypeAlias = Any
Page: TypeAlias = Any
Pixmap: TypeAlias = Any

DAMAGE: tuple[type[Exception], ...] = (
    library.mupdf.FzErrorBase,
    RuntimeError,
    ValueError,
    MemoryError,
    IndexError,  # these four are the library's own slips over broken files
    TypeError,
    AttributeError,
    KeyError,
)


class Refused(Exception):  # noqa: N818 - a verdict, not a fault
    """The paper is refused with `code`."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.report: dict[str, str | int] = {"code": code, **facts}
