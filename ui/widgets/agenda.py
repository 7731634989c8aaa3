"""The agenda: a list that a finger can scroll and touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from device.intents import SelectItem, TapItem
from device.screens import AgendaRow, ChairScreen, ItemStage
from ui.kit import Kit
from ui.theme import Rgba
from ui.viewmodels import agenda as view
from ui.widgets.forecast import Forecast
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.surface import NOTHING, Panel, card, column, line_of, row, stack
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import IconButton, Touchable


class Numeral(Panel):
    """The disc in front of a line: its number, or a tick when it is behind us."""

    def __init__(self, kit: Kit) -> None:
        side = kit.tall(36)
        super().__init__(
            size_hint=(None, None), size=(side, side), radius=side / 2, pos_hint={"top": 1}
        )
        self._kit = kit
        self._number = Fit(kit, 17, 600, halign="center")
        self._tick = Icon(kit, "check-bold", 22, kit.paint.accent, size_hint=(1, 1))

    def show(self, row: AgendaRow) -> None:
        """Show the state of a line."""
        paint = self._kit.paint
        ended = row.stage in view.ENDED
        self._number.text = str(row.number)
        attach(self, self._number, wanted=not ended)
        attach(self, self._tick, wanted=ended)
        self._tick.show(view.STAGE_ICONS[row.stage])
        fill: Rgba = paint.accent if row.active else paint.ground
        self.dress(fill=paint.accent_soft if ended else fill)
        self._number.color = paint.on_accent if row.active else paint.mute


class AgendaLine(Touchable):
    """One line: disc, title, a second line, and at the console the minutes."""

    def __init__(self, kit: Kit, item: str, action: Callable[[], None], *, minutes: bool) -> None:
        super().__init__(
            f"item:{item}",
            action,
            orientation="horizontal",
            radius=12,
            padding=(0, 6, 12, 6) if minutes else (0, 8, 12, 8),
            spacing=10,
            size_hint_y=None,
            edge_width=2,
        )
        self._kit, self._with_minutes = kit, minutes
        paint = kit.paint
        self._mark = Panel(radius=2.5, size_hint_x=None, width=5)
        self._numeral = Numeral(kit)
        self._title = Text(kit, 15 if minutes else 16, 500)
        self._stage_icon = Icon(kit, "clock-outline", 16, paint.accent, pos_hint={"top": 0.95})
        self._meta = Text(kit, 14, 400, paint.mute)
        self._second = line_of(self._meta, spacing=6)
        self._text = stack(self._title, self._second, spacing=2, pos_hint={"center_y": 0.5})
        self._spent = Run(kit, 16, 600, pos_hint={"right": 1})
        self._planned = Run(kit, 14, 400, paint.mute, pos_hint={"right": 1})
        for child in (self._mark, self._numeral, self._text):
            self.add_widget(child)
        if minutes:
            pair = stack(self._spent, self._planned, pos_hint={"center_y": 0.5})
            pair.size_hint_x, pair.width = None, kit.px(46)
            self.add_widget(pair)
        self.bind(minimum_height=self._grow)

    def _grow(self, *_: object) -> None:
        self.height = max(self.minimum_height, 52)

    def show(self, row: AgendaRow) -> None:
        """Show a line; touching it does what the owner said."""
        paint = self._kit.paint
        self._numeral.show(row)
        ended = row.stage in view.ENDED
        self._title.text = row.title
        self._title.color = paint.mute if ended else paint.ink
        self._mark.dress(fill=paint.accent if row.active else NOTHING)
        self.dress(
            fill=paint.accent_soft if row.active else NOTHING,
            edge=paint.accent if row.selected and not row.active else NOTHING,
        )
        self._show_meta(row)
        if self._with_minutes:
            self._show_minutes(row)

    def _show_meta(self, row: AgendaRow) -> None:
        paint, words = self._kit.paint, self._kit.words
        missing = row.papers_missing > 0 and row.stage not in view.ENDED
        consent = row.consent and row.stage in view.AHEAD
        lively = row.active or row.stage in {ItemStage.PAUSED, ItemStage.POSTPONED} or consent
        stage = words(f"stage-{row.stage}")
        plain = words.joined(row.presenter, row.planned_start)
        icon = "check-all" if consent else view.STAGE_ICONS[row.stage]
        self._stage_icon.show("alert" if missing else icon)
        attach(self._second, self._stage_icon, wanted=missing or lively, index=1)
        if missing:
            self._meta.text = words("papers-missing", count=row.papers_missing)
        elif consent:
            self._meta.text = words("consent-mark")
        elif self._with_minutes or row.stage is ItemStage.WITHDRAWN:
            self._meta.text = stage
        else:
            self._meta.text = words.joined(stage, row.planned_start) if lively else plain
        color = paint.warn if missing else paint.accent if lively else paint.mute
        self._meta.color = self._stage_icon.color = color

    def _show_minutes(self, row: AgendaRow) -> None:
        paint, words = self._kit.paint, self._kit.words
        figures = view.minutes(row)
        self._spent.text = figures.spent or figures.planned
        self._planned.text = figures.planned if figures.spent else ""
        if figures.over:
            self._planned.text = words("minutes-over", count=figures.over)
        self._spent.color = (
            paint.warn if figures.over else paint.ink if figures.spent else paint.mute
        )
        self._planned.color = paint.warn if figures.over else paint.mute


class SeatAgenda(Panel):
    """The card at the left of a seat: touching a line looks at its papers, never moves the room."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_x=None, width=348 + (kit.px(16) - 16) * 6)
        self._kit = kit
        self._position = Run(kit, 16, 400, kit.paint.mute)
        title = Fit(kit, 18, 600, text=kit.words("agenda"))
        head = row(title, self._position, size_hint_y=None, height=kit.tall(40), padding=(8, 0))
        lines = stack(spacing=6, padding=(0, 0, 12, 0))
        self._lines = Keyed(lines, lambda line: line.item, self._make)
        body = Scroller(kit, lines)
        self.add_widget(card(kit, head, body, padding=(12, 12, 4, 12), spacing=4))

    def _make(self, line: AgendaRow) -> AgendaLine:
        kit, item = self._kit, line.item
        return AgendaLine(kit, item, lambda: kit.emit(SelectItem(item)), minutes=False)

    def show(self, agenda: Sequence[AgendaRow]) -> None:
        """Show the lines."""
        self._position.text = view.position(agenda)
        self._lines.show(agenda)


