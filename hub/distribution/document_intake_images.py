"""Pictures: one that is sent as a paper becomes a PDF, and those in a PDF get the size a terminal shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hub.distribution.document_intake_pdf import DAMAGE, Document, Refused, library

MAX_PIXELS = 150_000_000  # of one picture: ISO A0 at 300 dpi has 140 million
MAX_FRAMES = 500  # pages of one TIFF, all held at once: a fax of that length is no paper
LONG_SIDE = 842.0  # points: a picture fills A4, whatever resolution it claims
SHRINK_ABOVE = 200  # dpi; a seat's widest screen shows 155 dpi of an A4 page
SHRINK_TO = 150  # dpi
QUALITY = 80  # of the JPEGs made: no halo at the letters of a typed page
WORTH_BYTES = 2**20  # smaller papers reach every seat in a blink as they are
WORTH_PIXELS = 1_000_000
WORTH_RATIO = 0.9  # what is saved must pay for losing the sender's bytes


def picture_pdf(data: bytes, kind: str) -> Document:
    """A PDF with a page for each frame of a JPEG, PNG or TIFF.

    Refuses `image-too-large` before anything is decoded, and `unreadable-image`.
    """
    try:
        buffer = library.mupdf.fz_new_buffer_from_copied_data(data)
        first = library.mupdf.fz_new_image_from_buffer(buffer)
        if first.w() * first.h() > MAX_PIXELS:
            raise Refused("image-too-large", limit=MAX_PIXELS)
        return _on_sheets(library.open(stream=data, filetype=kind))
    except DAMAGE as error:
        raise Refused("unreadable-image") from error


def _on_sheets(source: Document) -> Document:
    """One sheet with the proportions of each frame, its long side that of A4."""
    if not 1 <= source.page_count <= MAX_FRAMES:
        raise Refused("too-many-pages", pages=source.page_count, limit=MAX_FRAMES)
    for frame in source:
        if frame.rect.width * frame.rect.height > MAX_PIXELS:
            raise Refused("image-too-large", limit=MAX_PIXELS)
    frames = library.open("pdf", source.convert_to_pdf())
    made = library.open()
    for frame in frames:
        scale = LONG_SIDE / max(frame.rect.width, frame.rect.height)
        sheet = made.new_page(width=frame.rect.width * scale, height=frame.rect.height * scale)
        sheet.show_pdf_page(sheet.rect, frames, frame.number)
    return made


def picture_sizes(document: Document) -> list[tuple[int, int]]:
    """Width and height in pixels of every picture, as the file says; refuses `image-too-large`."""
    sizes = [
        (_number(document, xref, "Width"), _number(document, xref, "Height"))
        for xref in range(1, document.xref_length())
        if document.xref_is_image(xref)
    ]
    if any(width * height > MAX_PIXELS for width, height in sizes):
        raise Refused("image-too-large", limit=MAX_PIXELS)
    return sizes


def worth_shrinking(pictures: list[tuple[int, int]], size: int) -> bool:
    """Whether smaller pictures could make the file of `size` bytes noticeably smaller."""
    return size >= WORTH_BYTES and any(width * height >= WORTH_PIXELS for width, height in pictures)


def shrink(document: Document, size: int, target: Path) -> bool:
    """Write the document with smaller pictures; False, and no file, where that saves too little.

    Pictures of one bit a pixel stay: they are small already, and grey would make them larger.
    """
    document.rewrite_images(options=_coarser())
    document.save(target, garbage=3, deflate=True, encryption=library.PDF_ENCRYPT_KEEP)
    if target.stat().st_size < size * WORTH_RATIO:
        return True
    target.unlink()
    return False


def _coarser() -> Any:
    """How pictures are made smaller: to the very resolution, not by whole factors alone."""
    options, mupdf = library.mupdf.PdfImageRewriterOptions(), library.mupdf
    for kind in ("color_lossless", "color_lossy", "gray_lossless", "gray_lossy"):
        setattr(options, f"{kind}_image_recompress_method", mupdf.FZ_RECOMPRESS_JPEG)
        setattr(options, f"{kind}_image_recompress_quality", str(QUALITY))
        setattr(options, f"{kind}_image_subsample_method", mupdf.FZ_SUBSAMPLE_BICUBIC)
        setattr(options, f"{kind}_image_subsample_threshold", SHRINK_ABOVE)
        setattr(options, f"{kind}_image_subsample_to", SHRINK_TO)
    return options


def _number(document: Document, xref: int, key: str) -> int:
    kind, value = document.xref_get_key(xref, key)
    if kind == "xref":
        value = document.xref_object(int(value.split()[0]))
    digits = value.strip()
    return min(int(digits), 2**31) if digits.isdigit() and len(digits) < 12 else MAX_PIXELS + 1
