"""One page of a paper: fitted to the width or closer, sharp where it is seen, marked and written on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from device.pages import WHOLE, PageAnswer, PageImage
from ui.kit import Kit
from ui.viewmodels.viewport import CLOSER, STEP, Viewport
from ui.widgets.page_gestures import SWIPE, TouchedArea
from ui.widgets.page_pen import PagePen
from ui.widgets.page_picture import NO_MARKS, Drawn, Marks, Sheet
from ui.widgets.page_pictures import Pictures, Spot
from ui.widgets.texture_pool import PageKey

EDGE = 0.12  # of the view's width: a tap there turns the page


class PageView(TouchedArea):
    """Asks the page source for what it lacks and keeps neighbours ready as textures.

    `turn` is called with a step when fingers ask for another page.
    """

    def __init__(self, kit: Kit, turn: Callable[[int], None], pictures: Pictures) -> None:
        super().__init__()
        self._turn, self._pictures = turn, pictures
        self._sheet = Sheet(kit)
        self.add_widget(self._sheet)
        self.pen = PagePen(kit, self._sheet)
        self.port = Viewport()
        self.marks = NO_MARKS
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
        self._pictures.arrived = self._arrived
        if spot != self._spot:
            turned = self._spot is None or spot.place != self._spot.place
            self._spot = spot
            if turned:
                self.port, self._clip = self.port.turned(), None
            self._look()

    def mark(self, marks: Mapping[int, Marks]) -> None:
        """Show other hits or notes; a hit that was just gone to is brought into view."""
        here, before = marks.get(self._page(), NO_MARKS), self.marks
        if here != before:
            self.marks = self.pen.marks = here
            if here.current != before.current:
                self.bring_hit()
            self._draw()
            self._sharpen()

    def bring_hit(self) -> None:
        """Have the hit that was gone to in view, if it is on this page."""
        if self.marks.current:
            self._move(self.port.showing(self.marks.current[0]))
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

    def place_at(self, down: float, zoom: float) -> None:
        """Begin `down` of the page's height below its top, as close as another view was."""
        near = replace(self.port, zoom=zoom)
        self._move(replace(near, top=down * near.page[3]).scrolled(0, 0))
        self._sharpen()

    @property
    def down(self) -> float:
        """How far down the page the view begins, as a share of the page's height."""
        return self.port.top / self.port.page[3]

    @property
    def zoom_now(self) -> float:
        """How close the page is."""
        return self.port.zoom

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
        return spot.key(page, self.port.fit_width)

    def _look(self) -> None:
        """Show what is held, ask for what is not, then for the neighbours."""
        spot = self._spot
        if spot is None or self.port.fit_width <= 1:
            return
        key = self._key(spot, spot.page)
        if self._pictures.find(key) is None:
            if self._shown is None or self._shown[:3] != spot.place:
                self._sheet.opacity = 0
            self._pictures.ask(key, urgent=True)
        else:
            self._put(key)
        self._ready_neighbours(spot)

    def _ready_neighbours(self, spot: Spot) -> None:
        for neighbour in (spot.page + 1, spot.page - 1):
            key = self._key(spot, neighbour)
            if 1 <= neighbour <= spot.last and not self._pictures.find(key):
                self._pictures.ask(key, urgent=False)

    def _put(self, key: PageKey) -> None:
        texture: Any = self._pictures.find(key)
        self.port = replace(self.port, shape=texture.height / texture.width).scrolled(0, 0)
        self._sheet.opacity = 1
        self._shown = key
        self._draw()
        self._say("")
        self._sharpen()

    def _draw(self) -> None:
        shown, sharper = self._shown, self._clip
        texture = self._pictures.find(shown) if shown else None
        if shown is None or texture is None:
            return
        pictures = [Drawn(texture)]
        if sharper is not None and sharper[:3] == shown[:3] and not self.port.sharp:
            clip = self._pictures.find(sharper)
            pictures += [Drawn(clip, sharper[5])] if clip is not None else []
        self._sheet.draw(self.port, pictures, self.marks)
        self.pen.draw()

    def _sharpen(self) -> None:
        """Ask for the part that is seen, as large as it is seen."""
        spot = self._spot
        if spot is None or self.port.sharp or not self.ready:
            return
        key = (*spot.place, int(self.port.page[2]), spot.preview, self.port.clip)
        if self._pictures.find(key):
            self._clip = key
            self._draw()
        else:
            self._pictures.ask(key, urgent=True)

    def _arrived(self, key: PageKey, answer: PageAnswer) -> None:
        if key[5] == WHOLE:
            self._take(answer, key)
        else:
            self._take_clip(answer, key)

    def _take(self, answer: PageAnswer, key: PageKey) -> None:
        """Show a page that arrived if it is still the one wanted."""
        wanted = self._spot is not None and key == self._key(self._spot, self._spot.page)
        if isinstance(answer, PageImage):
            if wanted:
                self._put(key)
        elif wanted and self._shown != key:  # a late refusal takes nothing away
            self._sheet.opacity = 0
            self._say(answer.code)

    def _take_clip(self, answer: PageAnswer, key: PageKey) -> None:
        """A sharp part of the page: seen at once; without it the page stays a little soft."""
        if isinstance(answer, PageImage):
            self._clip = key
            self._draw()
        if self._spot is not None:
            self._ready_neighbours(self._spot)

    def _say(self, fault: str) -> None:
        self.fault = fault
        if self.on_fault is not None:
            self.on_fault(fault)
