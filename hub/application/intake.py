"""The port through which a paper enters the house: what intake answers, and how it refuses."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct

WITNESSES = 2  # people who must have looked at what no machine could read


class ReadBy(StrEnum):
    """How the text of a page was had."""

    TEXT = "text"  # it is in the file
    OCR = "ocr"  # characters were recognised in a scan; expect slips
    NOBODY = "nobody"  # a scan without words that could be read: search will not find it


class PageFacts(Struct, frozen=True):
    """One page: its text in NFC, and what it shows as a SHA-256.

    Pages that show the same have the same fingerprint, whatever file they stand in and whatever else
    changed there; those of two versions are compared with `protocol.page_changes`.
    """

    text: str
    fingerprint: str
    read_by: ReadBy


class Submission(Struct, frozen=True):
    """A file to be taken in, with what people say of it.

    `password` opens it; `seen_by` are those who looked at every page for marks of secrecy.
    """

    path: Path
    password: str = ""
    seen_by: tuple[str, ...] = ()


class AcceptedPaper(Struct, frozen=True):
    """A PDF safe to keep and hand out.

    `pdf` are the bytes as received unless something had to be `stripped` (kinds of active content,
    such as `javascript`), `repaired`, made smaller for the terminals (`received` bytes came), or the
    file was of another `kind` than `pdf`. `preview` is page one as JPEG, 1000 px wide. `restrictions`
    are what the owner forbids (`print`, `copy`, `modify`, `annotate`): seats may show the paper,
    nobody may offer the forbidden. `unread` are pages, from 1, that no machine could search for
    marks: then two of the `Submission` had to vouch for them. Words recognised in scans are appended to
    `pdf` invisibly, unless it is `signed`: a digital signature that still holds would be void.
    """

    pdf: bytes
    pages: int
    preview: bytes
    stripped: tuple[str, ...]
    repaired: bool
    kind: str = "pdf"
    received: int = 0
    restrictions: tuple[str, ...] = ()
    facts: tuple[PageFacts, ...] = ()
    unread: tuple[int, ...] = ()
    signed: bool = False


class IntakeError(Exception):
    """A paper that is refused; nothing of it is kept.

    Codes: `empty-file`, `file-too-large`, `not-a-pdf` (though its name says so), `unsupported-format`,
    `office-missing`, `unreadable-office-file`, `password-required`, `wrong-password`,
    `too-many-pages`, `no-pages`, `page-too-large`, `image-too-large`, `paper-marked-secret` (its only
    fact is the file's `sha256`), `scan-unchecked` (two people must have looked), `unreadable-pdf`,
    `unreadable-image`, `intake-timeout`, `intake-crashed`.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


Intake: TypeAlias = Callable[[Submission], AcceptedPaper]
"""Accepts the file or raises `IntakeError`; the file itself is never changed. `OSError` if unreadable."""
