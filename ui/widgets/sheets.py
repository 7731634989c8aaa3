"""Sheets that rise over the bottom bar: asking once, and editing a text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ui.kit import Kit
from ui.theme import Rgba
from ui.widgets.field import Field, framed
from ui.widgets.surface import Panel, column, row, space
from ui.widgets.text import Fit, Icon, ScrollText
from ui.widgets.touchable import MainButton, SecondaryButton


class Sheet(Panel):
    """A card across the whole width that swallows touches meant for what is under it."""

    def __init__(self, kit: Kit, **options: Any) -> None:
        settings: dict[str, Any] = {
            "fill": kit.paint.card,
            "edge": kit.paint.border,
            "radius": (20, 20, 0, 0),
            "shadow": kit.paint.shadow,
            "padding": (24, 16, 20, 16),
            "spacing": 20,
            "size_hint_y": None,
        }
        super().__init__(**(settings | options))

    def on_touch_down(self, touch: Any) -> bool:
        """Let nothing under the sheet be touched."""
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))


class ConfirmSheet(Sheet):
    """Repeats an irreversible action in full and asks once; `large`: a vote, read at arm's length.

    It stands above the bottom bar, so that a second tap on the same spot confirms nothing.
    """

    def __init__(
        self,
        kit: Kit,
        confirm: Callable[[], None],
        cancel: Callable[[], None],
        *,
        large: bool = False,
    ) -> None:
        super().__init__(kit, height=kit.tall(196 if large else 148))
        self._kit = kit
        self._icon = Icon(kit, "help-circle-outline", 76 if large else 44, kit.paint.accent)
        size, tall = (36, 60) if large else (20, 34)
        self._title = Fit(kit, size, 700 if large else 600, size_hint_y=None, height=kit.tall(tall))
        self._details = ScrollText(kit, 19 if large else 17)
        self._cancel = SecondaryButton(
            kit, "cancel", "close", kit.words("cancel"), cancel, hug=True, height=kit.tall(80)
        )
        self._confirm = MainButton(kit, "confirm", confirm, height=kit.tall(112 if large else 80))
        words = column(
            self._title,
            self._details,
            spacing=4,
            size_hint_y=None,
            height=kit.tall(148 if large else 100),
            pos_hint={"center_y": 0.5},
        )
        for child in (self._icon, words, self._cancel, self._confirm):
            self.add_widget(child)

    def show(
        self, name: str, title: str, details: str, word: str, fill: Rgba | None = None
    ) -> None:
        """Ask; `fill` colours icon and button when it is a vote."""
        paint = self._kit.paint
        self._icon.show(name)
        self._icon.color = fill or paint.accent
        self._title.text = title
        self._details.show(details)
        self._confirm.show(name, word, fill=fill, ink=paint.on_vote if fill else None)


class EditSheet(Sheet):
    """A text to be edited: the draft conclusion of an item."""

    MOST_CHARACTERS = 8000  # three pages; a longer conclusion is a paper of its own

    def __init__(self, kit: Kit, save: Callable[[str], None], cancel: Callable[[], None]) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(420), spacing=12)
        words = kit.words
        self._title = Fit(kit, 18, 600, size_hint_y=None, height=kit.tall(30))
        self.field = Field(kit, "conclusion-text", words("conclusion-hint"))
        frame = framed(kit, self.field)
        button = SecondaryButton(kit, "cancel", "close", words("cancel"), cancel, hug=True)
        done = MainButton(kit, "save-conclusion", lambda: save(self._text()))
        done.show("check-bold", words("save-draft"))
        foot = row(space(), button, done, spacing=16, size_hint_y=None, height=kit.tall(80))
        for child in (self._title, frame, foot):
            self.add_widget(child)

    def open(self, title: str, text: str) -> None:
        """Begin with `text`; what was typed before is gone."""
        self._title.text = title
        self.field.text = text

    def _text(self) -> str:
        return str(self.field.text).strip()[: self.MOST_CHARACTERS]
