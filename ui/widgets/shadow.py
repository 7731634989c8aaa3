"""The one soft shadow of cards, as a small picture that is stretched.

Kivy's own shadow is computed for every pixel of a card in every frame, which is most of the cost of
a frame on a machine without a strong graphics chip.
"""

from __future__ import annotations

from functools import cache
from math import exp, hypot
from typing import Any

from kivy.graphics import Mesh
from kivy.graphics.texture import Texture

REACH = 14  # pixels the shadow spreads beyond a card
DROP = 3  # pixels it falls
CORNER = 2 * REACH
SIDE = 2 * CORNER
SOFTNESS = 3.5
MIDDLE = 4  # of nine patches, from the bottom left


def darkness(x: float, y: float) -> float:
    """From 0 to 1 at a pixel of the picture: a round cornered square with a soft edge."""
    middle, core = SIDE / 2, SIDE / 2 - CORNER
    beyond_x, beyond_y = max(abs(x - middle) - core, 0), max(abs(y - middle) - core, 0)
    distance = hypot(beyond_x, beyond_y) - (CORNER - REACH)
    return 1 / (1 + exp(distance / SOFTNESS))


@cache
def _picture() -> Any:
    """White pixels whose alpha is the shadow; made once for a process."""
    pixels = bytearray()
    for y in range(SIDE):
        for x in range(SIDE):
            pixels += bytes((255, 255, 255, round(255 * darkness(x + 0.5, y + 0.5))))
    texture = Texture.create(size=(SIDE, SIDE), colorfmt="rgba")
    texture.blit_buffer(bytes(pixels), colorfmt="rgba", bufferfmt="ubyte")
    return texture


class CardShadow(Mesh):
    """A shadow around a rectangle; `cover` follows the rectangle.

    What the rectangle hides is not drawn: where the processor draws, every pixel counts.
    """

    def __init__(self) -> None:
        patches = [n for n in range(9) if n != MIDDLE]
        indices = [place for patch in patches for place in _triangles(patch)]
        super().__init__(mode="triangles", indices=indices, texture=_picture())

    def cover(self, x: float, y: float, width: float, height: float) -> None:
        """Lie under the rectangle at (x, y)."""
        left, bottom = x - REACH, y - REACH - DROP
        right, top = left + width + 2 * REACH, bottom + height + 2 * REACH
        across = (left, left + CORNER, right - CORNER, right)
        upward = (bottom, bottom + CORNER, top - CORNER, top)
        shades = (0.0, CORNER / SIDE, 1 - CORNER / SIDE, 1.0)
        self.vertices = [
            number
            for up, v in zip(upward, shades, strict=True)
            for along, u in zip(across, shades, strict=True)
            for number in (along, up, u, v)
        ]


def _triangles(patch: int) -> tuple[int, ...]:
    """The two triangles of one of nine patches between sixteen corners, counted from the bottom left."""
    line, place = divmod(patch, 3)
    corner = 4 * line + place
    above = corner + 4
    return (corner, corner + 1, above, corner + 1, above + 1, above)
