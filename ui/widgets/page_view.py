"""One page of a paper: fitted to the width, scrolled vertically, sharp."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kivy.graphics import Color, Rectangle, RenderContext
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from device.pages import PageAnswer, PageImage
from ui.kit import Kit
from ui.widgets.texture_pool import PageKey, TexturePool

MARGIN = 34
# White paper becomes the dark page colour and black ink its light text, shades in between.
_TONED = """
$HEADER$
uniform vec4 paper_color;
uniform vec4 ink_color;
void main(void) {
    vec3 shade = texture2D(texture0, tex_coord0).rgb;
    gl_FragColor = vec4(mix(ink_color.rgb, paper_color.rgb, shade), 1.0);
}
"""


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


class Sheet(Widget):
    """The picture of the page itself, in page colours."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint=(None, None))
        self.canvas = RenderContext(
            use_parent_modelview=True, use_parent_projection=True, fs=_TONED
        )
        black = (0.0, 0.0, 0.0, 1.0)
        self.canvas["paper_color"] = kit.paint.page
        self.canvas["ink_color"] = kit.paint.on_page if kit.paint.dark else black
        with self.canvas:
            Color(1, 1, 1, 1)
            self._picture = Rectangle(size=(0, 0))
        self.bind(pos=self._place)

    def show(self, texture: Any) -> None:
        """Show a texture at its own size."""
        self.size = texture.size
        self._picture.texture = texture
        self._picture.size = texture.size
        self._place()

    def _place(self, *_: object) -> None:
        self._picture.pos = (round(self.x), round(self.y))


class PageView(ScrollView):
    """Asks the page source for what it lacks and keeps neighbours ready as textures."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            do_scroll_x=False, bar_width=6, bar_margin=2, scroll_type=["bars", "content"]
        )
        self.bar_color = self.bar_inactive_color = kit.paint.border
        self._kit = kit
        self._pool = TexturePool()
        self._sheet = Sheet(kit)
        self._holder = AnchorLayout(size_hint_y=None)
        self._sheet.bind(height=self._grow)
        self._holder.add_widget(self._sheet)
        self.add_widget(self._holder)
        self._spot: Spot | None = None
        self._shown: PageKey | None = None
        self.fault = ""
        self.on_fault: Any = None
        self.bind(width=self._resized)

    def show(self, spot: Spot) -> None:
        """Turn to a page; the same page keeps its place."""
        if spot != self._spot:
            turned = self._spot is None or _place(spot) != _place(self._spot)
            self._spot = spot
            if turned:
                self.scroll_y = 1
            self._look()

    @property
    def ready(self) -> bool:
        """Whether the page asked for is the one that is seen."""
        return self._spot is not None and self._shown == self._key(self._spot, self._spot.page)

    def _grow(self, *_: object) -> None:
        self._holder.height = self._sheet.height

    def _resized(self, *_: object) -> None:
        if self._spot is not None:
            self._look()

    def _page_width(self) -> int:
        return int(self.width) - 2 * MARGIN

    def _key(self, spot: Spot, page: int) -> PageKey:
        return spot.paper, spot.version, page, self._page_width(), spot.preview

    def _look(self) -> None:
        """Show what is held, ask for what is not, then for the neighbours."""
        spot = self._spot
        if spot is None or self._page_width() < 1:
            return
        texture = self._pool.find(self._key(spot, spot.page))
        if texture is None:
            if self._shown is None or self._shown[:3] != _place(spot):
                self._sheet.opacity = 0
            self._ask(spot, spot.page, urgent=True)
        else:
            self._put(texture, self._key(spot, spot.page))
        for neighbour in (spot.page + 1, spot.page - 1):
            if 1 <= neighbour <= spot.last and not self._pool.find(self._key(spot, neighbour)):
                self._ask(spot, neighbour, urgent=False)

    def _put(self, texture: Any, key: PageKey) -> None:
        self._sheet.opacity = 1
        self._sheet.show(texture)
        self._shown = key
        self._say("")

    def _ask(self, spot: Spot, page: int, *, urgent: bool) -> None:
        if self._kit.pages is None:
            return
        key = self._key(spot, page)
        self._kit.pages.request(
            spot.paper,
            spot.version,
            page,
            self._page_width(),
            lambda answer: self._take(answer, key),
            urgent=urgent,
        )

    def _take(self, answer: PageAnswer, key: PageKey) -> None:
        """Keep a picture that arrived, and show it if it is still the one wanted."""
        wanted = self._spot is not None and key == self._key(self._spot, self._spot.page)
        if isinstance(answer, PageImage):
            self._pool.keep(key, answer)
            if wanted:
                self._put(self._pool.find(key), key)
        elif wanted and self._shown != key:  # a late refusal takes nothing away
            self._sheet.opacity = 0
            self._say(answer.code)

    def _say(self, fault: str) -> None:
        self.fault = fault
        if self.on_fault is not None:
            self.on_fault(fault)


def _place(spot: Spot) -> tuple[str, int, int]:
    return spot.paper, spot.version, spot.page
