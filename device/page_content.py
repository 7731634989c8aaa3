"""What a page of an open PDF says, and notes drawn on it; part of the child process `device.page_worker`.

Positions are ten-thousandths of the page's width and height, from the top left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pymupdf

from device.page_paragraphs import Line
from device.pages import SCALE

MAX_TEXT = 200_000  # characters of one page: forty times a full one
MAX_READING = 20_000  # characters of a page that is set anew: four times a full one
MAX_LINES = 1_000  # of such a page
PRINT_WIDTH = 100  # pixels: enough to tell two charts apart
MARK_OPACITY = 0.4  # words stay readable under it
PEN_POINTS = 1.5  # a fine felt pen
_COLOURS = {
    "yellow": (1.0, 0.85, 0.2),
    "green": (0.4, 0.8, 0.4),
    "blue": (0.35, 0.6, 1.0),
    "red": (0.9, 0.25, 0.25),
}


def text_of(page: Any) -> str:
    """What is written on a page, as far as it is a page."""
    text: str = page.get_text("text")
    return text[:MAX_TEXT]


def is_recognised(page: Any) -> bool:
    """Whether words lie unseen over the pictures of a page, as whoever recognises characters leaves them."""
    if not page.parent.is_pdf or not page.get_images():
        return False
    return any(kind == "ignore-text" for kind, _ in page.get_bboxlog())


def lines_of(page: Any) -> Iterator[Line]:
    """The written lines of a page in the order of the paper, as far as they are a page.

    Without what is not seen: the words of a scan may be wrong, and nobody could tell without its picture.
    """
    room = MAX_READING
    for block in page.get_text("dict", flags=pymupdf.TEXTFLAGS_TEXT)["blocks"]:
        for line in block.get("lines", ()):
            phrases = tuple(
                (span["text"], _is_bold(span)) for span in line["spans"] if _is_seen(span)
            )
            room -= sum(len(text) for text, _ in phrases)
            if room < 0:
                return
            if any(text.strip() for text, _ in phrases):
                left, top, right, bottom = box_of(page, line["bbox"])
                yield Line(left, top, right, bottom, phrases)


def _is_seen(span: dict[str, Any]) -> bool:
    seen: int = pymupdf.mupdf.FZ_STEXT_FILLED | pymupdf.mupdf.FZ_STEXT_STROKED
    return bool(span["char_flags"] & seen)


def _is_bold(span: dict[str, Any]) -> bool:
    return bool(span["flags"] & pymupdf.TEXT_FONT_BOLD) or "bold" in span["font"].lower()


def print_of(page: Any) -> str:
    """The fingerprint of what a page shows: its size, its words, and its pictures or its looks.

    Pictures go in as they lie in the file, since decoding a scan takes longer than reading it.
    """
    digest = hashlib.sha256(repr((tuple(page.rect), page.rotation)).encode())
    digest.update(text_of(page).encode("utf-8", "replace"))
    images = page.get_images(full=True) if page.parent.is_pdf else []
    for image in images:
        digest.update(page.parent.xref_stream_raw(image[0]) or b"")
    if not images:
        scale = PRINT_WIDTH / max(1.0, page.rect.width)
        looks = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY)
        digest.update(looks.samples)
    return digest.hexdigest()[:16]


def box_of(page: Any, box: Any) -> list[int]:
    """A rectangle of the page in ten-thousandths, inside it."""
    left, top, right, bottom = pymupdf.Rect(box) * page.rotation_matrix
    across, down = page.rect.width, page.rect.height
    places = (left / across, top / down, right / across, bottom / down)
    return [min(SCALE, max(0, round(place * SCALE))) for place in places]


def draw_mark(page: Any, mark: dict[str, Any]) -> None:
    """One note on its page; words go into an annotation, which shows any letter."""
    across, down = page.rect.width / SCALE, page.rect.height / SCALE
    pairs = zip(mark["at"][::2], mark["at"][1::2], strict=True)
    points = [pymupdf.Point(x * across, y * down) * page.derotation_matrix for x, y in pairs]
    corners = [pymupdf.Rect(*two) for two in zip(points[::2], points[1::2], strict=False)]
    colour = _COLOURS.get(mark["colour"], _COLOURS["yellow"])
    for box in corners if mark["kind"] in {"highlight", "underline"} else ():
        box.normalize()
        if mark["kind"] == "underline":
            box = pymupdf.Rect(*_lower_edge(page, box))
        page.draw_rect(box, color=None, fill=colour, fill_opacity=MARK_OPACITY)
    if mark["kind"] == "pen":
        page.draw_polyline(points, color=colour, width=PEN_POINTS)
    if mark["text"] or mark["kind"] == "text":
        page.add_text_annot(points[0], mark["text"])


def _lower_edge(page: Any, box: Any) -> tuple[Any, Any]:
    """The strip along the side of `box` that is below as the page is shown."""
    shown = box * page.rotation_matrix
    strip = pymupdf.Rect(shown.x0, shown.y1 - PEN_POINTS, shown.x1, shown.y1)
    back = strip * page.derotation_matrix
    back.normalize()
    return back.tl, back.br
