"""The port through which a paper enters the house: what intake answers, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias


@dataclass(frozen=True)
class AcceptedPaper:
    """A PDF safe to keep and hand out.

    `pdf` are the bytes as received unless something had to be `stripped` (kinds of active content,
    such as `javascript`) or `repaired`; `preview` is page one as JPEG, 1000 px wide.
    """

    pdf: bytes
    pages: int
    preview: bytes
    stripped: tuple[str, ...]
    repaired: bool


class IntakeError(Exception):
    """A paper that is refused; nothing of it is kept.

    Codes: `empty-file`, `file-too-large`, `not-a-pdf`, `password-required`, `too-many-pages`,
    `no-pages`, `page-too-large`, `paper-marked-secret` (its only fact is the file's `sha256`),
    `unreadable-pdf`, `intake-timeout`, `intake-crashed`.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


Intake: TypeAlias = Callable[[Path], AcceptedPaper]
"""Accepts the file at a path or raises `IntakeError`; the file itself is never changed."""
