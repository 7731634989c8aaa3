"""A note on an item that is not the active one, put under what was noted there before."""

from __future__ import annotations

from device.intents import TakeStep
from device.screens import AgendaRow, ChairScreen, Step
from ui.kit import Kit
from ui.viewmodels.steps import STEP_ICONS
from ui.widgets.field import Field, framed
from ui.widgets.sheets import Hands, Sheet
from ui.widgets.surface import row, space
from ui.widgets.text import Fit
from ui.widgets.touchable import MainButton, SecondaryButton

MOST_CHARACTERS = 2000  # of one addition; the record takes 8000 for an item


class NoteSheet(Sheet):
    """The item in full, a field, and the button that keeps the note."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", spacing=10)
        self._kit, self._hands, self._item = kit, hands, ""
        words = kit.words
        self._title = Fit(kit, 20, 600, size_hint_y=None, height=kit.tall(34))
        self._about = Fit(kit, 16, 400, kit.paint.mute, size_hint_y=None, height=kit.tall(28))
        self.field = Field(kit, "note-more-text", words("note-hint"), 17)
        cancel = SecondaryButton(kit, "cancel", "close", words("cancel"), hands.close, hug=True)
        self._button = MainButton(kit, "add-note", self._done)
        foot = row(space(), cancel, self._button, spacing=16, size_hint_y=None, height=kit.tall(84))
        for child in (self._title, self._about, framed(kit, self.field), foot):
            self.add_widget(child)
        self.field.bind(text=self._written)
        self._written()

    def open(self, line: AgendaRow) -> None:
        """Begin with nothing written."""
        self._item, self.field.text = line.item, ""
        self._title.text = self._kit.words("notes-on-item", number=line.number)
        self._about.text = line.title

    def _text(self) -> str:
        return str(self.field.text).strip()[:MOST_CHARACTERS]

    def _written(self, *_: object) -> None:
        word = self._kit.words("note-add")
        self._button.show(STEP_ICONS[Step.ADD_NOTE], word, enabled=bool(self._text()))

    def _done(self) -> None:
        self._hands.do(TakeStep(Step.ADD_NOTE, self._item, self._text()))

    def show(self, _screen: ChairScreen) -> None:
        """What is being written stays."""