class ChairAgenda(Panel):
    """The agenda at the console: minutes spent against minutes planned, and the forecast."""

    def __init__(self, kit: Kit, insert: Callable[[], None]) -> None:
        super().__init__(size_hint_x=None, width=336 + (kit.px(16) - 16) * 4)
        self._kit, self._active = kit, ""
        title = Run(kit, 18, 600, text=kit.words("agenda-short"))
        legend = Fit(kit, 14, 400, kit.paint.mute, kit.words("minutes-legend"), halign="right")
        self._insert = IconButton(kit, "insert", "playlist-plus", insert)
        head = row(title, legend, self._insert, spacing=8, padding=(8, 0, 8, 0), size_hint_y=None)
        head.height = max(52, kit.tall(40))
        lines = stack(spacing=0, padding=(0, 0, 8, 0))
        self._lines = Keyed(lines, lambda line: line.item, self._make)
        self._forecast = Forecast(kit)
        self._scroller = Scroller(kit, lines)
        body = column(head, self._scroller, padding=(8, 6, 4, 4), spacing=2)
        self.add_widget(card(kit, body, self._forecast))

    def _make(self, line: AgendaRow) -> AgendaLine:
        kit, item = self._kit, line.item
        return AgendaLine(kit, item, lambda: kit.emit(TapItem(item)), minutes=True)

    def show(self, screen: ChairScreen) -> None:
        """Show the lines; another active item comes into sight, otherwise nothing scrolls."""
        self._insert.opacity = 0 if screen.closed else 1
        self._insert.able(enabled=not screen.closed)
        self._lines.show(screen.agenda)
        self._forecast.show(screen)
        active = next((line.item for line in screen.agenda if line.active), "")
        if active not in {"", self._active}:
            self._kit.later(lambda: self._reveal(active), 0)
        self._active = active

    def _reveal(self, item: str) -> None:
        if item == self._active:
            self._scroller.scroll_to(self._lines.widget(item), padding=60, animate=False)
