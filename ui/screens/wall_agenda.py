"""The whole agenda on the wall, with its states."""

from __future__ import annotations

from device.screens import AgendaRow, ItemStage, WallAgenda
from ui.kit import Kit
from ui.theme import Rgba
from ui.viewmodels.agenda import ENDED, STAGE_ICONS, position
from ui.viewmodels.wall import agenda_page
from ui.widgets.header import WallHeader
from ui.widgets.listing import Keyed
from ui.widgets.surface import NOTHING, Panel, card, column, row, space
from ui.widgets.text import Fit, Icon, Run
from ui.widgets.touchable import Tag
from ui.widgets.wall import MARGIN

ROOM, TALLEST = 756, 124  # pixels: of all lines together, and of one among few
UNTOUCHED = frozenset({ItemStage.PLANNED, ItemStage.READY})


class WallAgendaLine(Panel):
    """Number, title, and the state in an icon and a word."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(radius=20, padding=(20, 0, 32, 0), spacing=28)
        self._kit = kit
        paint = kit.paint
        self._number = Fit(kit, 38, 600, halign="center")
        self._disc = Panel(
            self._number,
            radius=34,
            size_hint=(None, None),
            size=(68, 68),
            pos_hint={"center_y": 0.5},
        )
        self._title = Fit(kit, 44, 500)
        self._time = Run(kit, 38, 400, paint.mute)
        self._icon = Icon(kit, "clock-outline", 40, paint.mute)
        self._state = Fit(kit, 38, 500, size_hint_x=None, width=340)
        for child in (self._disc, self._title, self._time, self._icon, self._state):
            self.add_widget(child)

    def show(self, item: AgendaRow) -> None:
        """Show a line; the active one has a ground of its own."""
        paint, words = self._kit.paint, self._kit.words
        self.dress(fill=paint.accent_soft if item.active else NOTHING)
        self._number.text = str(item.number)
        self._number.color = paint.on_accent if item.active else paint.mute
        self._disc.dress(fill=paint.accent if item.active else paint.ground)
        self._title.text = item.title
        self._title.color = paint.mute if item.stage in ENDED else paint.ink
        self._time.text = item.planned_start if item.stage in UNTOUCHED else ""
        self._icon.show(STAGE_ICONS[item.stage])
        self._state.text = words(f"stage-{item.stage}")
        self._icon.color = self._state.color = self._ink(item)

    def _ink(self, item: AgendaRow) -> Rgba:
        paint = self._kit.paint
        return paint.accent if item.active or item.stage is ItemStage.PAUSED else paint.mute


class WallAgendaScreen(Panel):
    """As many lines as can be read; the active item is always among them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        self._header = WallHeader(kit)
        tag = Tag(kit, 42)
        tag.show("format-list-numbered", kit.words("agenda"))
        self._position = Run(kit, 42, 500, kit.paint.mute)
        head = row(tag, space(), self._position, spacing=32, size_hint_y=None, height=84)
        self._room = column(spacing=4, size_hint_y=None)
        self._lines: Keyed[AgendaRow] = Keyed(
            self._room, lambda line: line.item, lambda _: WallAgendaLine(kit)
        )
        self._list = card(kit, self._room, space(), radius=28, padding=(24, 14))
        self.add_widget(self._header)
        self.add_widget(column(head, self._list, padding=(MARGIN, 24, MARGIN, 32), spacing=14))

    def show(self, screen: WallAgenda) -> None:
        """Show the agenda."""
        self._header.show(screen.header)
        page = agenda_page(screen.rows)
        self._position.text = (
            self._kit.words("agenda-items", position=position(screen.rows))
            if page.whole
            else self._kit.words("agenda-part", first=page.first, last=page.last, count=page.count)
        )
        self._room.height = min(ROOM, len(page.rows) * TALLEST)
        self._lines.show(page.rows)
