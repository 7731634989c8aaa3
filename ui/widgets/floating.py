"""Cards that a touch opens over a seat's screen, and that another touch closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.widgets.surface import Panel, row
from ui.widgets.text import Fit
from ui.widgets.touchable import IconButton


class Floating(Panel):
    """A card with a title and a way to close it; nothing under it is touched."""

    def __init__(
        self, kit: Kit, name: str, title: str, close: Callable[[], None], *children: Widget
    ) -> None:
        paint = kit.paint
        super().__init__(
            orientation="vertical",
            size_hint=(None, None),
            fill=paint.card,
            edge=paint.border,
            radius=14,
            shadow=paint.shadow,
            padding=(20, 10, 12, 16),
            spacing=8,
        )
        self.heading = Fit(kit, 18, 600, text=title)
        shut = IconButton(kit, f"{name}-close", "close", close)
        self.add_widget(row(self.heading, shut, size_hint_y=None, height=max(52, kit.tall(52))))
        for child in children:
            self.add_widget(child)

    def on_touch_down(self, touch: Any) -> bool:
        """Let nothing under the card be touched."""
        return bool(super().on_touch_down(touch)) or bool(self.collide_point(*touch.pos))
