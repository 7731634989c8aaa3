"""All pages of a paper as small pictures, drawn as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from device.intents import GoToPage
from device.pages import WHOLE, Lane, PageAnswer, PageImage
from device.screens import Reader
from ui.kit import Kit
from ui.viewmodels.viewport import Laid
from ui.widgets.long_list import LongList
from ui.widgets.page_picture import NO_MARKS, Drawn, Sheet
from ui.widgets.surface import NOTHING, Panel, row
from ui.widgets.text import Icon, Run
from ui.widgets.texture_pool import PageKey, TexturePool
from ui.widgets.touchable import Touchable

WIDE, TALL = 116, 164  # pixels of a small picture
LABEL = 30
MOST_HELD = 24  # two screens full, 60 kB each
AT_ONCE = 6  # asked for together: less than the line of the renderer takes


class Glances:
    """Small pictures of the papers of one reader; `arrived` is told when there is another."""

    def __init__(self, kit: Kit, arrived: Callable[[], None]) -> None:
        self._kit, self._arrived = kit, arrived
        self._pool = TexturePool(MOST_HELD)
        self._asked: set[PageKey] = set()
        self._broken: set[PageKey] = set()  # of this paper
        self._wanted: list[PageKey] = []

    def picture(self, key: PageKey) -> Any | None:
        """The picture, if it is held."""
        return self._pool.find(key)

    def want(self, keys: Iterable[PageKey]) -> None:
        """These are seen now: what is missing is asked for, some at a time."""
        self._wanted = list(keys)
        self._broken &= set(self._wanted)
        self._ask()

    def _ask(self) -> None:
        for key in self._wanted:
            if len(self._asked) >= AT_ONCE or self._kit.pages is None:
                return
            if key not in self._asked | self._broken and self._pool.find(key) is None:
                self._asked.add(key)
                take = partial(self._take, key)
                paper, version, page, width, _, _ = key
                self._kit.pages.request(
                    paper, version, page, width, take, urgent=False, lane=Lane.GLANCE
                )

    def _take(self, key: PageKey, answer: PageAnswer) -> None:
        self._asked.discard(key)
        if isinstance(answer, PageImage):
            self._pool.keep(key, answer)
            self._arrived()
        else:
            self._broken.add(key)
        self._ask()


class Thumbnail(Touchable):
    """A small page and its number; touching it goes there."""

    def __init__(self, kit: Kit, glances: Glances) -> None:
        super().__init__(
            "thumbnail",
            self._go,
            orientation="vertical",
            padding=(0, 10, 0, 2),
            radius=12,
            size_hint=(None, None),
        )
        self._kit, self._glances = kit, glances
        self._key: PageKey | None = None
        self._frame = Panel(fill=kit.paint.page, edge=kit.paint.line, edge_width=1)
        self._frame.size_hint, self._frame.size = (None, None), (WIDE + 4, TALL + 4)
        self._frame.pos_hint = {"center_x": 0.5}
        self._sheet = Sheet(kit)
        self._frame.add_widget(self._sheet)
        self._number = Run(kit, 15, 600)
        self._mark = Icon(kit, "bookmark", 18, kit.paint.accent)
        self._foot = row(self._number, self._mark, size_hint=(None, None), height=LABEL, spacing=4)
        self._foot.bind(minimum_width=self._foot.setter("width"))
        self._foot.pos_hint = {"center_x": 0.5}
        self.add_widget(self._frame)
        self.add_widget(self._foot)
        self._frame.bind(pos=self._draw)

    def show(self, index: int, value: tuple[PageKey, bool, bool]) -> None:
        """Show a page: its picture, whether it is in front, whether it is marked."""
        key, front, marked = value
        paint = self._kit.paint
        self._key, self.stable_name = key, f"thumbnail-{index + 1}"
        self._number.text = str(index + 1)
        self._number.color = paint.accent if front else paint.ink
        self._mark.opacity = 1 if marked else 0
        self.dress(fill=paint.accent_soft if front else NOTHING)
        self._frame.dress(edge=paint.accent if front else paint.border)
        self._draw()

    def _draw(self, *_: object) -> None:
        texture = self._glances.picture(self._key) if self._key else None
        self._sheet.opacity = 1 if texture else 0
        if texture is None:
            return
        tall = min(TALL, round(WIDE * texture.height / texture.width))
        wide = round(tall * texture.width / texture.height)
        left, bottom = self._frame.x + 2 + (WIDE - wide) // 2, self._frame.y + 2
        self._sheet.pos, self._sheet.size = (left, bottom + (TALL - tall) // 2), (wide, tall)
        self._sheet.draw(Laid(wide, tall, (0, 0, wide, tall)), [Drawn(texture)], NO_MARKS)

    def _go(self) -> None:
        if self._key is not None:
            self._kit.emit(GoToPage(self._key[2], jump=True))


class Thumbnails(LongList):
    """Two columns of small pages."""

    def __init__(self, kit: Kit) -> None:
        self._glances = Glances(kit, self._refresh)
        super().__init__(kit, lambda: Thumbnail(kit, self._glances), TALL + LABEL + 18, columns=2)
        self.seen = self._seen
        self._paper, self._front = "", 0

    def open(self, reader: Reader) -> None:
        """Show the pages of the paper in front; the one being read is brought into view."""
        keys = [
            (reader.paper, reader.version, page, WIDE, False, WHOLE)
            for page in range(1, reader.pages + 1)
        ]
        self.show([(key, key[2] == reader.page, key[2] in reader.bookmarks) for key in keys])
        if (reader.paper, reader.page) != (self._paper, self._front):
            self._paper, self._front = reader.paper, reader.page
            self.reveal(reader.page - 1)

    def _seen(self, window: range) -> None:
        self._glances.want([self._values[index][0] for index in window])

    def _refresh(self) -> None:
        for index in self._window():
            self._place(index)
