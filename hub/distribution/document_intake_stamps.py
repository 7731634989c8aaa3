"""What a page shows that is not text, and where in it a stamp could be: pictures, outlines of letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from hub.distribution.document_intake_blobs import Spot, StampSize, find_spots
from hub.distribution.document_intake_pdf import Page, library

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in points of the page as it is shown."""

LOOK_DPI = 24  # letters run together into words
SHORTEST, SHORT, LONG = 7.0, 130.0, 330.0  # points: from small print to a stamp across a cover
STAMP_LIKE = (1.5, 9.0)  # long by short side of "MẬT" and of "TUYỆT MẬT", framed or not
OUTLINE_PARTS = 8  # segments: a letter has more, a ruled cell fewer
MANY_OUTLINES = 100  # letters drawn instead of written: the page is a picture of text
MIN_VISIBLE = 200  # characters: below that a page with a picture on it is a scan with a header
SCAN_SHARE = 0.5  # of the page's area, beyond which a picture is the page


class Drawn(Struct, frozen=True):
    """What a page shows that is not text: its places, and whether the page is a scan."""

    places: tuple[Box, ...]
    scan: bool


def what_is_drawn(page: Page, text: str) -> Drawn:
    """Pictures and outlines of letters on the page; `text` is what is written there and can be read."""
    log = page.get_bboxlog()
    pictures = [_shown(page, box) for kind, box in log if kind in ("fill-image", "fill-imgmask")]
    outlines = list(_outlines(page)) if any(_letter_sized(box) for _, box in _paths(log)) else []
    seen = any(kind in ("fill-text", "stroke-text") for kind, _ in log)
    if seen and len(text) >= MIN_VISIBLE:
        return Drawn((*pictures, *outlines), scan=False)
    written = any(kind.endswith("-text") for kind, _ in log)
    covered = any(_area(box) >= SCAN_SHARE * _area(tuple(page.rect)) for box in pictures)
    scan = covered or (written and not text) or len(outlines) > MANY_OUTLINES
    return Drawn((*pictures, *outlines), scan)


def candidates(page: Page, drawn: Drawn) -> list[Spot]:
    """Spots of a stamp's size within what is drawn, in pixels at `LOOK_DPI`."""
    scale = LOOK_DPI / 72
    picture = page.get_pixmap(dpi=LOOK_DPI, colorspace=library.csRGB, alpha=False)
    rgb = bytes(picture.samples)
    if not drawn.scan:
        rgb = _masked(rgb, picture.width, scale, drawn.places)
    size = StampSize(SHORTEST * scale, SHORT * scale, LONG * scale)
    return find_spots(rgb, picture.width, size)


def could_be_stamp(spot: Spot) -> bool:
    """Whether a spot nobody can read is of a stamp's proportions."""
    low, high = STAMP_LIKE
    short, long = sorted((spot.right - spot.left, spot.bottom - spot.top))
    return low <= long / short <= high


def _paths(log: list[tuple[str, Box]]) -> Iterator[tuple[str, Box]]:
    return ((kind, box) for kind, box in log if kind in ("fill-path", "stroke-path"))


def _outlines(page: Page) -> Iterator[Box]:
    """Paths of many segments, of the size of letters or of a word."""
    for path in page.get_cdrawings():
        if len(path.get("items", ())) >= OUTLINE_PARTS and _letter_sized(path["rect"]):
            yield _shown(page, path["rect"])


def _letter_sized(box: Box) -> bool:
    across, down = abs(box[2] - box[0]), abs(box[3] - box[1])
    return 2 <= min(across, down) <= SHORT and 4 <= max(across, down) <= LONG


def _shown(page: Page, box: Box) -> Box:
    """A box of the page as it was written, where it is after the page has been turned."""
    turned = library.Rect(box) * page.rotation_matrix
    return (turned.x0, turned.y0, turned.x1, turned.y1)


def _area(box: Box) -> float:
    return abs((box[2] - box[0]) * (box[3] - box[1]))


def _masked(rgb: bytes, width: int, scale: float, boxes: Iterable[Box]) -> bytes:
    """White outside of the boxes; a point has `scale` pixels."""
    masked = bytearray(b"\xff" * len(rgb))
    height = len(rgb) // 3 // width
    for box in boxes:
        left, top, right, bottom = (side * scale for side in box)
        start, stop = max(0, int(left)), min(width, int(right) + 1)
        for row in range(max(0, int(top)), min(height, int(bottom) + 1)):
            place = slice((row * width + start) * 3, (row * width + max(start, stop)) * 3)
            masked[place] = rgb[place]
    return bytes(masked)
