"""The child process of document intake: a paper on standard input, an answer in the working directory.

    python -m hub.distribution.document_intake_child LIMITS

reads one line of JSON (`kind`, `name`, `password`, `tesseract`) and then the file, and writes
`report.json`, `preview.jpg`, and `clean.pdf` if the bytes had to change. A report with a `code` is a
refusal. Limits are set before the first byte is read; breaking one ends the process.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hub.application.intake import ReadBy
from hub.distribution.confinement import Limits, confine
from hub.distribution.document_intake_active import strip
from hub.distribution.document_intake_images import (
    picture_pdf,
    picture_sizes,
    shrink,
    worth_shrinking,
)
from hub.distribution.document_intake_layer import append_words, is_signed
from hub.distribution.document_intake_pages import ReadPage, check_text, read_pages
from hub.distribution.document_intake_pdf import DAMAGE, Document, Page, Refused, library
from hub.distribution.file_kinds import IMAGES, FileKind
from protocol.secrecy import file_name_is_marked
from protocol.transfer import CHUNK_BYTES

MAX_PAGES = 5000  # the longest budget annexes have about two thousand
MAX_SIDE = 5000  # points: ISO A0 has 3370; larger pages exist to exhaust memory
MIN_SIDE = 10  # points
PREVIEW_WIDTH = 1000  # px, the width of a seat's reader
PREVIEW_HEIGHT = 3000  # px; a longer strip is scaled down instead
PREVIEW_QUALITIES = (80, 60, 40)  # the first that fits into one chunk
HEADER, END = b"%PDF-", b"%%EOF"
END_WITHIN = 1024  # bytes of the file's end, where readers look for it
CUT_SHORT = "premature end"  # the library's warning over a JPEG, whose lower part it leaves grey
CLEAN, SMALL = Path("clean.pdf"), Path("small.pdf")


class Given(Struct, frozen=True):
    """What the parent says of the file; see `hub.distribution.document_intake`."""

    kind: FileKind
    name: str
    password: str
    tesseract: str


def main(limits: str) -> None:
    """Judge the paper on standard input and write the answer."""
    confine(Limits(**json.loads(limits)))
    said = json.loads(sys.stdin.buffer.readline())
    given = Given(FileKind(said["kind"]), said["name"], said["password"], said["tesseract"])
    try:
        report = _judge(sys.stdin.buffer.read(), given)
    except Refused as refused:
        report = dict(refused.report)
    Path("report.json").write_text(json.dumps(report), encoding="utf-8")


def _judge(data: bytes, given: Given) -> dict[str, object]:
    library.TOOLS.mupdf_display_errors(on=False)
    library.TOOLS.mupdf_display_warnings(on=False)
    try:
        return _accept(data, given)
    except DAMAGE as error:
        raise Refused("unreadable-pdf") from error


def _accept(data: bytes, given: Given) -> dict[str, object]:
    if file_name_is_marked(given.name):
        raise Refused("paper-marked-secret")
    locked, document = _opened(data, given)
    restrictions = [] if given.kind is not FileKind.PDF else _restrictions(document)
    pictures = picture_sizes(document)
    _check_pages(document)
    check_text(document)
    repaired, signed = _is_repaired(document, data, given.kind), is_signed(document)
    stripped = set(strip(document))
    if signed and (stripped or repaired or locked):
        stripped, signed = stripped | {"signature"}, False
    if stripped or repaired or locked or given.kind is not FileKind.PDF:
        document = _cleaned(document, locked=locked)
    if not signed:  # a signature covers the pictures, and every byte
        document = _shrunk(document, data, pictures)
    pages = list(read_pages(document, given.tesseract))
    Path("preview.jpg").write_bytes(_preview(document[0]))
    if given.kind in IMAGES and CUT_SHORT in library.TOOLS.mupdf_warnings():
        raise Refused("unreadable-image")
    if not signed:
        pages = _with_words(data, pages)
    return {
        "pages": [_told(page) for page in pages],
        "signed": signed,
        "stripped": sorted(stripped),
        "repaired": repaired,
        "restrictions": restrictions,
        "changed": CLEAN.exists(),
    }


def _opened(data: bytes, given: Given) -> tuple[bool, Document]:
    """The paper as PDF, and whether a password opened it; asking the library again would lock it."""
    if given.kind is not FileKind.PDF:
        return False, picture_pdf(data, given.kind)
    document = library.open(stream=data, filetype="pdf")
    if not document.is_pdf:
        raise Refused("not-a-pdf")
    if not document.needs_pass:
        return False, document
    if not given.password:
        raise Refused("password-required")
    if not document.authenticate(given.password):
        raise Refused("wrong-password")
    return True, document


def _is_repaired(document: Document, data: bytes, kind: FileKind) -> bool:
    """Whether the paper is not kept as it came, being damaged or having something else around it.

    Readers accept such a file, terminals do not: what stands before or after a PDF could be another file.
    """
    alone = data.startswith(HEADER) and END in data[-END_WITHIN:]
    return bool(document.is_repaired) or (kind is FileKind.PDF and not alone)


def _restrictions(document: Document) -> list[str]:
    """What the owner forbids."""
    rights = {
        "annotate": library.PDF_PERM_ANNOTATE,
        "copy": library.PDF_PERM_COPY,
        "modify": library.PDF_PERM_MODIFY,
        "print": library.PDF_PERM_PRINT,
    }
    return [name for name, right in rights.items() if not document.permissions & right]


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


def _cleaned(document: Document, *, locked: bool) -> Document:
    """Write `clean.pdf` and open it again: what is judged further is what will be kept.

    An owner's restrictions stay in the file; a password does not.
    """
    pages = document.page_count
    keep = library.PDF_ENCRYPT_NONE if locked else library.PDF_ENCRYPT_KEEP
    document.save(CLEAN, garbage=3, deflate=True, encryption=keep)
    cleaned = library.open(CLEAN)
    if cleaned.page_count != pages or strip(cleaned):
        raise Refused("unreadable-pdf")
    return cleaned


def _shrunk(document: Document, data: bytes, pictures: list[tuple[int, int]]) -> Document:
    """The document with pictures of the size a terminal shows, where that makes it smaller."""
    size = CLEAN.stat().st_size if CLEAN.exists() else len(data)
    if not worth_shrinking(pictures, size):
        return document
    copy = library.open(CLEAN) if CLEAN.exists() else library.open(stream=data, filetype="pdf")
    if not shrink(copy, size, SMALL):
        return document
    SMALL.replace(CLEAN)
    smaller = library.open(CLEAN)
    if smaller.page_count != document.page_count:
        raise Refused("unreadable-pdf")
    return smaller


def _with_words(data: bytes, pages: list[ReadPage]) -> list[ReadPage]:
    """Append what was recognised to `clean.pdf`; the pages as they can be searched then."""
    read = {number: page.lines for number, page in enumerate(pages) if page.lines}
    if not read:
        return pages
    if not CLEAN.exists():
        CLEAN.write_bytes(data)
    mute = read.keys() - append_words(CLEAN, read)
    return [
        replace(page, text="", read_by=ReadBy.NOBODY) if number in mute else page
        for number, page in enumerate(pages)
    ]


def _told(page: ReadPage) -> dict[str, object]:
    return {name: getattr(page, name) for name in ("text", "fingerprint", "read_by", "unread")}


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
    main(sys.argv[1])
