"""Which boxes of a window are drawn again, and the number that a picture carries in one of its pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Box: TypeAlias = tuple[int, int, int, int]
"""Left, bottom, right, top, in pixels of the window."""

Color: TypeAlias = Sequence[int]
"""Red, green and blue, a byte each."""

PASS = 100_000  # pixels; to draw so many costs what going through a canvas once more does
BITS = 4  # of each of a pixel's three colours: no eye sees one pixel that is a little darker
NUMBERS = 1 << 3 * BITS
"""Pictures are numbered round, in far more numbers than a window has buffers."""

_LOW = (1 << BITS) - 1


def joined(boxes: Iterable[Box]) -> list[Box]:
    """The same places, in as few boxes as are quicker to draw than all of them."""
    apart: list[Box] = []
    for each in boxes:
        box, rest = each, []
        for other in apart:
            both = _around(box, other)
            if _area(both) <= _area(box) + _area(other) + PASS:
                box = both
            else:
                rest.append(other)
        apart = [*rest, box]
    return apart


def since(changes: Sequence[Sequence[Box] | None], age: int) -> list[Box] | None:
    """All that changed in the last `age` pictures; None: everything, or nobody knows any more."""
    if not 1 <= age <= len(changes):
        return None
    boxes: list[Box] = []
    for change in list(changes)[-age:]:
        if change is None:
            return None
        boxes += change
    return boxes


def numbered(ground: Color, number: int) -> tuple[int, ...]:
    """`ground` with a picture's number in its lowest bits."""
    return tuple(part & ~_LOW | number >> BITS * place & _LOW for place, part in enumerate(ground))


def number_in(color: Color, ground: Color) -> int | None:
    """The number that was written into `ground`; None when this is another colour."""
    if any((part ^ under) & ~_LOW for part, under in zip(color, ground, strict=True)):
        return None
    return sum((part & _LOW) << BITS * place for place, part in enumerate(color))


def _around(one: Box, other: Box) -> Box:
    low = (min(one[0], other[0]), min(one[1], other[1]))
    return (*low, max(one[2], other[2]), max(one[3], other[3]))


def _area(box: Box) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
