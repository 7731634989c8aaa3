"""The pictures a view of pages has and asks for: whole pages, and sharp parts of those that are closer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct

from device.pages import WHOLE, Lane, PageAnswer, PageImage
from ui.kit import Kit
from ui.widgets.texture_pool import PageKey, TexturePool

MOST_CLIPS = 3  # the parts seen now, and one of a moment ago


class Spot(Struct, frozen=True):
    """Which page of which paper is wanted; `last` bounds the neighbours that are fetched early.

    `preview` while only a picture of page one is here: the page itself is another, sharper picture.
    """

    paper: str
    version: int
    page: int
    last: int
    preview: bool

    def key(self, page: int, width: int) -> PageKey:
        """The picture of a whole page of this paper."""
        return self.paper, self.version, page, width, self.preview, WHOLE

    @property
    def place(self) -> tuple[str, int, int]:
        """Paper, version and page."""
        return self.paper, self.version, self.page


class Pictures:
    """Textures of one lane. `arrived` is told of every answer once its picture is kept."""

    def __init__(self, kit: Kit, lane: Lane) -> None:
        self._kit, self._lane = kit, lane
        self.arrived: Callable[[PageKey, PageAnswer], None] = lambda _key, _answer: None
        self._pages, self._clips = TexturePool(), TexturePool(MOST_CLIPS)

    def find(self, key: PageKey) -> Any | None:
        """The picture, if it is held."""
        return self._pool(key).find(key)

    def ask(self, key: PageKey, *, urgent: bool) -> None:
        """Ask for a picture; one that is not urgent is drawn when nobody waits."""
        if self._kit.pages is None:
            return
        paper, version, page, width, _, part = key
        deliver = partial(self._take, key)
        self._kit.pages.request(
            paper, version, page, width, deliver, urgent=urgent, clip=part, lane=self._lane
        )

    def _take(self, key: PageKey, answer: PageAnswer) -> None:
        if isinstance(answer, PageImage):
            self._pool(key).keep(key, answer)
        self.arrived(key, answer)

    def _pool(self, key: PageKey) -> TexturePool:
        return self._pages if key[5] == WHOLE else self._clips
