"""The chair's console: what leads in the middle, the next step at the bottom right, sheets above it."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from kivy.uix.floatlayout import FloatLayout

from device.intents import TakeStep
from device.screens import ChairScreen, Step
from ui.kit import Kit
from ui.screens.chair_assembling import Assembling
from ui.screens.chair_item import Running
from ui.screens.chair_poll import Polling
from ui.screens.chair_raised import Cover
from ui.screens.chair_result import Counted
from ui.screens.chair_sheets import ChairSheets
from ui.viewmodels.steps import Leading, by_chair, leading
from ui.widgets.chair_bar import BarActions, ChairBar
from ui.widgets.console_header import ConsoleHeader
from ui.widgets.listing import OnDemand, Slot
from ui.widgets.surface import column


class Place(Enum):
    """What may take the middle of the console."""

    ASSEMBLING = auto()
    POLL = auto()
    RESULT = auto()
    AGENDA = auto()


PLACES = {
    Leading.ASSEMBLING: Place.ASSEMBLING,
    Leading.BREAK: Place.AGENDA,
    Leading.POLL: Place.POLL,
    Leading.RESULT: Place.RESULT,
    Leading.ITEM: Place.AGENDA,
    Leading.BETWEEN: Place.AGENDA,
    Leading.CLOSED: Place.AGENDA,
}


def _place(screen: ChairScreen) -> Place:
    """The secretary's notes stay where they are while the room votes."""
    place = PLACES[leading(screen)]
    votes = place in {Place.POLL, Place.RESULT}
    return Place.AGENDA if votes and not by_chair(screen) else place


class ChairConsole(FloatLayout):
    """Header, middle and bar; sheets rise over them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._screen: ChairScreen | None = None
        self._sheets = sheets = ChairSheets(kit, self._place_sheet)
        self._header = ConsoleHeader(kit, sheets.open_calls)
        self._middles = OnDemand(
            {
                Place.ASSEMBLING: lambda: Assembling(kit, sheets.open_absent),
                Place.POLL: lambda: Polling(kit, self._extend, sheets.send_count),
                Place.RESULT: lambda: Counted(kit),
                Place.AGENDA: lambda: Running(kit, sheets),
            }
        )
        self._middle = Slot()
        actions = BarActions(sheets.take, sheets.open_others, sheets.open_wall, sheets.open_names)
        self._bar = ChairBar(kit, actions)
        self.add_widget(column(self._header, self._middle, self._bar))
        self._sheet: Any = None
        self._cover = Cover.ITSELF
        self._middle.bind(height=self._fit_sheet)

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen; sheets stay open while they still make sense."""
        self._screen = screen
        self._header.tell(screen)
        middle = self._middles[_place(screen)]
        middle.show(screen)
        self._middle.put(middle)
        self._sheets.follow(screen)
        self._bar.show(screen, asking=self._sheets.asking)

    def _extend(self) -> None:
        offered = self._screen.other_steps if self._screen else ()
        step = next((step for step in offered if step.step is Step.EXTEND_POLL), None)
        if step is not None:
            self._kit.emit(TakeStep(step.step, step.target))

    def _place_sheet(self, sheet: Any, cover: Cover) -> None:
        """Raise a sheet over what it covers, or lower the one that is up."""
        if self._sheet is not None:
            self.remove_widget(self._sheet)
        self._sheet, self._cover = sheet, cover
        if sheet is not None:
            self._fit_sheet()
            self.add_widget(sheet)
        if self._screen is not None:
            self._bar.show(self._screen, asking=self._sheets.asking)

    def _fit_sheet(self, *_: object) -> None:
        """What lies over the middle is as tall as it, also while there is a keyboard below."""
        sheet = self._sheet
        if sheet is None:
            return
        sheet.y = 0 if self._cover is Cover.BAR else self._bar.height
        if self._cover is not Cover.ITSELF:
            sheet.height = self._bar.height - sheet.y + self._middle.height
