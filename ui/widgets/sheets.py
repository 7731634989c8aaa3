"""Sheets that rise over the bottom bar: their ground, their head, and the one that asks once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.uix.widget import Widget
from msgspec import Struct

from device.intents import Intent, TakeStep
from device.screens import Step
from ui.kit import Kit
from ui.theme import Rgba
from ui.widgets.surface import Panel, column, row
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


def head(kit: Kit, title: Widget, close: Callable[[], None], *beside: Widget) -> Panel:
    """The top line of a sheet: its title, and the way back."""
    shut = SecondaryButton(kit, "cancel", "close", kit.words("close"), close, hug=True)
    shut.height = max(56, kit.tall(56))
    return row(title, *beside, shut, spacing=14, size_hint_y=None, height=max(60, kit.tall(60)))


class Hands(Struct, frozen=True):
    """What a sheet can have done: `do` at once, `take` as a step may need it, `ask` in full first."""

    do: Callable[[Intent], None]
    take: Callable[[Step, str], None]
    ask: Callable[[TakeStep, str, str, str], None]
    close: Callable[[], None]
