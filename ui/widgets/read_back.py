"""The conclusion read back in large type, with the one question before it is recorded."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen, ItemPanel
from ui.kit import Kit
from ui.viewmodels.tasks import TaskPart, task_parts
from ui.widgets.chips import TaskPiece, flow
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.sheets import Sheet
from ui.widgets.surface import row, stack
from ui.widgets.text import Fit, Text
from ui.widgets.touchable import MainButton, SecondaryButton


class ReadBackSheet(Sheet):
    """Text and tasks as they will stand in the minutes. Above the bar: no second tap confirms."""

    def __init__(
        self,
        kit: Kit,
        confirm: Callable[[], None],
        edit: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__(kit, orientation="vertical", spacing=12, padding=(36, 18, 28, 18))
        self._kit = kit
        words = kit.words
        self._title = Fit(kit, 18, 600, kit.paint.accent, size_hint_y=None, height=kit.tall(32))
        self._text = Text(kit, 30, 500)
        pieces = flow(spacing=8)
        self._pieces: Keyed[TaskPart] = Keyed(
            pieces, lambda part: (part.task, part.word), lambda _: TaskPiece(kit)
        )
        self._tasks_title = Text(kit, 16, 600)
        body = stack(self._text, self._tasks_title, pieces, spacing=14, padding=(0, 0, 16, 0))
        cancel = SecondaryButton(kit, "cancel", "close", words("cancel"), close, hug=True)
        change = SecondaryButton(kit, "read-back-edit", "pencil", words("edit"), edit, hug=True)
        note = Fit(kit, 15, 400, kit.paint.mute, words("ask-irreversible"))
        self._button = MainButton(kit, "confirm", confirm)
        foot = row(note, cancel, change, self._button, spacing=14, size_hint_y=None)
        foot.height = kit.tall(84)
        for child in (self._title, Scroller(kit, body), foot):
            self.add_widget(child)

    def open(self, item: ItemPanel, text: str) -> None:
        """Read this text; it stays as it is read, whoever writes meanwhile."""
        words = self._kit.words
        self._title.text = words("read-back-of", number=item.number, title=item.title)
        self._text.text = text
        self._button.show("gavel", words("conclude-number", number=item.number))
        self._pieces.show(())
        self._tasks_title.text = ""
        self._show_tasks(item)

    def show(self, screen: ChairScreen) -> None:
        """The tasks follow as soon as they have been read out of this text."""
        if screen.item is not None:
            self._show_tasks(screen.item)

    def _show_tasks(self, item: ItemPanel) -> None:
        if item.conclusion.strip() != self._text.text:
            return
        words = self._kit.words
        self._tasks_title.text = (
            words("tasks-assigned", count=len(item.tasks)) if item.tasks else ""
        )
        self._pieces.show(task_parts(item.tasks))
