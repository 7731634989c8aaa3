"""An item put on the agenda on the spot."""

from __future__ import annotations

from functools import partial
from typing import Any

from device.intents import TakeStep
from device.screens import AgendaRow, ChairScreen, Step
from ui.kit import Kit
from ui.viewmodels.agenda import AHEAD
from ui.widgets.chips import Chip, flow
from ui.widgets.field import Field, framed
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.sheets import Hands, Sheet
from ui.widgets.stepper import Stepper
from ui.widgets.surface import column, row, space
from ui.widgets.text import Fit
from ui.widgets.touchable import MainButton, SecondaryButton

MOST_CHARACTERS = 500  # what the record takes as a title
MINUTES = (1, 600)  # as the record takes them
USUAL_MINUTES, STEP_OF_MINUTES = 15, 5
END = ""


class BeforeChip(Chip):
    """Before which item; the chosen one is filled."""

    def show(self, shown: tuple[str, str, bool]) -> None:
        """Show whether it is the chosen one."""
        self.mark(chosen=shown[2])


class InsertSheet(Sheet):
    """Title, presenter, minutes and place; while somebody writes, only what is written."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", spacing=10)
        self._kit, self._hands, self._before = kit, hands, END
        self._agenda: tuple[AgendaRow, ...] = ()
        words, tall = kit.words, max(58, kit.tall(58))
        self._title = Field(kit, "insert-title", words("insert-title-hint"), multiline=False)
        self._who = Field(kit, "insert-presenter", words("insert-presenter-hint"), multiline=False)
        self._minutes = Stepper(
            kit, "insert-minutes", words("minutes"), USUAL_MINUTES, STEP_OF_MINUTES, MINUTES
        )
        places = flow(spacing=8)
        self._places: Keyed[tuple[str, str, bool]] = Keyed(places, lambda s: s[0], self._chip)
        fields = column(
            framed(kit, self._title, size_hint_y=None, height=tall),
            framed(kit, self._who, size_hint_y=None, height=tall),
            spacing=8,
            size_hint_y=None,
            height=2 * tall + 8,
        )
        self._where = column(
            row(
                self._label("insert-minutes"), self._minutes, space(), spacing=16, **_still(kit, 60)
            ),
            self._label("insert-before"),
            Scroller(kit, places),
            spacing=8,
        )
        self._filler = space()
        cancel = SecondaryButton(kit, "cancel", "close", words("cancel"), hands.close, hug=True)
        self._button = MainButton(kit, "insert-item", self._done)
        self._foot = row(space(), cancel, self._button, spacing=16, **_still(kit, 84))
        heading = Fit(kit, 20, 600, text=words("step-insert-item"), **_still(kit, 34))
        for child in (heading, fields, self._where, self._foot):
            self.add_widget(child)
        for field in (self._title, self._who):
            field.bind(text=self._written, focus=self._make_room)
        self._written()

    def _label(self, key: str) -> Fit:
        made = Fit(self._kit, 16, 600, text=self._kit.words(key))
        if key == "insert-minutes":
            made.size_hint_x, made.width = None, self._kit.px(150)
        else:
            made.size_hint_y, made.height = None, self._kit.tall(28)
        return made

    def _chip(self, shown: tuple[str, str, bool]) -> BeforeChip:
        item, word, _ = shown
        name = f"insert-before:{item or 'end'}"
        return BeforeChip(self._kit, name, word, partial(self._choose, item))

    def _choose(self, item: str) -> None:
        self._before = item
        self._show_places()

    def _make_room(self, *_: object) -> None:
        writing = self._title.focus or self._who.focus
        attach(self, self._where, wanted=not writing, index=1)
        attach(self, self._filler, wanted=writing, index=1)

    def _written(self, *_: object) -> None:
        word = self._kit.words("insert-done")
        self._button.show("playlist-plus", word, enabled=bool(self._text(self._title)))

    def _text(self, field: Field) -> str:
        return str(field.text).strip()[:MOST_CHARACTERS]

    def _done(self) -> None:
        who = self._text(self._who)
        taken = TakeStep(
            Step.INSERT_ITEM,
            self._before,
            self._text(self._title),
            names=(who,) if who else (),
            minutes=self._minutes.value,
        )
        self._title.text = self._who.text = ""
        self._hands.do(taken)

    def show(self, screen: ChairScreen) -> None:
        """Show the places there are; what was chosen and written stays."""
        self._agenda = screen.agenda
        ahead = {row.item for row in screen.agenda if row.stage in AHEAD}
        if self._before not in ahead:
            self._before = END
        self._show_places()

    def _show_places(self) -> None:
        words = self._kit.words
        ahead = [row for row in self._agenda if row.stage in AHEAD]
        shown = [
            (r.item, words("before-item", number=r.number), r.item == self._before) for r in ahead
        ]
        self._places.show([*shown, (END, words("to-the-end"), self._before == END)])


def _still(kit: Kit, height: float) -> dict[str, Any]:
    """A row of a lasting height."""
    return {"size_hint_y": None, "height": kit.tall(height)}
