"""All pages of a paper one below the other, scrolled by a finger that may let go while they still move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from device.pages import WHOLE, Box, PageAnswer, PageFault
from ui.kit import Kit
from ui.viewmodels.ribbon import Ribbon
from ui.viewmodels.viewport import CLOSER, STEP
from ui.widgets.glide import Glide
from ui.widgets.page_gestures import TouchedArea
from ui.widgets.page_pen import PagePen
from ui.widgets.page_picture import NO_MARKS, Drawn, Marks, Sheet
from ui.widgets.page_pictures import Pictures, Spot
from ui.widgets.texture_pool import PageKey


class PageRibbon(TouchedArea):
    """Draws the pages that are seen and no other. `reach` is told when another page is being read."""

    def __init__(self, kit: Kit, reach: Callable[[int], None], pictures: Pictures) -> None:
        super().__init__()
        self._kit, self._reach, self._pictures = kit, reach, pictures
        self._sheets: dict[int, Sheet] = {}
        self._spare: list[Sheet] = []
        self._ink = Sheet(kit)
        self._ink.opacity = 1
        self.add_widget(self._ink)
        self.pen = PagePen(kit, self._ink)
        self.ribbon = Ribbon()
        self.listener = self
        self._marks: Mapping[int, Marks] = {}
        self._brought: tuple[Box, ...] = ()  # the hit last brought into view
        self._spot: Spot | None = None
        self._front = 0
        self._clips: dict[int, PageKey] = {}
        self._held = False
        self._glide = Glide()
        self._glide.bind(value=self._glided, velocity=self._came_to_rest)
        self._glided_to = 0.0
        self.fault = ""
        self.on_fault: Any = None
        self.zoomed: Callable[[float], None] = lambda _: None
        self.bind(size=self._resized, pos=self._resized)

    def show(self, spot: Spot) -> None:
        """Go to a page; the page that is being read keeps its place."""
        self._pictures.arrived = self._arrived
        before, self._spot = self._spot, spot
        if before is None or (before.paper, before.version) != (spot.paper, spot.version):
            self.ribbon = replace(self.ribbon, pages=spot.last, shapes={}).at(spot.page)
            self._clips.clear()
        elif spot.page == self._front and before.last == spot.last:
            return
        elif spot.page != self._front:
            self._rest()
            self._brought = ()
            self.ribbon = replace(self.ribbon, pages=spot.last).at(spot.page)
        else:
            self.ribbon = replace(self.ribbon, pages=spot.last)
        self._front = spot.page
        self._look()
        self._sharpen()

    def mark(self, marks: Mapping[int, Marks]) -> None:
        """Show other hits or notes; a hit that was just gone to is brought into view."""
        here = marks.get(self._front, NO_MARKS).current
        if marks == self._marks and here in {(), self._brought}:
            return
        self._marks = marks
        if here not in {(), self._brought}:
            self.bring_hit()
        self._draw()

    def bring_hit(self) -> None:
        """Have the hit that was gone to in view, if it is on the page being read."""
        hit = self._marks.get(self._front, NO_MARKS).current
        if hit:
            self._brought = hit
            self._move(self.ribbon.showing(self._front, hit[0]))
            self._sharpen()

    def zoom(self, closer: int) -> None:
        """One step closer (1), farther (-1), or back to the width of the view (0)."""
        factor = STEP**closer if closer else 1 / self.ribbon.zoom
        self._zoom(factor, self.width / 2, self.height / 2)
        self._sharpen()

    def page_on(self, step: int) -> None:
        """One screenful on or back."""
        self._rest()
        self._move(self.ribbon.scrolled(0, step * self.height * 0.9))
        self._sharpen()

    def place_at(self, down: float, zoom: float) -> None:
        """Begin `down` of the page's height below its top, as close as another view was."""
        self.ribbon = replace(self.ribbon, zoom=zoom).at(self._front, down)
        self._look()
        self._sharpen()

    @property
    def down(self) -> float:
        """How far down the page being read the view begins."""
        return self.ribbon.down

    @property
    def zoom_now(self) -> float:
        """How close the pages are."""
        return self.ribbon.zoom

    # ── fingers ─────────────────────────────────────────────────────────────────────────────────

    def touched(self, x: float, y: float) -> None:
        """Whatever moved stands still; a tool in hand begins to draw on the page below it."""
        self._rest()
        self._held = True
        if self.pen.tool:
            page = self.ribbon.page_at(self.ribbon.top + y)
            self.pen.marks = self._marks.get(page, NO_MARKS)
            self.pen.begin(page, self.ribbon.laid(page), x, y)
        else:
            self._glided_to = self._glide.value
            self._glide.start(y)

    def dragged(self, x: float, y: float, dx: float, dy: float) -> None:
        """Draw with a tool, else move the pages."""
        if not self._held:  # the wheel of a mouse
            self._move(self.ribbon.scrolled(-dx, -dy))
        elif self.pen.tool:
            self.pen.go_on(self.pen.port or self.ribbon.laid(self._front), x, y)
            self._draw_ink()
        else:
            self._move(self.ribbon.scrolled(-dx, 0))
            self._glide.update(y)

    def lifted(self, dx: float, dy: float) -> None:
        """What was pushed moves on for a while."""
        self._held = False
        if self.pen.tool:
            self.pen.end()
            self._draw_ink()
        elif self._glide.is_manual:
            self._glide.stop(self._glide.history[-1][1])
            if not dx and not dy:
                self._rest()

    def tapped(self, x: float, y: float, *, twice: bool) -> None:
        """Twice: closer, or back."""
        if twice and not self.pen.tool:
            self._zoom(CLOSER if self.ribbon.zoom == 1 else 1 / self.ribbon.zoom, x, y)
        self._sharpen()

    def pinched(self, factor: float, x: float, y: float) -> None:
        """Closer or farther around the fingers."""
        self.pen.drop()
        self._rest()
        self._zoom(factor, x, y)

    def _rest(self) -> None:
        self._glide.velocity = 0
        self._glide.is_manual = False

    def _glided(self, _effect: object, value: float) -> None:
        before, self._glided_to = self._glided_to, value
        moved = self.ribbon.scrolled(0, before - value)
        if moved == self.ribbon and not self._held:
            self._glide.velocity = 0  # at an end
        self._move(moved)

    def _came_to_rest(self, _effect: object, velocity: float) -> None:
        if not velocity and not self._held:
            self._sharpen()

    def _zoom(self, factor: float, x: float, y: float) -> None:
        self._move(self.ribbon.zoomed(factor, x, y))
        self.zoomed(self.ribbon.zoom)

    def _move(self, ribbon: Ribbon) -> None:
        if ribbon == self.ribbon:
            return
        seen = self.ribbon.seen
        self.ribbon = ribbon
        if ribbon.seen == seen:
            self._draw()
        else:
            self._look()
        self._tell()

    def _tell(self) -> None:
        """Say which page is being read."""
        front = self.ribbon.front
        if front != self._front:
            self._front = front
            self._reach(front)

    # ── pictures ────────────────────────────────────────────────────────────────────────────────

    def _resized(self, *_: object) -> None:
        for sheet in (*self._sheets.values(), *self._spare, self._ink):
            sheet.pos, sheet.size = self.pos, self.size
        if (self.width, self.height) != (self.ribbon.width, self.ribbon.height):
            held = self.ribbon.at(self._front, self.ribbon.down) if self._front else self.ribbon
            self.ribbon = held.resized(self.width, self.height)
        self._look()

    def _key(self, spot: Spot, page: int) -> PageKey:
        return spot.key(page, self.ribbon.fit_width)

    def _look(self) -> None:
        """Draw the pages that are seen; ask for those that are missing, the one being read first."""
        spot, ribbon = self._spot, self.ribbon
        if spot is None or ribbon.fit_width <= 1:
            return
        self._draw()
        front, others = ribbon.front, [page for page in ribbon.seen if page != ribbon.front]
        ahead = (ribbon.seen.stop, ribbon.seen.start - 1)
        missing = [
            page
            for page in (front, *others, *ahead)
            if 1 <= page <= spot.last and self._pictures.find(self._key(spot, page)) is None
        ]
        for number, page in enumerate(missing):
            self._pictures.ask(self._key(spot, page), urgent=number == 0)

    def _arrived(self, key: PageKey, answer: PageAnswer) -> None:
        spot = self._spot
        if spot is None or key[:2] != (spot.paper, spot.version):
            return
        if isinstance(answer, PageFault):
            if key[2] == self._front and key[5] == WHOLE:
                self._say(answer.code)
            return
        if key[5] == WHOLE:
            self.ribbon = self.ribbon.shaped(key[2], answer.height / answer.width)
            if key[2] == self._front:
                self._say("")
            self._look()
        else:
            self._clips[key[2]] = key
            self._draw()

    def _draw(self) -> None:
        spot, ribbon = self._spot, self.ribbon
        if spot is None:
            return
        for page in [page for page in self._sheets if page not in ribbon.seen]:
            sheet = self._sheets.pop(page)
            sheet.opacity = 0
            self._spare.append(sheet)
        for page in ribbon.seen:
            self._draw_page(spot, page)
        self._draw_ink()

    def _draw_page(self, spot: Spot, page: int) -> None:
        texture = self._pictures.find(self._key(spot, page))
        sheet = self._sheet(page)
        sheet.opacity = 1
        if texture is None:
            sheet.blank(self.ribbon.laid(page))
            return
        pictures = [Drawn(texture)]
        clip = self._clips.get(page)
        sharper = self._pictures.find(clip) if clip and self.ribbon.zoom != 1 else None
        if clip is not None and sharper is not None:
            pictures.append(Drawn(sharper, clip[5]))
        sheet.draw(self.ribbon.laid(page), pictures, self._marks.get(page, NO_MARKS))

    def _draw_ink(self) -> None:
        self._ink.draw(self.ribbon.laid(self._front), [], NO_MARKS)
        self.pen.draw()

    def _sheet(self, page: int) -> Sheet:
        if page not in self._sheets:
            sheet = self._spare.pop() if self._spare else Sheet(self._kit)
            sheet.pos, sheet.size = self.pos, self.size
            self._sheets[page] = sheet
            if sheet.parent is None:
                self.add_widget(sheet, index=len(self.children))
        return self._sheets[page]

    def _sharpen(self) -> None:
        """Ask for the parts that are seen, as large as they are seen."""
        spot, ribbon = self._spot, self.ribbon
        if spot is None or ribbon.zoom == 1:
            return
        for number, page in enumerate(ribbon.seen):
            clip = ribbon.laid(page).clip
            key = (spot.paper, spot.version, page, ribbon.wide, spot.preview, clip)
            if self._pictures.find(key) is None:
                self._pictures.ask(key, urgent=number == 0)
            else:
                self._clips[page] = key
        self._draw()

    def _say(self, fault: str) -> None:
        self.fault = fault
        if self.on_fault is not None:
            self.on_fault(fault)
