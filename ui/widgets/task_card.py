"""At the foot of a seat's agenda: what else can be looked at, and what the secretary has to do."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from device.intents import StartCorrection
from device.screens import SeatSession
from ui.kit import Kit
from ui.viewmodels.seat import Place
from ui.widgets.listing import Keyed
from ui.widgets.surface import Panel, card, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Touchable

ICONS = {
    Place.CORRECTION: "file-document-edit-outline",
    Place.COUNT: "clipboard-edit-outline",
    Place.BALLOT: "ballot-outline",
    Place.VOID: "alert",
    Place.RESULT: "check-decagram",
    Place.READER: "file-document-outline",
}
CORRECT = "correct"  # begins a correction; every other name is a place


class Task(Struct, frozen=True):
    """One row: a place to look at, or `CORRECT`."""

    name: str
    icon: str
    selected: bool = False
    urgent: bool = False


def tasks(screen: SeatSession, offered: tuple[Place, ...], shown: Place) -> tuple[Task, ...]:
    """The rows; none where there is nothing to do and the bottom bar leads back to the papers."""
    desk = screen.desk
    rows = [
        Task(place.value, ICONS[place], place is shown, place is Place.VOID and place is not shown)
        for place in reversed(offered)
    ]
    if desk is not None and desk.may_correct and desk.correction is None:
        rows.append(Task(CORRECT, ICONS[Place.CORRECTION]))
    plain = all(row.name in {Place.READER.value, Place.RESULT.value} for row in rows)
    return () if plain else tuple(rows)


class TaskRow(Touchable):
    """Icon and word; the one that is looked at is filled."""

    def __init__(self, kit: Kit, name: str, action: Callable[[], None]) -> None:
        super().__init__(
            f"task:{name}",
            action,
            radius=12,
            edge_width=2,
            padding=(14, 2),
            spacing=12,
            size_hint_y=None,
            height=max(52, kit.tall(52)),
        )
        self._kit = kit
        self._icon = Icon(kit, "file-document-outline", 24)
        self._word = Fit(kit, 16, 600)
        self.add_widget(self._icon)
        self.add_widget(self._word)

    def show(self, task: Task) -> None:
        """Show a row."""
        paint = self._kit.paint
        edge = paint.warn_line if task.urgent else paint.accent if task.selected else paint.border
        fill = paint.warn_soft if task.urgent else paint.card
        self.dress(fill=paint.accent_soft if task.selected else fill, edge=edge)
        ink = paint.warn if task.urgent else paint.accent if task.selected else paint.ink
        self._icon.show(task.icon)
        self._icon.color = self._word.color = ink
        self._word.text = self._kit.words(f"task-{task.name}")


class TaskCard(Panel):
    """The rows in a card of their own."""

    def __init__(self, kit: Kit, choose: Callable[[Place], None]) -> None:
        super().__init__(size_hint_y=None)
        self._kit, self._choose = kit, choose
        self._poll = ""
        rows = stack(spacing=6)
        self._rows: Keyed[Task] = Keyed(rows, lambda task: task.name, self._make)
        body = card(kit, rows, padding=10, size_hint_y=None)
        body.bind(minimum_height=body.setter("height"))
        body.bind(height=self.setter("height"))
        self.add_widget(body)

    def _make(self, task: Task) -> TaskRow:
        return TaskRow(self._kit, task.name, lambda: self._touched(task.name))

    def _touched(self, name: str) -> None:
        if name == CORRECT:
            self._kit.emit(StartCorrection(self._poll))
        else:
            self._choose(Place(name))

    def show(self, rows: tuple[Task, ...], correctable: str) -> None:
        """Show the rows; `correctable` is the poll that a correction would begin on."""
        self._poll = correctable
        self._rows.show(rows)
