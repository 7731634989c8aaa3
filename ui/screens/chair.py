"""The chair's console: what leads in the middle, the next step at the bottom right, sheets above it."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from kivy.uix.floatlayout import FloatLayout

from device.intents import DraftConclusion, TakeStep
from device.screens import ChairScreen, Step
from ui.kit import Kit
from ui.screens.chair_assembling import Assembling, MapCard, PresentMiddle
from ui.screens.chair_item import Running
from ui.screens.chair_poll import Polling
from ui.screens.chair_result import Counted
from ui.viewmodels.steps import IRREVERSIBLE, STEP_ICONS, Leading, find, leading
from ui.widgets.chair_bar import ChairBar, OtherSteps, step_words
from ui.widgets.header import HeaderBar
from ui.widgets.listing import OnDemand, Slot
from ui.widgets.sheets import ConfirmSheet, EditSheet, Sheet
from ui.widgets.surface import column, row, space
from ui.widgets.touchable import SecondaryButton


class MapSheet(Sheet):
    """The map of the room over the whole body."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        super().__init__(kit, orientation="vertical", spacing=8, padding=(20, 12))
        self._middle = PresentMiddle(kit)
        self._map = MapCard(kit, self._middle)
        shut = SecondaryButton(
            kit, "cancel", "close", kit.words("close"), close, hug=True, height=56
        )
        self.add_widget(self._map)
        self.add_widget(row(space(), shut, size_hint_y=None, height=60))

    def show(self, screen: ChairScreen) -> None:
        """Show the map."""
        self._middle.show(screen)
        self._map.show(screen)


class Place(Enum):
    """What may take the middle of the console."""

    ASSEMBLING = auto()
    POLL = auto()
    RESULT = auto()
    AGENDA = auto()


PLACES = {
    Leading.ASSEMBLING: Place.ASSEMBLING,
    Leading.POLL: Place.POLL,
    Leading.RESULT: Place.RESULT,
    Leading.ITEM: Place.AGENDA,
    Leading.BETWEEN: Place.AGENDA,
    Leading.CLOSED: Place.AGENDA,
}


class Rising(Enum):
    """The sheets of the console; one at a time."""

    CONFIRM = auto()
    EDIT = auto()
    OTHERS = auto()
    MAP = auto()


