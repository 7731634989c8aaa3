"""The search: a field, where to look, and the hits with what stands around them."""

from __future__ import annotations

from device import intents as i
from device.screens import HitRow, SearchPanel
from ui.kit import Kit
from ui.theme import font_file
from ui.widgets.field import Field, framed
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.marked_text import MarkedText, marked
from ui.widgets.surface import NOTHING, Panel, card, row, stack
from ui.widgets.text import Fit, Text
from ui.widgets.touchable import IconButton, Touchable

MOST_ROWS = 60  # a longer list is not read; next and previous reach every hit


class HitLine(Touchable):
    """Words around a hit, the hit itself marked; below, where it stands."""

    def __init__(self, kit: Kit, index: int) -> None:
        super().__init__(
            f"hit-{index}",
            lambda: kit.emit(i.GoToHit(index)),
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

    def show(self, shown: tuple[int, HitRow, bool, bool]) -> None:
        """Show a hit; the current one is filled."""
        _, hit, current, titled = shown
        paint, words = self._kit.paint, self._kit.words
        self._words.text = _markup(self._kit, hit)
        where = [hit.title] if titled else []
        where.append(words("page-number", page=hit.page))
        where += [words("hit-recognised")] if hit.recognised else []
        self._where.text = words.joined(*where)
        self._where.color = paint.accent if current else paint.mute
        self.dress(fill=paint.accent_soft if current else NOTHING)


class SearchCard(Panel):
    """Takes the place of the agenda while it is open."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_x=None, width=396)
        self._kit = kit
        self._panel: SearchPanel | None = None
        self._quiet = False
        self.field = Field(kit, "search-text", kit.words("search-hint"), multiline=False)
        self.field.bind(text=self._typed)
        self.field.entered = lambda: kit.emit(i.NextHit())
        tall = max(58, kit.tall(56))
        frame = framed(kit, self.field)
        close = IconButton(kit, "search-close", "close", lambda: kit.emit(i.CloseSearch()))
        self._here = self._scope("search-here", kit.words("search-here"), everywhere=False)
        self._everywhere = self._scope("search-all", kit.words("search-all"), everywhere=True)
        self._state = Fit(kit, 15, 600)
        back = IconButton(kit, "hit-previous", "chevron-up", lambda: kit.emit(i.NextHit(-1)))
        on = IconButton(kit, "hit-next", "chevron-down", lambda: kit.emit(i.NextHit()))
        self._steps = (back, on)
        self._warning = Text(kit, 15, 500, kit.paint.warn)
        rows = stack(spacing=2, padding=(0, 0, 12, 0))
        self._rows: Keyed[tuple[int, HitRow, bool, bool]] = Keyed(
            rows, lambda shown: shown[0], lambda shown: HitLine(kit, shown[0])
        )
        self._scroller = Scroller(kit, rows)
        scopes = row(self._here, self._everywhere, spacing=6, size_hint_y=None, height=54)
        self.add_widget(
            card(
                kit,
                row(frame, close, spacing=6, size_hint_y=None, height=tall),
                scopes,
                row(self._state, back, on, size_hint_y=None, height=54),
                self._warning,
                self._scroller,
                padding=(12, 10, 6, 8),
                spacing=4,
            )
        )

    def _scope(self, name: str, word: str, *, everywhere: bool) -> Touchable:
        kit = self._kit
        label = Fit(kit, 15, 600, text=word, halign="center")
        return Touchable(
            name,
            lambda: kit.emit(i.OpenSearch(everywhere)),
            label,
            radius=12,
            edge_width=2,
            padding=(6, 2),
        )

    def _typed(self, *_: object) -> None:
        if not self._quiet:
            self._kit.emit(i.SetQuery(str(self.field.text)))

    def show(self, panel: SearchPanel) -> None:
        """Show hits; what is being typed keeps its cursor."""
        if self._panel is None and self.field.text != panel.query:
            self._quiet, self.field.text = True, panel.query
            self._quiet = False
        before, self._panel = self._panel, panel
        paint = self._kit.paint
        for scope, chosen in (
            (self._here, not panel.everywhere),
            (self._everywhere, panel.everywhere),
        ):
            scope.dress(
                fill=paint.accent_soft if chosen else paint.card,
                edge=paint.accent if chosen else paint.border,
            )
        self._state.text = self._said(panel)
        for step in self._steps:
            step.able(enabled=bool(panel.hits))
        self._warning.text = self._warned(panel)
        shown = list(enumerate(panel.hits))[_window(panel)]
        self._rows.show([(n, hit, n == panel.current, panel.everywhere) for n, hit in shown])
        if before is not None and before.query != panel.query:
            self._scroller.scroll_y = 1

    def closed(self) -> None:
        """Begin with the words of the terminal when it opens again."""
        self._panel = None

    def _said(self, panel: SearchPanel) -> str:
        words = self._kit.words
        if not panel.pages_total:
            return words("search-no-accents")
        if panel.pages_done < panel.pages_total:
            return words("search-progress", done=panel.pages_done, count=panel.pages_total)
        if panel.current >= 0:
            return words("hit-of", number=panel.current + 1, count=len(panel.hits))
        more = "+" if panel.more else ""
        return words("hits", count=f"{len(panel.hits)}{more}") if panel.hits else words("hits-none")

    def _warned(self, panel: SearchPanel) -> str:
        if not panel.scans:
            return ""
        return self._kit.words("search-scan", papers=", ".join(panel.scans))


def _window(panel: SearchPanel) -> slice:
    """The hits in the list: as many as are read, the current one among them."""
    first = max(min(panel.current - MOST_ROWS // 2, len(panel.hits) - MOST_ROWS), 0)
    return slice(first, first + MOST_ROWS)


def _markup(kit: Kit, hit: HitRow) -> str:
    """What was found has the marker's colour behind it."""
    from kivy.utils import escape_markup

    before, match, after = (str(escape_markup(part)) for part in (hit.before, hit.match, hit.after))
    return f"{before}{marked(kit, 'hit', match)}{after}"
