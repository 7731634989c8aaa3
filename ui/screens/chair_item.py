"""The console while an item runs, in a break, between two items, and after the closing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from device.screens import ChairScreen, ItemPanel
from ui.kit import Kit
from ui.screens.chair_sheets import ChairSheets
from ui.viewmodels.agenda import STAGE_ICONS
from ui.viewmodels.steps import Leading, by_chair, leading
from ui.widgets.agenda import ChairAgenda
from ui.widgets.attendance import AttendanceCard, ReadinessCard
from ui.widgets.calm_card import CalmCard
from ui.widgets.conclusion_part import ConclusionPart
from ui.widgets.floor_card import FloorCard
from ui.widgets.listing import OnDemand, Scroller, Slot, attach
from ui.widgets.papers_part import PapersPart
from ui.widgets.queue_card import QueueCard
from ui.widgets.secretary_desk import SecretaryCard
from ui.widgets.surface import Panel, card, column, row, stack
from ui.widgets.text import Fit, Run, Text
from ui.widgets.touchable import Tag

LOW = 420  # pixels: the body while somebody writes on the screen's keyboard


class ItemCard(Panel):
    """The item that leads: stage, title, who has the floor, papers, draft conclusion."""

    def __init__(self, kit: Kit, edit: Callable[[], None]) -> None:
        super().__init__()
        self._kit = kit
        self._stage = Tag(kit)
        self._position = Run(kit, 15, 400, kit.paint.mute)
        self._started = Fit(kit, 15, 400, kit.paint.mute, halign="right")
        self._over = Tag(kit, 15)
        self._head = row(self._stage, self._position, self._started, spacing=10)
        self._head.size_hint_y, self._head.height = None, kit.tall(34)
        self._title = Text(kit, 23, 600)
        self._floor = FloorCard(kit)
        self._papers = PapersPart(kit)
        self._conclusion = ConclusionPart(kit, edit)
        body = stack(
            self._head,
            self._title,
            self._floor,
            self._papers,
            self._conclusion,
            spacing=8,
            padding=(20, 14, 20, 8),
        )
        self.add_widget(card(kit, Scroller(kit, body)))

    def show(self, screen: ChairScreen, item: ItemPanel) -> None:
        """Show an item."""
        words, paint = self._kit.words, self._kit.paint
        self._stage.show(STAGE_ICONS[item.stage], words(f"stage-{item.stage}"))
        self._position.text = words("item-of", number=item.number, count=item.count)
        over = item.over_minutes
        self._started.text = words("started-at", time=item.started) if item.started else ""
        attach(self._head, self._started, wanted=not over)
        room = not over or self._kit.theme.text_percent == 100
        attach(self._head, self._position, wanted=room, index=1)
        attach(self._head, self._over, wanted=over > 0)
        self._over.show(
            "clock-outline", words("item-over", count=over), paint.warn, paint.warn_soft
        )
        self._title.text = item.title
        speakers = screen.speakers.speakers if screen.speakers else None
        self._floor.show(item, speakers.current if speakers else None)
        self._papers.show(item)
        self._conclusion.show(item)


class Running(Panel):
    """Agenda at the left, what leads in the middle, people and the queue at the right."""

    def __init__(self, kit: Kit, sheets: ChairSheets) -> None:
        super().__init__(padding=(20, 16), spacing=16)
        self._agenda = ChairAgenda(kit, sheets.insert)
        self._middles = OnDemand(
            {
                "item": lambda: ItemCard(kit, sheets.edit),
                "notes": lambda: SecretaryCard(kit, sheets.edit),
                "calm": lambda: CalmCard(kit, sheets.consent),
            }
        )
        self._middle = Slot()
        self._attendance = AttendanceCard(kit, sheets.open_map, sheets.open_absent)
        self._feet = OnDemand(
            {
                True: lambda: QueueCard(
                    kit, sheets.open_request, sheets.open_spoken, sheets.open_mode
                ),
                False: lambda: ReadinessCard(kit),
            }
        )
        self._foot = Slot()
        right = column(self._attendance, self._foot, spacing=16)
        right.size_hint_x, right.width = None, 316
        for child in (self._agenda, self._middle, right):
            self.add_widget(child)
        self._shown: Any = None
        self.bind(height=self._make_room)

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen."""
        self._agenda.show(screen)
        self._show_middle(screen)
        self._attendance.show(screen)
        queue = screen.speakers is not None and not screen.closed
        self._shown = self._feet[queue]
        self._shown.show(screen)
        self._make_room()

    def _make_room(self, *_: object) -> None:
        """Beside a keyboard there is no room for a queue."""
        self._foot.put(self._shown if self.height > LOW else None)

    def _show_middle(self, screen: ChairScreen) -> None:
        """A secretary's notes stay in reach whatever leads, until the session is closed."""
        item = screen.item
        if item is not None and not screen.closed and not by_chair(screen):
            name = "notes"
            self._middles[name].show(item)
        elif item is not None and leading(screen) is not Leading.BREAK and not screen.closed:
            name = "item"
            self._middles[name].show(screen, item)
        else:
            name = "calm"
            self._middles[name].show(screen)
        self._middle.put(self._middles[name])
