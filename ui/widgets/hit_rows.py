"""The rows of the list of hits."""

from __future__ import annotations

from collections.abc import Callable

from kivy.utils import escape_markup

from device.screens import HitRow
from ui.kit import Kit
from ui.theme import font_file
from ui.viewmodels.hits import HitLine, PaperLine, RestLine
from ui.widgets.marked_text import MarkedText, marked
from ui.widgets.surface import NOTHING, Panel
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import Touchable


class OneHit(Touchable):
    """Words around a hit, the hit itself marked; below, on which page, and whether a machine read it."""

    def __init__(self, kit: Kit, index: int, go: Callable[[int], None]) -> None:
        super().__init__(
            f"hit-{index}",
            lambda: go(index),
            orientation="vertical",
            radius=10,
            padding=(14, 8),
            spacing=2,
            size_hint_y=None,
        )
        self._kit = kit
        self._words = MarkedText(
            kit, font_name=font_file(400), font_size=kit.px(16), color=kit.paint.ink
        )
        self._where = Text(kit, 14, 500, kit.paint.mute)
        self.add_widget(self._words)
        self.add_widget(self._where)
        self.bind(minimum_height=lambda _, tall: setattr(self, "height", max(tall, 60)))

    def show(self, line: HitLine) -> None:
        """Show a hit; the current one is filled."""
        paint, words = self._kit.paint, self._kit.words
        page = words("page-number", page=line.hit.page)
        read = [words("hit-recognised")] if line.hit.recognised else []
        self._words.text = _markup(self._kit, line.hit)
        self._where.text = words.joined(page, *read)
        self._where.color = paint.accent if line.current else paint.mute
        self.dress(fill=paint.accent_soft if line.current else NOTHING)


class PaperName(Panel):
    """The name of a paper above its hits, and how many it has."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            orientation="vertical",
            fill=kit.paint.sunk,
            radius=10,
            padding=(14, 8),
            spacing=2,
            size_hint_y=None,
        )
        self._kit = kit
        self._title = Text(kit, 16, 600)
        self._count = Text(kit, 15, 500, kit.paint.mute)
        self.add_widget(self._title)
        self.add_widget(self._count)
        self.bind(minimum_height=self.setter("height"))

    def show(self, line: PaperLine) -> None:
        """Show the name and the number."""
        self._title.text = line.title
        self._count.text = count_words(self._kit, line.count, more=line.more)


class RestOfHits(Touchable):
    """The rest of a paper's hits is listed by a touch."""

    def __init__(self, kit: Kit, paper: str, unfold: Callable[[str], None]) -> None:
        super().__init__(
            f"hits-rest:{paper}",
            lambda: unfold(paper),
            radius=10,
            padding=(14, 4),
            spacing=8,
            size_hint_y=None,
            height=max(56, kit.tall(52)),
        )
        self._kit = kit
        self._word = Fit(kit, 16, 600, kit.paint.accent)
        self.add_widget(Icon(kit, "chevron-down", 22, kit.paint.accent))
        self.add_widget(self._word)

    def show(self, line: RestLine) -> None:
        """Show how many there are."""
        self._word.text = self._kit.words("hits-rest", count=line.count)


def count_words(kit: Kit, count: int, *, more: bool) -> str:
    """How many hits; `more`: or others beyond."""
    return kit.words("hits", count=f"{count}+" if more else str(count))


def _markup(kit: Kit, hit: HitRow) -> str:
    """What was found has the marker's colour behind it."""
    before, match, after = (str(escape_markup(part)) for part in (hit.before, hit.match, hit.after))
    return f"{before}{marked(kit, 'hit', match)}{after}"
