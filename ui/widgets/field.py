"""A field to write in with a keyboard."""

from __future__ import annotations

from typing import Any

from kivy.uix.textinput import TextInput

from ui.kit import Kit
from ui.theme import font_file
from ui.widgets.surface import Panel, row


def field(kit: Kit, name: str, hint: str, size: float = 18) -> Any:
    """A field with the stable name `name`, in the colours of the theme."""
    paint = kit.paint
    made = TextInput(
        font_name=font_file(400),
        font_size=kit.px(size),
        foreground_color=paint.ink,
        background_color=paint.card,
        cursor_color=paint.accent,
        selection_color=(*paint.accent[:3], 0.3),
        background_normal="",
        background_active="",
        padding=(14, 12),
        hint_text=hint,
        hint_text_color=paint.mute,
        write_tab=False,
    )
    made.stable_name = name
    return made


def framed(kit: Kit, made: Any, **options: Any) -> Panel:
    """The field in its edge."""
    return row(made, edge=kit.paint.border, radius=12, padding=3, **options)
