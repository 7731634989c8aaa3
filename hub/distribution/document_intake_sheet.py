"""Pictures for recognising characters: a whole scan, or all candidates of a page at every angle.

The candidates stand below each other on one sheet, so that the recogniser starts once a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from hub.distribution.document_intake_blobs import Spot, red_only, tilt
from hub.distribution.document_intake_pdf import Document, Page, library
from hub.distribution.document_intake_stamps import LOOK_DPI

READ_DPI = 200  # of the sheet: 12-point capitals are 24 pixels high
WHOLE_DPI = 120  # of a whole scan: below that accents are lost, above it only takes longer
MAX_PIXELS = 20_000_000  # of one picture read: A2 at `WHOLE_DPI`; larger pages are read coarser
MARGIN = 4.0  # points around a candidate
TALL = 26.0  # points its lower side is brought to
LEANING = 5.0  # degrees: characters that lean less are recognised as they are


class Tile(Struct, frozen=True):
    """A candidate as it is laid: its page among the cuts, the angle, width and height in points."""

    cut: int
    angle: float
    width: float
    height: float


def whole(page: Page) -> bytes:
    """The page to be read, as PNM of `whole_dpi`."""
    picture = page.get_pixmap(dpi=whole_dpi(page), colorspace=library.csGRAY, alpha=False)
    return bytes(picture.tobytes("pnm"))


def whole_dpi(page: Page) -> int:
    """Pixels an inch of the page when it is read."""
    return min(WHOLE_DPI, int(72 * (MAX_PIXELS / (page.rect.width * page.rect.height)) ** 0.5))


def sheet(page: Page, spots: Sequence[Spot]) -> bytes:
    """All candidates of the page at every angle they may stand at, as PNM."""
    with library.open() as cuts, library.open() as made:
        tiles = [tile for spot in spots for tile in _tiles(page, spot, cuts)]
        width = max(tile.width for tile in tiles) + 2 * MARGIN
        height = sum(tile.height + 2 * MARGIN for tile in tiles)
        laid, top = made.new_page(width=width, height=height), 0.0
        for tile in tiles:
            top += MARGIN
            place = library.Rect(MARGIN, top, MARGIN + tile.width, top + tile.height)
            laid.show_pdf_page(place, cuts, tile.cut, rotate=tile.angle)
            top += tile.height + MARGIN
        dpi = min(READ_DPI, int(72 * (MAX_PIXELS / (width * height)) ** 0.5))
        picture = laid.get_pixmap(dpi=dpi, colorspace=library.csGRAY, alpha=False)
        return bytes(picture.tobytes("pnm"))


def _tiles(page: Page, spot: Spot, cuts: Document) -> Iterator[Tile]:
    """Cut a candidate out onto a page of `cuts`, and say how it is to be laid."""
    scale = 72 / LOOK_DPI
    corners = (spot.left * scale, spot.top * scale, spot.right * scale, spot.bottom * scale)
    left, top, right, bottom = corners
    area = library.Rect(left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN) & page.rect
    picture = page.get_pixmap(dpi=READ_DPI, colorspace=library.csRGB, alpha=False, clip=area)
    rgb = bytes(picture.samples)
    grey = red_only(rgb) if spot.red else rgb[1::3]
    zoom = max(1.0, TALL / min(area.width, area.height))
    width, height = area.width * zoom, area.height * zoom
    cut = cuts.new_page(width=width, height=height)
    levels = library.Pixmap(library.csGRAY, picture.width, picture.height, grey, 0)
    cut.insert_image(cut.rect, pixmap=levels)
    for angle in (0.0, 180.0):
        yield Tile(cut.number, angle, width, height)
    if height > width:
        for angle in (90.0, 270.0):
            yield Tile(cut.number, angle, height, width)
    leaning = tilt(grey, picture.width)
    if LEANING < abs(leaning) < 90 - LEANING:
        side = max(width, height)
        for angle in (-leaning, 180 - leaning):
            yield Tile(cut.number, angle, side, side)
