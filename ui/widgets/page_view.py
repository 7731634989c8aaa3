"""One page of a paper: fitted to the width or closer, sharp where it is seen, marked and written on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from device.pages import WHOLE, Box, PageAnswer, PageImage
from ui.kit import Kit
from ui.viewmodels.viewport import CLOSER, STEP, Viewport
from ui.widgets.page_gestures import SWIPE, TouchedArea
from ui.widgets.page_pen import PagePen
from ui.widgets.page_picture import Drawn, Marks, Sheet
from ui.widgets.texture_pool import PageKey, TexturePool

MOST_CLIPS = 3  # the part seen now, and those of a moment ago
EDGE = 0.12  # of the view's width: a tap there turns the page


@dataclass(frozen=True)
class Spot:
    """Which page of which paper is wanted; `last` bounds the neighbours that are fetched early.

    `preview` while only a picture of page one is here: the page itself is another, sharper picture.
    """

    paper: str
    version: int
    page: int
    last: int
    preview: bool


class PageView(TouchedArea):
    """Asks the page source for what it lacks and keeps neighbours ready as textures.

    `turn` is called with a step when fingers ask for another page.
    """

    def __init__(self, kit: Kit, turn: Callable[[int], None]) -> None:
        super().__init__()
        self._kit, self._turn = kit, turn
        self._pool, self._clips = TexturePool(), TexturePool(MOST_CLIPS)
        self._sheet = Sheet(kit)
        self.add_widget(self._sheet)
        self.pen = PagePen(kit, self._sheet)
        self.port = Viewport()
        self.marks = Marks()
        self.listener = self
        self._spot: Spot | None = None
        self._shown: PageKey | None = None
        self._clip: PageKey | None = None
        self.fault = ""
        self.on_fault: Any = None
        self.zoomed: Callable[[float], None] = lambda _: None
        self.bind(size=self._resized, pos=self._resized)

    def show(self, spot: Spot) -> None:
        """Turn to a page; the same page keeps its place."""
        if spot != self._spot:
            turned = self._spot is None or _place(spot) != _place(self._spot)
            self._spot = spot
            if turned:
                self.port, self._clip = self.port.turned(), None
            self._look()

    def mark(self, marks: Marks) -> None:
        """Show other hits or notes; a hit that was just gone to is brought into view."""
        if marks != self.marks:
            gone_to = marks.current and marks.current != self.marks.current
            self.marks = self.pen.marks = marks
            if gone_to:
                self.port = self.port.showing(marks.current[0])
            self._draw()
            self._sharpen()

    def zoom(self, closer: int) -> None:
        """One step closer (1), farther (-1), or back to the width of the view (0)."""
        factor = STEP**closer if closer else 1 / self.port.zoom
        self._zoom(factor, self.width / 2, self.height / 2)
        self._sharpen()

    def page_on(self, step: int) -> None:
        """One screenful on or back; at the end of the page, the next page."""
        moved = self.port.scrolled(0, step * self.height * 0.9)
        if moved == self.port:
            self._turn(step)
        else:
            self._move(moved)
            self._sharpen()

    @property
    def ready(self) -> bool:
        """Whether the page asked for is the one that is seen."""
        return self._spot is not None and self._shown == self._key(self._spot, self._spot.page)

    # ── fingers ─────────────────────────────────────────────────────────────────────────────────

    def touched(self, x: float, y: float) -> None:
        """A tool in hand begins to draw."""
        if self.pen.tool:
            self.pen.begin(self._page(), self.port, x, y)

    def dragged(self, x: float, y: float, dx: float, dy: float) -> None:
        """Draw with a tool, else move the page."""
        if self.pen.tool:
            self.pen.go_on(self.port, x, y)
            self._draw()
        else:
            self._move(self.port.scrolled(-dx, -dy))

    def lifted(self, dx: float, dy: float) -> None:
        """A sideways swipe over a page that is not wider than the view turns it."""
        if self.pen.tool:
            self.pen.end()
            self._draw()
        elif abs(dx) > max(SWIPE, 1.5 * abs(dy)) and not self.port.wider:
            self._turn(-1 if dx > 0 else 1)
        self._sharpen()

    def tapped(self, x: float, y: float, *, twice: bool) -> None:
        """Twice: closer, or back. Once at the side: another page."""
        if self.pen.tool:
            return
        if x < EDGE * self.width or x > (1 - EDGE) * self.width:
            self._turn(-1 if x < self.width / 2 else 1)
        elif twice:
            self._zoom(CLOSER if self.port.zoom == 1 else 1 / self.port.zoom, x, y)
            self._sharpen()

    def pinched(self, factor: float, x: float, y: float) -> None:
        """Closer or farther around the fingers."""
        self.pen.drop()
        self._zoom(factor, x, y)

    def _zoom(self, factor: float, x: float, y: float) -> None:
        self._move(self.port.zoomed(factor, x, y))
        self.zoomed(self.port.zoom)

    def _move(self, port: Viewport) -> None:
        if port != self.port:
            self.port = port
            self._draw()

    # ── pictures ────────────────────────────────────────────────────────────────────────────────

    def _resized(self, *_: object) -> None:
        self._sheet.pos, self._sheet.size = self.pos, self.size
        before = self.port.fit_width
        self.port = replace(self.port, width=self.width, height=self.height).scrolled(0, 0)
        if self.port.fit_width != before:
            self._look()
        else:
            self._draw()

    def _page(self) -> int:
        return self._spot.page if self._spot else 0

    def _key(self, spot: Spot, page: int) -> PageKey:
        return spot.paper, spot.version, page, self.port.fit_width, spot.preview, WHOLE

    def _look(self) -> None:
        """Show what is held, ask for what is not, then for the neighbours."""
        spot = self._spot
        if spot is None or self.port.fit_width <= 1:
            return
        key = self._key(spot, spot.page)
        if self._pool.find(key) is None:
            if self._shown is None or self._shown[:3] != _place(spot):
                self._sheet.opacity = 0
            self._ask(key, self._take, urgent=True)
        else:
            self._put(key)
        self._ready_neighbours(spot)

    def _ready_neighbours(self, spot: Spot) -> None:
        for neighbour in (spot.page + 1, spot.page - 1):
            key = self._key(spot, neighbour)
            if 1 <= neighbour <= spot.last and not self._pool.find(key):
                self._ask(key, self._take, urgent=False)

    def _put(self, key: PageKey) -> None:
        texture: Any = self._pool.find(key)
        self.port = replace(self.port, shape=texture.height / texture.width).scrolled(0, 0)
        self._sheet.opacity = 1
        self._shown = key
        self._draw()
        self._say("")
        self._sharpen()

    def _draw(self) -> None:
        shown, sharper = self._shown, self._clip
        texture = self._pool.find(shown) if shown else None
        if shown is None or texture is None:
            return
        pictures = [Drawn(texture)]
        if sharper is not None and sharper[:3] == shown[:3] and not self.port.sharp:
            clip = self._clips.find(sharper)
            pictures += [Drawn(clip, sharper[5])] if clip is not None else []
        self._sheet.draw(self.port, pictures, self.marks)
        self.pen.draw()

    def _sharpen(self) -> None:
        """Ask for the part that is seen, as large as it is seen."""
        spot = self._spot
        if spot is None or self.port.sharp or not self.ready:
            return
        paper, version, page, _, preview, _ = self._key(spot, spot.page)
        key = (paper, version, page, int(self.port.page[2]), preview, self.port.clip)
        if self._clips.find(key):
            self._clip = key
            self._draw()
        else:
            self._ask(key, self._take_clip, urgent=True)

    def _ask(
        self, key: PageKey, take: Callable[[PageAnswer, PageKey], None], *, urgent: bool
    ) -> None:
        if self._kit.pages is None:
            return
        paper, version, page, width, _, part = key
        deliver = partial(self._deliver, take, key)
        clip: dict[str, Box] = {} if part == WHOLE else {"clip": part}
        self._kit.pages.request(paper, version, page, width, deliver, urgent=urgent, **clip)

    @staticmethod
    def _deliver(
        take: Callable[[PageAnswer, PageKey], None], key: PageKey, answer: PageAnswer
    ) -> None:
        take(answer, key)

    def _take(self, answer: PageAnswer, key: PageKey) -> None:
        """Keep a picture that arrived, and show it if it is still the one wanted."""
        wanted = self._spot is not None and key == self._key(self._spot, self._spot.page)
        if isinstance(answer, PageImage):
            self._pool.keep(key, answer)
            if wanted:
                self._put(key)
        elif wanted and self._shown != key:  # a late refusal takes nothing away
            self._sheet.opacity = 0
            self._say(answer.code)

    def _take_clip(self, answer: PageAnswer, key: PageKey) -> None:
        """A sharp part of the page: seen at once; without it the page stays a little soft."""
        if isinstance(answer, PageImage):
            self._clips.keep(key, answer)
            self._clip = key
            self._draw()
        if self._spot is not None:
            self._ready_neighbours(self._spot)

    def _say(self, fault: str) -> None:
        self.fault = fault
        if self.on_fault is not None:
            self.on_fault(fault)


def _place(spot: Spot) -> tuple[str, int, int]:
    return spot.paper, spot.version, spot.page
