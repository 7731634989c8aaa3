"""A field to write in: keys on the screen, a keyboard on the desk and a paste all end in one editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.uix.textinput import TextInput
from msgspec.structs import replace

from device.typing.editor import Editor
from device.typing.keyboard import Keyboard, Shift
from device.typing.layout import Action, Key
from ui.kit import Kit
from ui.theme import font_file
from ui.widgets.surface import Panel, row


class Field(TextInput):
    """Shows an editor's text and keeps its cursor; `typed` is called after every change of `board`."""

    text: Any  # Kivy's property

    def __init__(self, kit: Kit, name: str, hint: str, size: float = 18, **options: Any) -> None:
        paint = kit.paint
        self.board = Keyboard()
        self.stable_name = name
        self.entered: Callable[[], None] = lambda: None
        self.typed: Callable[[], None] = lambda: None
        self._attend = kit.attend
        settings: dict[str, Any] = {
            "font_name": font_file(400),
            "font_size": kit.px(size),
            "foreground_color": paint.ink,
            "background_color": paint.card,
            "cursor_color": paint.accent,
            "selection_color": (*paint.accent[:3], 0.3),
            "background_normal": "",
            "background_active": "",
            "padding": (14, 12),
            "hint_text": hint,
            "hint_text_color": paint.mute,
            "write_tab": False,
            "use_bubble": False,
            "use_handles": False,
        }
        super().__init__(**(settings | options))
        self.bind(focus=self._focused)

    def press(self, key: Key) -> None:
        """A key of the keyboard on the screen."""
        if key.action is Action.ENTER and not self.multiline:
            self.done()
            return
        self.delete_selection()
        self._take(replace(self._synced(), editor=self._editor()).press(key))

    def done(self) -> None:
        """Writing ends here; a field of one line says that it was entered."""
        self.focus = False
        if not self.multiline:
            self.entered()

    # ── from a keyboard on the desk ─────────────────────────────────────────────────────────────

    def insert_text(self, substring: str, from_undo: bool = False) -> None:
        """A character typed, or a text pasted."""
        if from_undo or (substring == "\n" and not self.multiline):
            return
        self.delete_selection()
        editor, mode = self._editor(), self.board.mode
        one = len(substring) == 1
        editor = editor.press(substring, mode) if one else editor.insert(substring)
        self._take(replace(self.board, editor=editor))

    def do_backspace(self, from_undo: bool = False, mode: str = "bkspc") -> None:
        """Take back the last character, or a whole selection."""
        if from_undo or mode != "bkspc":
            return
        if self.selection_text:
            self.delete_selection()
            self._take(replace(self.board, editor=self._editor()))
            return
        self._take(replace(self.board, editor=self._editor().backspace(self.board.mode)))

    # ── the editor and what is seen ─────────────────────────────────────────────────────────────

    def _editor(self) -> Editor:
        """The editor as the field stands: a text put in or a cursor moved from outside counts."""
        editor = self.board.editor
        if editor.text != self.text:
            return Editor(self.text, min(self.cursor_index(), len(self.text)))
        return editor if editor.cursor == self.cursor_index() else editor.move(self.cursor_index())

    def _synced(self) -> Keyboard:
        """The keyboard; shift lets go when the cursor was put into the middle of a text."""
        moved = self._editor() != self.board.editor
        held = self.board.shift is Shift.ONCE and self._editor().cursor > 0
        return replace(self.board, shift=Shift.OFF) if moved and held else self.board

    def _take(self, board: Keyboard) -> None:
        self.board = board
        if self.text != board.editor.text:
            self.text = board.editor.text
        self.cursor = self.get_cursor_from_index(board.editor.cursor)
        self.typed()

    def _focused(self, *_: object) -> None:
        if self.focus:
            shift = Shift.OFF if self.text.strip() else Shift.ONCE
            self.board = replace(Keyboard(self._editor()), shift=shift)
        if self._attend is not None:
            self._attend(self, self.focus)


def framed(kit: Kit, made: Any, **options: Any) -> Panel:
    """The field in its edge."""
    return row(made, edge=kit.paint.border, radius=12, padding=3, **options)
