"""The chair's console: what leads in the middle, the next step at the bottom right, sheets above it."""

from __future__ import annotations

from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

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
from ui.widgets.listing import Slot
from ui.widgets.sheets import ConfirmSheet, EditSheet, Sheet
from ui.widgets.surface import column, row, space
from ui.widgets.touchable import SecondaryButton


class MapSheet(Sheet):
    """The map of the room over the whole body."""

    def __init__(self, kit: Kit, close: object) -> None:
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
        running = Running(kit, self._choose_item, self._edit, self._open_map)
        self._middles = {
            Leading.ASSEMBLING: Assembling(kit),
            Leading.POLL: Polling(kit, self._extend),
            Leading.RESULT: Counted(kit),
            Leading.ITEM: running,
            Leading.BETWEEN: running,
            Leading.CLOSED: running,
        }
        self._middle = Slot()
        self._bar = ChairBar(kit, self._take, self._open_others)
        self.add_widget(column(self._header, self._middle, self._bar, fill=kit.paint.ground))
        self._confirm = ConfirmSheet(kit, self._confirmed, self._close)
        self._editor = EditSheet(kit, self._save, self._close)
        self._others = OtherSteps(kit, self._take, self._close)
        self._map = MapSheet(kit, self._close)
        self._sheet: Widget | None = None

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen; sheets stay open while they still make sense."""
        self._screen = screen
        self._header.show(screen.header)
        middle = self._middles[leading(screen)]
        middle.show(screen)
        self._middle.put(middle)
        self._bar.show(screen)
        self._map.show(screen)
        self._others.show(screen)
        if self._asking and find(screen, *self._asking) is None:
            self._close()
        if self._editing and (screen.item is None or screen.item.item != self._editing):
            self._close()

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
        self._confirm.show(STEP_ICONS[step], title, self._details(step, offered.label), word)
        self._raise(self._confirm)

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
        self._editor.open(words("edit-conclusion-of", title=title), item.conclusion)
        self._editor.height = self._bar.height + self._middle.height
        self._raise(self._editor, above=0)

    def _open_others(self) -> None:
        self._close()
        self._raise(self._others)

    def _open_map(self) -> None:
        self._close()
        self._map.height = self._middle.height
        self._raise(self._map)

    def _raise(self, sheet: Widget, above: float | None = None) -> None:
        sheet.y = self._bar.height if above is None else above
        self._sheet = sheet
        self.add_widget(sheet)

    def _close(self) -> None:
        self._asking, self._editing = None, ""
        if self._sheet is not None:
            self.remove_widget(self._sheet)
            self._sheet = None
