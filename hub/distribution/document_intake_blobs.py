"""Where on a picture of a page a stamp could be: dark or red spots of a stamp's size. Pure.

The picture is small, a few points a pixel, so that letters run together into words and paragraphs into
blocks; what stands alone and is neither a speck nor a paragraph is worth reading at every angle.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

DARKER = 40  # levels below the paper; thin letters at this size are grey
REDDER = 45  # levels of red above green and blue
REACH = 3  # pixels between what belongs together: two words, but not two lines
RED_REACH = 4  # the same in red, which is paler than the letters are wide
FAR = 8  # pixels; further apart is no more alone
SLENDER = 10  # long by short side: a line of text, no stamp
MAX_SPOTS = 10  # of a page; a form with more words set apart is read as a whole only


class Spot(Struct, frozen=True):
    """A candidate in pixels, right and bottom excluded; `red` if only its red shows it."""

    left: int
    top: int
    right: int
    bottom: int
    red: bool


class StampSize(Struct, frozen=True):
    """Sides in pixels between which a spot could be a stamp."""

    shortest: float
    short: float
    long: float


def find_spots(rgb: bytes, width: int, size: StampSize) -> list[Spot]:
    """Spots of a stamp's size in a picture of `len(rgb) / 3 / width` rows, red ones first."""
    red, green, blue = rgb[0::3], rgb[1::3], rgb[2::3]
    stained = [
        n
        for n, (r, g, b) in enumerate(zip(red, green, blue, strict=True))
        if r - max(g, b) > REDDER
    ]
    paper = _paper(green)
    dark = [n for n, level in enumerate(green) if level < paper - DARKER]
    spots = _spots(stained, width, size, red=True) + _spots(dark, width, size, red=False)
    return [spot for _, spot in sorted(spots, key=lambda found: found[0])][:MAX_SPOTS]


def tilt(grey: bytes, width: int) -> float:
    """Degrees, from -90 to 90, by which what is dark leans: counter-clockwise ones are positive."""
    paper = _paper(grey)
    dots = [divmod(n, width) for n, level in enumerate(grey) if level < paper - DARKER]
    if len(dots) < 2:
        return 0.0
    middle_y = sum(y for y, _ in dots) / len(dots)
    middle_x = sum(x for _, x in dots) / len(dots)
    across = sum((x - middle_x) ** 2 for _, x in dots)
    down = sum((y - middle_y) ** 2 for y, _ in dots)
    both = sum((y - middle_y) * (x - middle_x) for y, x in dots)
    return -math.degrees(math.atan2(2 * both, across - down) / 2)


def red_only(rgb: bytes) -> bytes:
    """Grey levels in which only what is red is dark: the stamp without the writing beneath it."""
    layers = zip(rgb[0::3], rgb[1::3], rgb[2::3], strict=True)
    return bytes(255 - min(255, max(0, r - max(g, b)) * 2) for r, g, b in layers)


def _paper(levels: bytes) -> int:
    """The level of the paper: the commonest in the brighter half."""
    counts = Counter(levels)
    return max(range(128, 256), key=lambda level: counts.get(level, 0))


def _spots(
    pixels: Iterable[int], width: int, size: StampSize, *, red: bool
) -> list[tuple[tuple[bool, int, int], Spot]]:
    """Spots of a stamp's size, each with how unlikely it is to be one."""
    groups = _joined(pixels, width, RED_REACH if red else REACH)
    boxes = [_box(group, red=red) for group in groups]
    large = [box for box in boxes if max(_sides(box)) > size.shortest]
    return [
        ((not red, -_alone(box, large), _sides(box)[1]), box) for box in large if _fits(box, size)
    ]


def _fits(spot: Spot, size: StampSize) -> bool:
    short, long = _sides(spot)
    in_size = size.shortest <= short <= size.short and 2 * size.shortest <= long <= size.long
    return in_size and long <= SLENDER * short


def _box(group: list[tuple[int, int]], *, red: bool) -> Spot:
    rows, columns = [y for y, _ in group], [x for _, x in group]
    return Spot(min(columns), min(rows), max(columns) + 1, max(rows) + 1, red)


def _sides(spot: Spot) -> tuple[int, int]:
    """The shorter and the longer side."""
    across, down = spot.right - spot.left, spot.bottom - spot.top
    return min(across, down), max(across, down)


def _alone(spot: Spot, others: list[Spot]) -> int:
    """Pixels to the nearest other group, up to `FAR`: words of a line stand close, stamps apart."""
    gaps = (
        max(spot.left - o.right, o.left - spot.right, spot.top - o.bottom, o.top - spot.bottom)
        for o in others
        if o is not spot
    )
    return max(0, min((FAR, *gaps)))


def _joined(pixels: Iterable[int], width: int, reach: int) -> Iterable[list[tuple[int, int]]]:
    """Groups of pixels no further than `reach` from the next one of the group."""
    near = range(-reach, reach + 1)
    rest = {divmod(pixel, width) for pixel in pixels}
    while rest:
        group = [rest.pop()]
        for y, x in group:  # it grows while we go
            for dy in near:
                for dx in near:
                    if (y + dy, x + dx) in rest:
                        rest.remove((y + dy, x + dx))
                        group.append((y + dy, x + dx))
        yield group
