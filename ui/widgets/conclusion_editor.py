"""The conclusion of an item being written: text, words to put in, and the tasks read out of it."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import DraftConclusion, SaveDraft
from device.screens import ChairScreen, ItemPanel
from ui.kit import Kit
from ui.viewmodels.tasks import TaskPart, task_parts
from ui.widgets.chips import TaskPiece, flow
from ui.widgets.field import Field, framed
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.palette import Palette
from ui.widgets.sheets import Sheet
from ui.widgets.surface import Panel, column, row, stack
from ui.widgets.text import Fit, Text
from ui.widgets.touchable import MainButton, SecondaryButton

MOST_CHARACTERS = 4000  # what the record takes; a longer conclusion is a paper of its own


class ConclusionEditor(Sheet):
    """Every change is told at once, so that the tasks follow; saving tells the hub."""

    def __init__(
        self, kit: Kit, read_back: Callable[[str], None], close: Callable[[], None]
    ) -> None:
        super().__init__(kit, spacing=20, padding=(24, 14, 20, 14))
        self._kit, self._close, self._read_back = kit, close, read_back
        self._item, self._before, self._quiet = "", "", False
        self._title = Fit(kit, 18, 600, size_hint_y=None, height=kit.tall(48))
        self.field = Field(kit, "conclusion-text", kit.words("conclusion-hint"))
        self.field.bind(text=self._written, focus=self._make_room)
        pieces = flow(spacing=8)
        self._pieces: Keyed[TaskPart] = Keyed(
            pieces, lambda part: (part.task, part.word), lambda _: TaskPiece(kit)
        )
        self._tasks_word = Text(kit, 15, 400, kit.paint.mute)
        self._tasks = Scroller(kit, stack(self._tasks_word, pieces, spacing=6))
        self._tasks.size_hint_y = 0.5
        self._palette = Palette(kit, self._insert)
        self._foot = self._buttons()
        self._left = column(
            self._title, framed(kit, self.field), self._tasks, self._foot, spacing=10
        )
        self._right = column(self._palette, size_hint_x=None, width=470)
        self.add_widget(self._left)
        self.add_widget(self._right)

    def _buttons(self) -> Panel:
        kit, words = self._kit, self._kit.words
        tall, word = max(64, kit.tall(72)), words("save-draft")
        cancel = SecondaryButton(kit, "cancel", "close", words("cancel"), self._give_up, hug=True)
        self._beside = SecondaryButton(
            kit, "save-conclusion", "check-bold", word, self._save, hug=True
        )
        cancel.height = self._beside.height = tall
        self._saving = MainButton(kit, "save-conclusion", self._save, height=tall)
        self._saving.show("check-bold", word)
        self._reading = MainButton(kit, "read-back", self._save_and_read, height=tall)
        for button in (self._saving, self._reading):
            button.size_hint_x = 1
        return row(cancel, spacing=12, size_hint_y=None, height=tall)

    # ── what is written ─────────────────────────────────────────────────────────────────────────

    def open(self, item: ItemPanel, title: str, *, concludable: bool) -> None:
        """Begin with the draft as it stands; it can be read back where it can be concluded."""
        self._item, self._before = item.item, item.conclusion
        for button in (self._beside, self._reading):
            attach(self._foot, button, wanted=concludable)
        attach(self._foot, self._saving, wanted=not concludable)
        self._title.text = title
        self._quiet = True
        self.field.text = item.conclusion
        self._quiet = False

    def _text(self) -> str:
        return str(self.field.text).strip()[:MOST_CHARACTERS]

    def _written(self, *_: object) -> None:
        word = self._kit.words("read-back")
        self._reading.show("text-box-outline", word, enabled=bool(self._text()))
        if not self._quiet and self._item:
            self._kit.emit(DraftConclusion(self._item, str(self.field.text)[:MOST_CHARACTERS]))

    def _insert(self, words: str) -> None:
        """Words go in where the cursor stands, with one blank before them where it needs one."""
        before = str(self.field.text)[: self.field.cursor_index()]
        blank = " " if before and not before[-1].isspace() and words[:1] not in ",.;" else ""
        self.field.insert_text(blank + words)

    def _make_room(self, *_: object) -> None:
        """The keyboard leaves room for text, palette and buttons; the tasks come back after it."""
        writing = self.field.focus
        attach(self._left, self._tasks, wanted=not writing, index=1)
        attach(self._left, self._title, wanted=not writing, index=len(self._left.children))

    def _save(self) -> None:
        item, text = self._item, self._text()
        self._finish()
        self._kit.emit(DraftConclusion(item, text))
        self._kit.emit(SaveDraft(item))

    def _save_and_read(self) -> None:
        text = self._text()
        self._save()
        self._read_back(text)

    def _give_up(self) -> None:
        """As it was before."""
        item, changed = self._item, str(self.field.text) != self._before
        self._finish()
        if changed:
            self._kit.emit(DraftConclusion(item, self._before))

    def _finish(self) -> None:
        self._item = ""
        self.field.focus = False
        self._close()

    def show(self, screen: ChairScreen) -> None:
        """Follow the tasks; what is being written is never touched."""
        self._palette.show(screen.agencies, screen.today)
        item = screen.item
        if item is None:
            return
        tasks = item.tasks
        self._tasks_word.text = self._kit.words("tasks-read" if tasks else "tasks-none")
        self._pieces.show(task_parts(tasks))
