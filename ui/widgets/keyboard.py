"""The keyboard on the screen: it lies at the bottom while a field is written in, and gives the room back."""

from __future__ import annotations

from functools import partial
from typing import Any

from kivy.uix.behaviors import FocusBehavior

from device.typing.keyboard import Keyboard, Shift
from device.typing.layout import Action, Key
from device.typing.methods import TELEX, Method
from ui.kit import Kit
from ui.widgets.field import Field
from ui.widgets.surface import Panel, column, row
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Touchable

KEY_HEIGHT = 54  # at least 52 to touch, and 2 for the eye between the rows
GAP = 6
SIDE = 104

_ICONS = {
    Action.BACKSPACE: "backspace-outline",
    Action.ENTER: "keyboard-return",
    Action.UNDO: "undo",
    Action.LEFT: "chevron-left",
    Action.RIGHT: "chevron-right",
}
_WORDS = {Action.SYMBOLS: "?123", Action.LETTERS: "ABC"}
_SHIFTS = {
    Shift.OFF: "apple-keyboard-shift",
    Shift.ONCE: "apple-keyboard-shift",
    Shift.LOCKED: "apple-keyboard-caps",
}


class KeyCap(Touchable):
    """One key; what is on it follows the keyboard."""

    def __init__(self, kit: Kit, key: Key, press: Any) -> None:
        paint = kit.paint
        plain = key.action is Action.TYPE
        super().__init__(
            _name(key),
            partial(press, key),
            fill=paint.card if plain else paint.ground,
            edge=paint.border,
            radius=10,
            padding=2,
            size_hint_x=key.units,
        )
        self.key, self._kit = key, kit
        icon = _ICONS.get(key.action) or (_SHIFTS[Shift.OFF] if key.action is Action.SHIFT else "")
        self._face: Any = (
            Icon(kit, icon, 24, paint.ink, size_hint=(1, 1), font_size=26)
            if icon
            else Fit(kit, 22 if plain else 17, 500, halign="center")
        )
        self.add_widget(self._face)

    def show(self, board: Keyboard) -> None:
        """Follow shift and method."""
        paint, action = self._kit.paint, self.key.action
        if action is Action.TYPE:
            blank = self.key.char == " "
            self._face.text = self._kit.words("key-space") if blank else board.label(self.key)
        elif action is Action.METHOD:
            self._face.text = _METHODS[board.method.name]
        elif action in _WORDS:
            self._face.text = _WORDS[action]
        elif action is Action.SHIFT:
            held = board.shift is not Shift.OFF
            self._face.show(_SHIFTS[board.shift])
            self.dress(fill=paint.accent_soft if held else paint.ground)


_METHODS = {"telex": "Telex", "vni": "VNI", "english": "EN"}


class KeyboardDock(Panel):
    """Keys for the field that is written in; without one it takes no room."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            orientation="horizontal",
            size_hint=(1, None),
            height=0,
            opacity=0,
            fill=kit.paint.sunk,
            edge=kit.paint.border,
            padding=(12, 10),
            spacing=12,
        )
        self._kit = kit
        self._field: Field | None = None
        self._method: Method = TELEX  # stays from field to field
        self._rows = column(spacing=GAP)
        self._drawn: object = None
        self._caps: list[KeyCap] = []
        close = Touchable(
            "keyboard-close",
            self._close,
            Icon(kit, "keyboard-close", 30, kit.paint.accent),
            Fit(kit, 16, 600, kit.paint.accent, kit.words("keyboard-done"), halign="center"),
            orientation="vertical",
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=10,
            padding=(4, 14),
            size_hint_x=None,
            width=SIDE,
        )
        self.add_widget(self._rows)
        self.add_widget(close)

    def attend(self, field: Field, writing: bool) -> None:
        """A field begins or ends to be written in."""
        if writing:
            self._field, field.typed = field, self._refresh
            field.board = Keyboard(field.board.editor, shift=field.board.shift, method=self._method)
            self._refresh()
        elif field is self._field:
            self._field = None
            self._kit.later(self._gone, 0)  # what a finger lets go of now must still be under it

    def _gone(self) -> None:
        if self._field is None:
            self.height = self.opacity = 0

    def let_go_outside(self, frame: Any) -> None:
        """A field that was taken off the screen is written in no longer."""
        above: Any = self._field
        while above is not None and above is not frame and above.parent is not above:
            above = above.parent
        if self._field is not None and above is not frame:
            self._field.focus = False

    def on_touch_down(self, touch: Any) -> bool:
        """Keys leave the field its focus; nothing behind the keyboard is touched."""
        if not self.height or not self.collide_point(*touch.pos):
            return False
        FocusBehavior.ignored_touch.append(touch)
        super().on_touch_down(touch)
        return True

    def _press(self, key: Key) -> None:
        if self._field is not None:
            self._field.press(key)

    def _close(self) -> None:
        if self._field is not None:
            self._field.focus = False

    def _refresh(self) -> None:
        if self._field is None:
            return
        board = self._field.board
        self._method = board.method
        layout = board.layout
        if self._drawn is not layout:
            self._draw(board)
        for cap in self._caps:
            cap.show(board)
        rows = len(layout.rows)
        self.height = rows * KEY_HEIGHT + (rows - 1) * GAP + 20
        self.opacity = 1

    def _draw(self, board: Keyboard) -> None:
        """Other keys than before."""
        self._drawn = board.layout
        self._rows.clear_widgets()
        self._caps = []
        for keys in board.layout.rows:
            caps = [KeyCap(self._kit, key, self._press) for key in keys]
            self._caps += caps
            self._rows.add_widget(row(*caps, spacing=GAP))


def _name(key: Key) -> str:
    """`key-a`, `key-space`, `key-backspace`."""
    if key.action is not Action.TYPE:
        return f"key-{key.action.value}"
    return "key-space" if key.char == " " else f"key-{key.char}"