class ChairConsole(FloatLayout):
    """Holds what the chair has half done: a step to confirm, a conclusion being typed.

    Both outlast every update that still allows them.
    """

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._screen: ChairScreen | None = None
        self._asking: tuple[Step, str] | None = None
        self._editing = ""
        self._header = HeaderBar(kit)
        self._middles = OnDemand(
            {
                Place.ASSEMBLING: lambda: Assembling(kit),
                Place.POLL: lambda: Polling(kit, self._extend),
                Place.RESULT: lambda: Counted(kit),
                Place.AGENDA: lambda: Running(kit, self._choose_item, self._edit, self._open_map),
            }
        )
        self._middle = Slot()
        self._bar = ChairBar(kit, self._take, self._open_others)
        self.add_widget(column(self._header, self._middle, self._bar, fill=kit.paint.ground))
        self._sheets = OnDemand(
            {
                Rising.CONFIRM: lambda: ConfirmSheet(kit, self._confirmed, self._close),
                Rising.EDIT: lambda: EditSheet(kit, self._save, self._close),
                Rising.OTHERS: lambda: OtherSteps(kit, self._take, self._close),
                Rising.MAP: lambda: MapSheet(kit, self._close),
            }
        )
        self._sheet: Any = None

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen; sheets stay open while they still make sense."""
        self._screen = screen
        self._header.show(screen.header)
        middle = self._middles[PLACES[leading(screen)]]
        middle.show(screen)
        self._middle.put(middle)
        if isinstance(self._sheet, MapSheet | OtherSteps):
            self._sheet.show(screen)
        if self._asking and find(screen, *self._asking) is None:
            self._close()
        if self._editing and (screen.item is None or screen.item.item != self._editing):
            self._close()
        self._bar.show(screen, asking=self._asking is not None)

    # ── what the chair touches ──────────────────────────────────────────────────────────────────

    def _take(self, step: Step, target: str) -> None:
        """Do a step, or ask first when the record could not take it back."""
        self._close()
        if step is Step.CONCLUDE_ITEM and not self._conclusion():
            self._edit()
        elif step in IRREVERSIBLE or self._moves_the_room(step):
            self._ask(step, target)
        else:
            self._kit.emit(TakeStep(step, target))

    def _moves_the_room(self, step: Step) -> bool:
        """Leaving an item that is not concluded asks too."""
        return step is Step.TAKE_ITEM and self._screen is not None and self._screen.item is not None

    def _choose_item(self, item: str) -> None:
        self._close()
        self._ask(Step.TAKE_ITEM, item)

    def _extend(self) -> None:
        offered = self._screen.other_steps if self._screen else ()
        step = next((step for step in offered if step.step is Step.EXTEND_POLL), None)
        if step is not None:
            self._kit.emit(TakeStep(step.step, step.target))

    def _confirmed(self) -> None:
        asking = self._asking
        self._close()
        if asking is None:
            return
        step, target = asking
        text = self._conclusion() if step is Step.CONCLUDE_ITEM else ""
        self._kit.emit(TakeStep(step, target, text))

    def _save(self, text: str) -> None:
        item = self._editing
        self._close()
        if item:
            self._kit.emit(DraftConclusion(item, text))

    # ── sheets ──────────────────────────────────────────────────────────────────────────────────

    def _ask(self, step: Step, target: str) -> None:
        """Repeat the action in full and ask once."""
        offered = find(self._screen, step, target) if self._screen else None
        if offered is None:
            return
        self._asking = (step, target)
        word = step_words(self._kit, offered)[0]
        title = self._kit.words("ask-step", step=word)
        sheet = self._sheets[Rising.CONFIRM]
        sheet.show(STEP_ICONS[step], title, self._details(step, offered.label), word)
        self._raise(sheet, self._bar.height)
        if self._screen is not None:
            self._bar.show(self._screen, asking=True)

    def _details(self, step: Step, label: str) -> str:
        words, screen = self._kit.words, self._screen
        if step is Step.CONCLUDE_ITEM:
            return self._conclusion()
        if step is Step.ANNOUNCE_POLL and screen and screen.result:
            result = screen.result
            return words.joined(
                words(
                    "announce-details",
                    outcome=words(f"outcome-{result.outcome}"),
                    count=result.counts.in_favour,
                    base=result.rule.base_count,
                ),
                result.question,
            )
        if step is Step.CLOSE_POLL and screen and screen.poll:
            poll = screen.poll
            return words.joined(
                words("close-details", pressed=poll.pressed, present=poll.entitled_present),
                poll.question,
            )
        return label or words("ask-irreversible")

    def _conclusion(self) -> str:
        item = self._screen.item if self._screen else None
        return item.conclusion if item else ""

    def _edit(self) -> None:
        item = self._screen.item if self._screen else None
        if item is None:
            return
        self._close()
        self._editing = item.item
        words = self._kit.words
        title = words("item-title", number=item.number, title=item.title)
        sheet = self._sheets[Rising.EDIT]
        sheet.open(words("edit-conclusion-of", title=title), item.conclusion)
        sheet.height = self._bar.height + self._middle.height
        self._raise(sheet, 0)

    def _open_others(self) -> None:
        self._open_list(Rising.OTHERS)

    def _open_map(self) -> None:
        self._open_list(Rising.MAP).height = self._middle.height

    def _open_list(self, which: Rising) -> Any:
        """Raise a sheet that follows every update."""
        self._close()
        sheet = self._sheets[which]
        if self._screen is not None:
            sheet.show(self._screen)
        self._raise(sheet, self._bar.height)
        return sheet

    def _raise(self, sheet: Any, bottom: float) -> None:
        sheet.y = bottom
        self._sheet = sheet
        self.add_widget(sheet)

    def _close(self) -> None:
        self._asking, self._editing = None, ""
        if self._sheet is not None:
            self.remove_widget(self._sheet)
            self._sheet = None
            if self._screen is not None:
                self._bar.show(self._screen)
