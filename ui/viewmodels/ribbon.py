"""All pages of a paper one below the other, and what of them is seen, in pixels from the top left.

How tall a page is, is known once it has been drawn; until then it is taken for an A4 page. What is in view
stays where it is when a page above turns out to be taller.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from device.pages import SCALE, Box
from ui.viewmodels.viewport import MARGIN, Laid, bounded

GAP = 14  # pixels between two pages
TYPICAL = 297 / 210
READ_AT = 0.4  # of the view's height: the page that lies there is the one being read


class Ribbon(Struct, frozen=True):
    """`top`: what is scrolled past, in pixels; `shapes`: height by width of the pages drawn so far."""

    width: float = 1
    height: float = 1
    pages: int = 1
    zoom: float = 1.0
    left: float = 0.0
    top: float = 0.0
    shapes: Mapping[int, float] = field(default_factory=dict)

    @property
    def fit_width(self) -> int:
        """Pixels of a page's width at zoom 1."""
        return max(int(self.width) - 2 * MARGIN, 1)

    @property
    def wide(self) -> int:
        """Pixels of a page's width now."""
        return round(self.fit_width * self.zoom)

    @property
    def total(self) -> float:
        """Pixels from the top of the first page to the bottom of the last."""
        return self.offset(self.pages + 1) - GAP

    @property
    def seen(self) -> range:
        """The pages of which something is seen."""
        return range(self.page_at(self.top), self.page_at(self.top + self.height - 1) + 1)

    @property
    def front(self) -> int:
        """The page being read."""
        if self.top <= 0:
            return 1
        at_the_end = self.top >= self.total - self.height - 1
        return self.pages if at_the_end else self.page_at(self.top + READ_AT * self.height)

    @property
    def down(self) -> float:
        """How far down the page being read the view begins, as a share of its height; never negative."""
        page = self.front
        return max((self.top - self.offset(page)) / self.tall(page), 0)

    def tall(self, page: int) -> int:
        """Pixels of a page's height."""
        return round(self.wide * self.shapes.get(page, TYPICAL))

    def offset(self, page: int) -> float:
        """Pixels from the top of the first page to the top of this one."""
        usual = round(self.wide * TYPICAL)
        other = sum(self.tall(known) - usual for known in self.shapes if known < page)
        return (page - 1) * (usual + GAP) + other

    def page_at(self, down: float) -> int:
        """The page, or the one above the gap, that lies `down` pixels below the top of the first."""
        first, last = 1, self.pages
        while first < last:
            middle = (first + last + 1) // 2
            if self.offset(middle) <= down:
                first = middle
            else:
                last = middle - 1
        return first

    def laid(self, page: int) -> Laid:
        """Where a page lies in the view."""
        across = (self.width - self.wide) / 2 if self.wide <= self.width else -self.left
        y = self.offset(page) - self.top
        return Laid(self.width, self.height, (round(across), round(y), self.wide, self.tall(page)))

    def scrolled(self, dx: float, dy: float) -> Ribbon:
        """Moved on, never beyond the ends; a paper less tall than the view stays at its top."""
        return replace(
            self,
            left=min(max(self.left + dx, 0), max(self.wide - self.width, 0)),
            top=min(max(self.top + dy, 0), max(self.total - self.height, 0)),
        )

    def at(self, page: int, down: float = 0.0) -> Ribbon:
        """At a page, `down` of its height below its top."""
        page = min(max(page, 1), self.pages)
        return replace(self, top=self.offset(page) + down * self.tall(page)).scrolled(0, 0)

    def resized(self, width: float, height: float) -> Ribbon:
        """In a view of another size, at the same place."""
        page, down = self.front, self.down
        return replace(self, width=width, height=height).at(page, down)

    def zoomed(self, factor: float, x: float, y: float) -> Ribbon:
        """Closer or farther; what is at `x`, `y` stays there as far as the ends allow."""
        page = self.page_at(self.top + y)
        left, above, wide, tall = self.laid(page).page
        across, down = (x - left) / wide, (y - above) / tall
        near = replace(self, zoom=bounded(self.zoom * factor))
        top = near.offset(page) + down * near.tall(page) - y
        return replace(near, left=across * near.wide - x, top=top).scrolled(0, 0)

    def shaped(self, page: int, shape: float) -> Ribbon:
        """A page was drawn and is `shape` times as tall as wide."""
        if abs(self.shapes.get(page, TYPICAL) - shape) < 0.002:
            return self
        first, past = self.seen.start, self.top - self.offset(self.seen.start)
        known = replace(self, shapes={**self.shapes, page: shape})
        return replace(known, top=known.offset(first) + past).scrolled(0, 0)

    def showing(self, page: int, box: Box) -> Ribbon:
        """Moved so that a part of a page is in the upper third."""
        left = (box[0] + box[2]) / 2 / SCALE * self.wide - self.width / 2
        top = self.offset(page) + box[1] / SCALE * self.tall(page) - self.height / 3
        return replace(self, left=left, top=top).scrolled(0, 0)
