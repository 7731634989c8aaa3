"""A page of a paper on the wall: whole, as large as its place allows, kept until the next one is here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kivy.graphics import Color, Rectangle
from kivy.uix.widget import Widget

from device.pages import WHOLE, PageAnswer, PageImage
from ui.kit import Kit
from ui.theme import Rgba
from ui.widgets.texture_pool import PageKey, TexturePool

MOST_TEXTURES = 3  # the page, the next one, and the page before
PORTRAIT = 297 / 210  # height over width, until a page is here to tell
DIMMED: Rgba = (0.84, 0.87, 0.9, 1)  # paper on a dark wall


class WallPagePicture(Widget):
    """Asks the page source for the page and the next; `fault` is told why a page cannot be shown."""

    def __init__(self, kit: Kit, fault: Callable[[str], None]) -> None:
        super().__init__()
        self._kit, self._fault = kit, fault
        self._pool = TexturePool(MOST_TEXTURES)
        self._place: tuple[str, int, int, int] | None = None  # paper, version, page, pages
        self._shape = PORTRAIT
        self._shown: PageKey | None = None
        self.bind(pos=self._look, size=self._look)

    def show(self, paper: str, version: int, page: int, pages: int) -> None:
        """Turn to a page; the same page changes nothing."""
        if (paper, version, page, pages) != self._place:
            self._place = (paper, version, page, pages)
            self._look()

    def _width(self) -> int:
        """Of a page that is as large as the place allows."""
        return int(min(self.width, self.height / self._shape))

    def _key(self, page: int) -> PageKey:
        paper, version, _, _ = self._place or ("", 0, 0, 0)
        return paper, version, page, self._width(), False, WHOLE

    def _look(self, *_: object) -> None:
        if self._place is None or self._width() < 2:
            return
        self._draw()
        page, pages = self._place[2:]
        self._have(page, urgent=True)
        if page < pages:
            self._have(page + 1, urgent=False)

    def _have(self, page: int, *, urgent: bool) -> None:
        key = self._key(page)
        if self._pool.find(key) is not None:
            self._put(key)
        elif self._kit.pages is not None:
            take = partial(self._take, key)
            self._kit.pages.request(key[0], key[1], page, key[3], take, urgent=urgent)

    def _take(self, key: PageKey, answer: PageAnswer) -> None:
        wanted = self._place is not None and key[:3] == self._place[:3]
        if isinstance(answer, PageImage):
            self._pool.keep(key, answer)
            if wanted:
                self._fit(answer.height / answer.width, key)
        elif wanted:
            self._shown = None
            self.canvas.clear()
            self._fault(answer.code)

    def _fit(self, shape: float, key: PageKey) -> None:
        """Show what came; a page of another shape is asked for again, as large as it may be."""
        before, self._shape = self._width(), shape
        self._put(key)
        if self._width() != before:
            self._look()

    def _put(self, key: PageKey) -> None:
        if self._place is None or key[:3] != self._place[:3] or key == self._shown:
            return
        self._shown = key
        self._fault("")
        self._draw()

    def _draw(self) -> None:
        texture = self._pool.find(self._shown) if self._shown else None
        if texture is None:
            return
        scale = min(self.width / texture.width, self.height / texture.height)
        width, height = texture.width * scale, texture.height * scale
        left, bottom = self.x + (self.width - width) / 2, self.y + (self.height - height) / 2
        self.canvas.clear()
        with self.canvas:
            Color(rgba=DIMMED if self._kit.paint.dark else (1, 1, 1, 1))
            Rectangle(texture=texture, pos=(round(left), round(bottom)), size=(width, height))
