"""The scan's pictures are real JPEGs that show the text, checked with another decoder."""

import pymupdf

from firmware_config.demo.grain_jpeg import GrainEncoder


def darkness(picture: pymupdf.Pixmap, x: int, y: int) -> float:
    """Mean of the 8 x 8 pixels whose corner is at x, y."""
    levels = [sum(picture.pixel(x + i, y + j)) / 3 for i in range(8) for j in range(8)]
    return sum(levels) / 64


def test_ink_is_dark_and_paper_is_light_and_grainy() -> None:
    rows = ["0000"] * 4 + ["0f00"] * 4
    picture = pymupdf.Pixmap(GrainEncoder().encode(rows, seed=1))
    assert (picture.width, picture.height) == (32, 16)
    assert darkness(picture, 8, 8) < 90
    assert all(darkness(picture, x, y) > 200 for x, y in ((0, 0), (0, 8), (16, 8), (24, 8)))
    assert len({picture.pixel(x, 0) for x in range(32)}) > 3


def test_the_same_page_gives_the_same_bytes_and_another_seed_other_grain() -> None:
    rows = ["0123", "4567", "89ab", "cdef"] * 3
    first = GrainEncoder().encode(rows, seed=1)
    assert first == GrainEncoder().encode(rows, seed=1)
    assert first != GrainEncoder().encode(rows, seed=2)
