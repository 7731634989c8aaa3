"""The words that a machine recognised in scans, laid invisibly over their pictures, so that they are found.

They are appended to the file (ISO 32000-1, 7.5.6): what it was stays in it byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from hub.distribution.document_intake_font import ADVANCE, ASCENT, add_font, code
from hub.distribution.document_intake_pages import is_marked
from hub.distribution.document_intake_pdf import Document, Page, library
from hub.distribution.ocr import Line, Word

Matrix: TypeAlias = Any

FONT = "PhienhopWords"  # its name among a page's resources
LEANING = 1.5  # heights of its tallest word: beyond, a line leans and each word stands for itself
_INVISIBLE = 3  # text rendering mode


def append_words(file: Path, pages: Mapping[int, tuple[Line, ...]]) -> frozenset[int]:
    """Append the lines recognised on pages (from 0) to the PDF `file`; returns the pages that have them.

    Words that would pass for a mark of secrecy, without those that were too uncertain, are not appended:
    terminals would refuse the page. Nor is anything to a file too damaged to be appended to.
    """
    with library.open(file) as document:
        font, opened = add_font(document), _stream(document, b"q")
        laid = frozenset(
            number for number in pages if _lay(document[number], pages[number], font, opened)
        )
        if not document.can_save_incrementally():
            return frozenset()
        document.saveIncr()
    return laid


def is_signed(document: Document) -> bool:
    """Whether the PDF holds a digital signature, declared as one or not."""
    if document.get_sigflags() > 0:
        return True
    xrefs = range(1, document.xref_length()) if document.is_form_pdf else ()
    return any("/ByteRange" in document.xref_object(xref, compressed=True) for xref in xrefs)


def _lay(page: Page, lines: tuple[Line, ...], font: int, opened: int) -> bool:
    """Lay the lines over the page, after what it draws and apart from that, between `opened` and its end.

    False if they must not be there.
    """
    document, before = page.parent, page.get_contents()
    page.wrap_contents()
    contents = page.get_contents()
    layer = _stream(document, f"Q {_content(page, lines)}".encode())
    _set_contents(page, [opened, *contents, layer])
    _name_font(page, font)
    laid = document.reload_page(page)
    if is_marked(laid):
        _set_contents(laid, before)
        return False
    return True


def _content(page: Page, lines: tuple[Line, ...]) -> str:
    """Operators that show the lines, in points of the page as shown and with the origin below."""
    height = page.rect.height
    matrix = " ".join(f"{number:.4f}" for number in _upright(height) * ~_shown_as(page))
    return f"q {matrix} cm BT {_INVISIBLE} Tr\n{''.join(_shown(lines, height))}ET Q"


def _upright(height: float) -> Matrix:
    return library.Matrix(1, 0, 0, -1, 0, height)


def _shown_as(page: Page) -> Matrix:
    """From the file's coordinates to those of the page as shown: turned, cropped, its unit scaled."""
    box, matrix = library.mupdf.FzRect(), library.mupdf.FzMatrix()
    library.mupdf.pdf_page_transform(_of_pdf(page), box, matrix)
    return library.Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _of_pdf(page: Page) -> Any:
    return library.mupdf.pdf_page_from_fz_page(page.this)


def _shown(lines: Iterable[Line], height: float) -> Iterator[str]:
    """Word by word: the size where it changes, the width, the step from the word before, the letters."""
    before, sized = (0.0, 0.0), 0.0
    for line in lines:
        for word, top, bottom in _heights(line):
            size = round(max(bottom - top, 1), 1)
            place = round(word.left, 1), round(height - top - size * ASCENT / 1000, 1)
            wide = max(100_000 * (word.right - word.left) / (len(word.text) * ADVANCE * size), 1)
            step = f"{place[0] - before[0]:.1f} {place[1] - before[1]:.1f} Td"
            yield f"/{FONT} {size:.1f} Tf " if size != sized else ""
            yield f"{wide:.0f} Tz {step} {code(word.text + ' ')} Tj\n"
            before, sized = place, size


def _heights(line: Line) -> Iterator[tuple[Word, float, float]]:
    """Each word with its line's top and bottom, or with its own where the line leans."""
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    leans = bottom - top > LEANING * max(word.bottom - word.top for word in line)
    for word in line:
        yield (word, word.top, word.bottom) if leans else (word, top, bottom)


def _stream(document: Document, data: bytes) -> int:
    xref: int = document.get_new_xref()
    document.update_object(xref, "<<>>")
    document.update_stream(xref, data, new=True)
    return xref


def _set_contents(page: Page, xrefs: list[int]) -> None:
    listed = " ".join(f"{xref} 0 R" for xref in xrefs)
    page.parent.xref_set_key(page.xref, "Contents", f"[{listed}]")


def _name_font(page: Page, font: int) -> None:
    """Put the font among the page's resources, which it may share with others or inherit."""
    pdf = library.mupdf
    of_page = _of_pdf(page)
    resources = pdf.pdf_dict_gets_inheritable(of_page.obj(), "Resources")
    if not pdf.pdf_is_dict(resources):
        resources = pdf.pdf_dict_puts_dict(of_page.obj(), "Resources", 1)
    fonts = pdf.pdf_dict_gets(resources, "Font")
    if not pdf.pdf_is_dict(fonts):
        fonts = pdf.pdf_dict_puts_dict(resources, "Font", 1)
    pdf.pdf_dict_puts(fonts, FONT, pdf.pdf_new_indirect(of_page.doc(), font, 0))
