"""What part of a page is seen: zoom and place as a value, in pixels from the top left of the view."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from device.pages import SCALE, WHOLE, Box

Rect: TypeAlias = tuple[float, float, float, float]
"""Left, top, width, height in the view."""

MARGIN = 34
LEAST, MOST = 0.5, 4.0  # a whole page at a glance; a footnote of a scan at arm's length
STEP = 1.25
CLOSER = 2.0  # what a double tap does


class View(Struct, frozen=True):
    """A page as it lies in a view of `width` and `height`: `page` is where."""

    width: float
    height: float

    @property
    def page(self) -> Rect:
        """Where the page lies."""
        raise NotImplementedError

    @property
    def clip(self) -> Box:
        """The part of the page that is seen."""
        x, y, wide, tall = self.page
        return (
            max(int(-x / wide * SCALE), 0),
            max(int(-y / tall * SCALE), 0),
            min(int((self.width - x) / wide * SCALE) + 1, SCALE),
            min(int((self.height - y) / tall * SCALE) + 1, SCALE),
        )

    def rect(self, box: Box) -> Rect:
        """Where a part of the page lies."""
        x, y, wide, tall = self.page
        left, top, right, bottom = (each / SCALE for each in box)
        return x + left * wide, y + top * tall, (right - left) * wide, (bottom - top) * tall

    def spot(self, x: float, y: float) -> tuple[int, int]:
        """The place on the page below a finger, on its edge if beside it."""
        across, down = self._at(x, y)
        return round(min(max(across, 0), 1) * SCALE), round(min(max(down, 0), 1) * SCALE)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        left, top, wide, tall = self.page
        return (x - left) / wide, (y - top) / tall


class Laid(View, frozen=True):
    """A page that lies where it was put."""

    place: Rect

    @property
    def page(self) -> Rect:
        """Where the page lies."""
        return self.place


class Viewport(View, frozen=True):
    """A page seen alone. `shape`: its height by its width. Zoom 1 fits the width."""

    width: float = 1
    height: float = 1
    shape: float = 297 / 210
    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @property
    def fit_width(self) -> int:
        """Pixels of the page's width at zoom 1."""
        return max(int(self.width) - 2 * MARGIN, 1)

    @property
    def page(self) -> Rect:
        """Where the page lies."""
        wide = round(self.fit_width * self.zoom)
        tall = round(wide * self.shape)
        x = (self.width - wide) / 2 if wide <= self.width else -self.left
        y = (self.height - tall) / 2 if tall <= self.height else -self.top
        return round(x), round(y), wide, tall

    @property
    def sharp(self) -> bool:
        """Whether the picture of the whole page at zoom 1 is what is seen, pixel by pixel."""
        return round(self.fit_width * self.zoom) == self.fit_width

    @property
    def wider(self) -> bool:
        """Whether the page can be moved sideways."""
        return self.page[2] > self.width

    def scrolled(self, dx: float, dy: float) -> Viewport:
        """Moved on; the page never leaves the view."""
        _, _, wide, tall = self.page
        return replace(
            self,
            left=min(max(self.left + dx, 0), max(wide - self.width, 0)),
            top=min(max(self.top + dy, 0), max(tall - self.height, 0)),
        )

    def zoomed(self, factor: float, x: float, y: float) -> Viewport:
        """Closer or farther; what is at `x`, `y` stays there as far as the page allows."""
        across, down = self._at(x, y)
        near = replace(self, zoom=bounded(self.zoom * factor))
        _, _, wide, tall = near.page
        return replace(near, left=across * wide - x, top=down * tall - y).scrolled(0, 0)

    def turned(self) -> Viewport:
        """At the top of another page, as close as before."""
        return replace(self, top=0.0).scrolled(0, 0)

    def showing(self, box: Box) -> Viewport:
        """Moved just so far that the box is in the middle third."""
        _, _, wide, tall = self.page
        x = (box[0] + box[2]) / 2 / SCALE * wide - self.width / 2
        y = box[1] / SCALE * tall - self.height / 3
        return replace(self, left=x, top=y).scrolled(0, 0)


def bounded(zoom: float) -> float:
    """A zoom that is allowed; nearly the width of the view is the width."""
    zoom = min(max(zoom, LEAST), MOST)
    return 1.0 if abs(zoom - 1) < 0.02 else zoom


def common(first: Box, second: Box) -> Box | None:
    """What two parts of a page have in common, or None."""
    left, top = max(first[0], second[0]), max(first[1], second[1])
    right, bottom = min(first[2], second[2]), min(first[3], second[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def swept(start: tuple[int, int], end: tuple[int, int], line: int = 160) -> Box:
    """What a finger swept over: at least the height of a line of text, which is 1.6 % of a page."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    if bottom - top < line:
        middle = (top + bottom) // 2
        top, bottom = max(middle - line // 2, 0), min(middle + line // 2, SCALE)
    return left, top, right, bottom


def thinned(points: list[tuple[int, int]], most: int, apart: int = 12) -> tuple[int, ...]:
    """A stroke without points nearer than `apart` to the one before, and at most `most` numbers."""
    kept = points[:1]
    for point in points[1:]:
        if abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= apart:
            kept.append(point)
    if len(kept) == 1 and len(points) > 1:
        kept.append(points[-1])
    step = -(-2 * len(kept) // most)
    return tuple(number for point in kept[:: max(step, 1)] for number in point)


__all__ = [
    "CLOSER",
    "LEAST",
    "MARGIN",
    "MOST",
    "STEP",
    "WHOLE",
    "Laid",
    "Rect",
    "View",
    "Viewport",
    "bounded",
    "common",
    "swept",
    "thinned",
]
