"""The child process of document intake: a PDF on standard input, an answer in the working directory.

    python -m hub.distribution.document_intake_child LIMITS FILENAME

writes `report.json`, `preview.jpg`, and `clean.pdf` if the bytes had to change. A report with a `code`
is a refusal. Limits are set before the first byte is read; breaking one ends the process.
"""

from __future__ import annotations

import ctypes
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any, TypeAlias

import pymupdf

from hub.distribution.document_intake_active import strip
from protocol.secrecy import (
    file_name_is_marked,
    metadata_is_marked,
    paragraph_is_marked,
)
from protocol.transfer import CHUNK_BYTES

library: Any = pymupdf  # its own annotations are partial
Document: TypeAlias = Any
Page: TypeAlias = Any

_DAMAGE: tuple[type[Exception], ...] = (
    library.mupdf.FzErrorBase,
    RuntimeError,
    ValueError,
    MemoryError,
    IndexError,  # these three are the library's own slips over broken files
    TypeError,
    AttributeError,
)

MAX_PAGES = 5000  # the longest budget annexes have about two thousand
MAX_SIDE = 5000  # points: ISO A0 has 3370; larger pages exist to exhaust memory
MIN_SIDE = 10  # points
PR_SET_PDEATHSIG = 1  # linux/prctl.h
PREVIEW_WIDTH = 1000  # px, the width of a seat's reader
PREVIEW_HEIGHT = 3000  # px; a longer strip is scaled down instead
PREVIEW_QUALITIES = (80, 60, 40)  # the first that fits into one chunk
MAGIC_WITHIN = 1024  # bytes; readers accept a PDF header anywhere in the first kilobyte


class Refused(Exception):  # noqa: N818 - a verdict, not a fault
    """The paper is refused with `code`."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.report: dict[str, str | int] = {"code": code, **facts}


def confine(memory: int, cpu_s: int, output: int) -> None:
    """Set this process's limits, its parent's end among them; the kernel enforces them."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))


def main(limits: str, name: str) -> None:
    """Judge the paper on standard input and write the answer."""
    given = json.loads(limits)
    confine(given["memory"], given["cpu_s"], given["output"])
    try:
        report: dict[str, object] = _judge(sys.stdin.buffer.read(), name)
    except Refused as refused:
        report = dict(refused.report)
    Path("report.json").write_text(json.dumps(report), encoding="utf-8")


def _judge(data: bytes, name: str) -> dict[str, object]:
    if b"%PDF-" not in data[:MAGIC_WITHIN]:
        raise Refused("not-a-pdf")
    library.TOOLS.mupdf_display_errors(on=False)
    library.TOOLS.mupdf_display_warnings(on=False)
    try:
        return _accept(data, name)
    except _DAMAGE as error:
        raise Refused("unreadable-pdf") from error


def _accept(data: bytes, name: str) -> dict[str, object]:
    document = _open(data)
    _check_pages(document)
    if _is_marked(document, name):
        raise Refused("paper-marked-secret")
    repaired = bool(document.is_repaired)
    stripped = strip(document)
    if stripped or repaired:
        document = _cleaned(document)
    Path("preview.jpg").write_bytes(_preview(document[0]))
    return {
        "pages": document.page_count,
        "stripped": sorted(stripped),
        "repaired": repaired,
        "changed": bool(stripped or repaired),
    }


def _open(data: bytes) -> Document:
    document = library.open(stream=data, filetype="pdf")
    if not document.is_pdf:
        raise Refused("not-a-pdf")
    if document.needs_pass:
        raise Refused("password-required")
    return document


def _check_pages(document: Document) -> None:
    pages = document.page_count
    if pages < 1:
        raise Refused("no-pages")
    if pages > MAX_PAGES:
        raise Refused("too-many-pages", pages=pages, limit=MAX_PAGES)
    for page in document:
        if min(page.rect.width, page.rect.height) < MIN_SIDE:
            raise Refused("unreadable-pdf", page=page.number + 1)
        if max(page.rect.width, page.rect.height) > MAX_SIDE:
            raise Refused("page-too-large", page=page.number + 1, limit=MAX_SIDE)


def _is_marked(document: Document, name: str) -> bool:
    """Cheapest places first; every page is read, since a marked annex makes the whole secret."""
    if file_name_is_marked(name):
        return True
    if any(metadata_is_marked(str(value)) for value in document.metadata.values() if value):
        return True
    return any(
        paragraph_is_marked(block[4].splitlines())
        for page in document
        for block in page.get_text("blocks")
    )


def _cleaned(document: Document) -> Document:
    """Write `clean.pdf` and open it again: what is judged further is what will be kept."""
    pages = document.page_count
    document.save("clean.pdf", garbage=3, deflate=True, encryption=library.PDF_ENCRYPT_NONE)
    cleaned = library.open("clean.pdf")
    if cleaned.page_count != pages or strip(cleaned):
        raise Refused("unreadable-pdf")
    return cleaned


def _preview(page: Page) -> bytes:
    """Page one as JPEG that fits into one chunk, the sharpest that does."""
    scale = min(PREVIEW_WIDTH / page.rect.width, PREVIEW_HEIGHT / page.rect.height)
    return _preview_in(page, scale)


def _preview_in(page: Page, scale: float) -> bytes:
    picture = page.get_pixmap(matrix=library.Matrix(scale, scale), alpha=False)
    drawn = (bytes(picture.tobytes("jpeg", jpg_quality=quality)) for quality in PREVIEW_QUALITIES)
    fitting = next((jpeg for jpeg in drawn if len(jpeg) <= CHUNK_BYTES), None)
    return fitting or _preview_in(page, scale / 2)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
