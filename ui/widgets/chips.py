"""Small things to touch in rows that wrap: words to insert, choices, and the pieces of a task."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.uix.stacklayout import StackLayout

from ui.kit import Kit
from ui.theme import font_file
from ui.viewmodels.tasks import TaskPart
from ui.widgets.surface import Panel
from ui.widgets.text import Fit, Icon, Run, text_width
from ui.widgets.touchable import Touchable

WIDEST = 380  # pixels; a longer phrase wraps


class Chip(Touchable):
    """A word in an edge; the chosen one is filled."""

    def __init__(
        self,
        kit: Kit,
        stable_name: str,
        word: str,
        action: Callable[[], None],
        *,
        icon: str = "",
        width: float = 0,
    ) -> None:
        size = kit.px(16)
        room = 28 + (size + 14 if icon else 0)
        wide = width or min(text_width(word, font_file(500), size) + room + 4, WIDEST)
        super().__init__(
            stable_name,
            action,
            fill=kit.paint.card,
            edge=kit.paint.border,
            edge_width=1,
            radius=12,
            padding=(12, 2),
            spacing=8,
            size_hint=(None, None),
            size=(max(wide, 52), max(52, kit.tall(52))),
        )
        self._kit = kit
        self._icon = Icon(kit, icon, 20, kit.paint.accent) if icon else None
        self._word = Fit(kit, 16, 500, text=word, halign="left" if icon else "center")
        if self._icon is not None:
            self.add_widget(self._icon)
        self.add_widget(self._word)

    def mark(self, *, chosen: bool) -> None:
        """Filled or outlined."""
        paint = self._kit.paint
        self.dress(
            fill=paint.accent_soft if chosen else paint.card,
            edge=paint.accent if chosen else paint.border,
        )
        ink = paint.accent if chosen else paint.ink
        self._word.color = self._word.disabled_color = ink

    def able(self, *, enabled: bool) -> None:
        """Enable or grey out."""
        super().able(enabled=enabled)
        self._word.disabled_color = self._kit.paint.border


class Still(Chip):
    """A chip whose value never changes."""

    def show(self, _value: object) -> None:
        """Nothing about it ever changes."""


def flow(**options: Any) -> Any:
    """A row that wraps, as tall as its children."""
    layout = StackLayout(**({"size_hint_y": None, "spacing": 8} | options))
    layout.bind(minimum_height=layout.setter("height"))
    return layout


class TaskPiece(Panel):
    """ "Chủ trì Sở Tài chính"."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            fill=kit.paint.ground,
            radius=8,
            padding=(10, 0),
            spacing=5,
            size_hint=(None, None),
            height=kit.tall(32),
        )
        self._kit = kit
        self._word = Run(kit, 15, 400, kit.paint.mute)
        self._text = Run(kit, 15, 600, widest=330)
        self.add_widget(self._word)
        self.add_widget(self._text)
        self.bind(minimum_width=self.setter("width"))

    def show(self, part: TaskPart) -> None:
        """Show a piece."""
        self._word.text = self._kit.words(part.word)
        self._text.text = part.text
