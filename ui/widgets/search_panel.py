"""The search: a field, where to look, and the hits with what stands around them."""

from __future__ import annotations

from collections.abc import Callable

from device import intents as i
from device.screens import SearchPanel
from ui.kit import Kit
from ui.viewmodels.hits import HitLine, Line, PaperLine, RestLine, lines
from ui.widgets.field import Field, framed
from ui.widgets.hit_rows import OneHit, PaperName, RestOfHits, count_words
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.surface import Panel, card, row, stack
from ui.widgets.text import Fit, Text
from ui.widgets.touchable import IconButton, Touchable


class SearchCard(Panel):
    """Takes the place of the agenda while it is open. `again` is called for a hit that was gone to before."""

    def __init__(self, kit: Kit, again: Callable[[], None]) -> None:
        super().__init__(size_hint_x=None, width=396)
        self._kit, self._again = kit, again
        self._unfolded = ""
        self._panel: SearchPanel | None = None
        self._quiet = False
        self.field = Field(kit, "search-text", kit.words("search-hint"), multiline=False)
        self.field.bind(text=self._typed)
        self.field.entered = lambda: self._step(1)
        tall = max(58, kit.tall(56))
        frame = framed(kit, self.field)
        close = IconButton(kit, "search-close", "close", lambda: kit.emit(i.CloseSearch()))
        self._here = self._scope("search-here", kit.words("search-here"), everywhere=False)
        self._everywhere = self._scope("search-all", kit.words("search-all"), everywhere=True)
        self._state = Fit(kit, 15, 600)
        back = IconButton(kit, "hit-previous", "chevron-up", lambda: self._step(-1))
        on = IconButton(kit, "hit-next", "chevron-down", lambda: self._step(1))
        self._steps = (back, on)
        self._warning = Text(kit, 15, 500, kit.paint.warn)
        rows = stack(spacing=2, padding=(0, 0, 12, 0))
        self._rows: Keyed[Line] = Keyed(rows, _key, self._row)
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
        if before is not None and (before.query, before.everywhere) != _asked(panel):
            self._unfolded, self._scroller.scroll_y = "", 1
        self._rows.show(lines(panel, self._unfolded))
        if panel.current >= 0 and (before is None or before.current != panel.current):
            self._kit.laid_out(self._bring_row)

    def closed(self) -> None:
        """Begin with the words of the terminal when it opens again."""
        self._panel, self._unfolded = None, ""

    def _row(self, line: Line) -> PaperName | OneHit | RestOfHits:
        if isinstance(line, PaperLine):
            return PaperName(self._kit)
        if isinstance(line, RestLine):
            return RestOfHits(self._kit, line.paper, self._unfold)
        return OneHit(self._kit, line.index, self._go)

    def _bring_row(self) -> None:
        """Have the row of the hit that was gone to in view."""
        if self._panel is not None and self._panel.current >= 0:
            self._scroller.bring(self._rows.widget(("hit", self._panel.current)))

    def _go(self, index: int) -> None:
        if self._panel is not None and index == self._panel.current:
            self._again()
        self._kit.emit(i.GoToHit(index))

    def _step(self, step: int) -> None:
        if self._panel is not None and len(self._panel.hits) == 1:
            self._again()
        self._kit.emit(i.NextHit(step))

    def _unfold(self, paper: str) -> None:
        self._unfolded = paper
        if self._panel is not None:
            self._rows.show(lines(self._panel, paper))

    def _said(self, panel: SearchPanel) -> str:
        words = self._kit.words
        if not panel.pages_total:
            return words("search-no-accents")
        if panel.pages_done < panel.pages_total:
            return words("search-progress", done=panel.pages_done, count=panel.pages_total)
        if panel.current >= 0:
            return words("hit-of", number=panel.current + 1, count=len(panel.hits))
        count = len(panel.hits)
        return count_words(self._kit, count, more=panel.more) if count else words("hits-none")

    def _warned(self, panel: SearchPanel) -> str:
        if not panel.scans:
            return ""
        return self._kit.words("search-scan", papers=", ".join(panel.scans))


def _asked(panel: SearchPanel) -> tuple[str, bool]:
    return panel.query, panel.everywhere


def _key(line: Line) -> tuple[str, str | int]:
    if isinstance(line, HitLine):
        return "hit", line.index
    return "paper" if isinstance(line, PaperLine) else "rest", line.paper
