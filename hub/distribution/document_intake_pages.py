"""Reading every page of a paper: its text, what it shows as a fingerprint, and marks of secrecy in either."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from msgspec import Struct

from hub.application.intake import ReadBy
from hub.distribution.document_intake_pdf import Document, Page, Refused, library
from hub.distribution.document_intake_reading import Recognised, recognise
from hub.distribution.document_intake_stamps import MIN_VISIBLE, Drawn, what_is_drawn
from hub.distribution.ocr import Line, Word, written
from protocol.secrecy import metadata_is_marked, page_is_marked

MAX_TEXT = 50_000  # characters of a page: a table in the smallest print has a fifth
MAX_RECOGNISED = 200  # pages of one paper, some ten minutes; pictures after that are for people
SHOWN_DPI = 36  # of a fingerprint: a changed word shows, a changed millimetre of margin too
SHADES = bytes(level >> 4 for level in range(256))
SURE = 50  # of 100; below it one word in six is right, above it six in seven (decision 20)
UNDERSTOOD = 0.6  # of the words; scans that can be read have 0.68 and more, drawings 0.4
ILLEGIBLE = 0.2  # of a page's characters: a font that does not say what its signs mean


class ReadPage(Struct, frozen=True):
    """One page: NFC text, SHA-256 of what it shows, and whether a stamp could have been missed.

    `lines` are the words of the text that a machine recognised.
    """

    text: str
    fingerprint: str
    read_by: ReadBy
    unread: bool
    lines: tuple[Line, ...]


def check_text(document: Document) -> None:
    """Refuse a paper with a mark in what is written anywhere: metadata, outline, pages, notes, fields."""
    values = [*document.metadata.values(), document.get_xml_metadata()]
    values += [entry[1] for entry in document.get_toc()]
    if any(metadata_is_marked(part) for value in values if value for part in _parts(str(value))):
        raise Refused("paper-marked-secret")
    with _all_layers(document):
        if any(is_marked(page) for page in document):
            raise Refused("paper-marked-secret")


@contextmanager
def _all_layers(document: Document) -> Iterator[None]:
    """Show what the paper's optional layers hide, until they are as they were."""
    pdf = library.mupdf.pdf_document_from_fz_document(document.this)
    layers = range(library.mupdf.pdf_count_layers(pdf))
    hidden = [n for n in layers if not library.mupdf.pdf_layer_is_enabled(pdf, n)]
    for layer in hidden:
        library.mupdf.pdf_enable_layer(pdf, layer, 1)
    try:
        yield
    finally:
        for layer in hidden:
            library.mupdf.pdf_enable_layer(pdf, layer, 0)


def is_marked(page: Page) -> bool:
    """Whether a mark is written on the page, notes stuck to it and fields filled in included."""
    written = [block[4].splitlines() for block in page.get_text("blocks")]
    for note in page.annots():
        written += [
            str(note.info.get(key) or "").splitlines() for key in ("content", "subject", "title")
        ]
    written += [str(field.field_value or "").splitlines() for field in page.widgets()]
    return page_is_marked(written)


def read_pages(document: Document, tesseract: str) -> Iterator[ReadPage]:
    """Every page; refuses the paper at the first mark that is drawn instead of written."""
    left = MAX_RECOGNISED if tesseract else 0
    with ThreadPoolExecutor(max_workers=2) as pool:  # a whole page and its candidates at once
        for page in document:
            text = _text(page)
            drawn = what_is_drawn(page, text)
            recognised = Recognised((), done=True)
            if drawn.places or drawn.scan:
                recognised = recognise(page, drawn, tesseract if left else "", pool)
                left -= left > 0
            yield _page(page, text, drawn, recognised)


def _page(page: Page, text: str, drawn: Drawn, recognised: Recognised) -> ReadPage:
    lines = worth_keeping(page, text, recognised.lines)
    read_by = ReadBy.TEXT
    if lines or (drawn.scan and not text):
        read_by = ReadBy.OCR if lines else ReadBy.NOBODY
        own = (block[4].strip() for block in _legible_blocks(page))
        text = _bounded("\n".join([*own, *map(written, lines)]))
    return ReadPage(text, _fingerprint(page, text), read_by, not recognised.done, lines)


def worth_keeping(page: Page, text: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Of the words recognised those to be found by, where the page does not write them itself."""
    if not _understood(lines) or len(text) >= MIN_VISIBLE:
        return ()
    own = [library.Rect(block[:4]) * page.rotation_matrix for block in _legible_blocks(page)]
    kept = (
        tuple(word for word in line if _is_word(word) and _is_sure(word) and not _in(word, own))
        for line in lines
    )
    return tuple(filter(None, kept))


def _understood(lines: Iterable[Line]) -> bool:
    """Whether enough of the words are sure: of a page that lies on its side hardly one is."""
    words = [word for line in lines for word in line if _is_word(word)]
    return bool(words) and sum(map(_is_sure, words)) >= UNDERSTOOD * len(words)


def _is_word(word: Word) -> bool:
    """Rules of tables are read as strokes without letters."""
    return any(map(str.isalnum, word.text))


def _is_sure(word: Word) -> bool:
    return word.confidence >= SURE


def _in(word: Word, boxes: Iterable[Any]) -> bool:
    middle = library.Point((word.left + word.right) / 2, (word.top + word.bottom) / 2)
    return any(middle in box for box in boxes)


def _parts(value: str) -> Iterator[str]:
    """A value of the metadata, or every text in it if it is XML."""
    inside = False
    part = ""
    for char in value[:MAX_TEXT]:
        if char == "<":
            yield part
            part, inside = "", True
        elif char == ">" and inside:
            inside = False
        elif not inside:
            part += char
    yield part


def _text(page: Page) -> str:
    """What is written on the page, if it means something."""
    blocks = page.get_text("blocks")
    text = _bounded("\n".join(block[4].strip() for block in blocks if block[6] == 0))
    return text if _legible(text) else ""


def _legible_blocks(page: Page) -> list[Any]:
    """Blocks that mean something, of a page that on the whole may not."""
    return [block for block in page.get_text("blocks") if block[6] == 0 and _legible(block[4])]


def _bounded(text: str) -> str:
    return unicodedata.normalize("NFC", text)[:MAX_TEXT]


def _legible(text: str) -> bool:
    """Whether there is text that means something."""
    signs = [char for char in text if not char.isspace()]
    strange = sum(unicodedata.category(char) in ("Co", "Cn", "Cc", "So") for char in signs)
    return bool(signs) and strange <= ILLEGIBLE * len(signs)


def _fingerprint(page: Page, text: str) -> str:
    """What the page shows, whatever object it is in the file."""
    picture = page.get_pixmap(dpi=SHOWN_DPI, colorspace=library.csGRAY, alpha=False)
    shown = hashlib.sha256(f"{picture.width}x{picture.height}\n".encode())
    shown.update(" ".join(text.split()).encode("utf-8", "replace"))
    shown.update(bytes(picture.samples).translate(SHADES))
    return shown.hexdigest()
