"""The draft conclusion at the console: its state, its text, the tasks in it, and the way to change it."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ItemPanel
from ui.kit import Kit
from ui.viewmodels.tasks import TaskPart, task_parts
from ui.widgets.chips import TaskPiece, flow
from ui.widgets.listing import Keyed
from ui.widgets.surface import Panel, row
from ui.widgets.text import Fit, Run, Text
from ui.widgets.touchable import SecondaryButton, Tag


class ConclusionPart(Panel):
    """As tall as it needs."""

    def __init__(self, kit: Kit, edit: Callable[[], None]) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=4)
        self._kit = kit
        normal = kit.theme.text_percent == 100
        word = kit.words("draft-conclusion")
        title = Run(kit, 16, 600, text=word) if normal else Fit(kit, 16, 600, text=word)
        self._state = Tag(kit, 14)
        self._edit = SecondaryButton(
            kit,
            "edit-conclusion",
            "pencil",
            kit.words("edit"),
            edit,
            soft=True,
            hug=True,
            height=max(52, kit.tall(52)),
        )
        between = (Panel(),) if normal else ()  # larger text needs the whole line
        head = row(title, self._state, *between, self._edit, spacing=10)
        head.size_hint_y, head.height = None, max(52, kit.tall(52))
        self._text = Text(kit, 16)
        pieces = flow(spacing=8, padding=(0, 6, 0, 0))
        self._pieces: Keyed[TaskPart] = Keyed(
            pieces, lambda part: (part.task, part.word), lambda _: TaskPiece(kit)
        )
        for child in (head, self._text, pieces):
            self.add_widget(child)
        self.bind(minimum_height=self.setter("height"))

    def show(self, item: ItemPanel) -> None:
        """Show the conclusion of an item."""
        words, paint = self._kit.words, self._kit.paint
        self._text.text = item.conclusion or words("conclusion-empty")
        self._text.color = paint.ink if item.conclusion else paint.mute
        self._edit.able(enabled=not item.conclusion_confirmed)
        self._pieces.show(task_parts(item.tasks))
        if item.conclusion_confirmed:
            state = ("check-bold", "conclusion-confirmed", paint.accent, paint.accent_soft)
        elif not item.draft_saved:
            state = ("timer-sand", "draft-unsaved", paint.warn, paint.warn_soft)
        else:
            state = ("pencil", "conclusion-unconfirmed", paint.mute, paint.ground)
        icon, key, ink, fill = state
        self._state.show(icon, words(key), ink, fill)
