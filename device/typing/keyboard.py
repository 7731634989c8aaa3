"""The keyboard on the screen as a value: which page it shows, whether shift holds, how it types.

| key | page | shift | method | text |
|---|---|---|---|---|
| a character | stays | once → off; locked stays | – | its character, shifted if shift holds |
| shift | stays | off → once → locked → off | – | – |
| symbols | letters → symbols ⇄ signs | off | – | – |
| letters | → letters | off | – | – |
| method | → letters | stays | Telex → VNI → English → Telex | – |
| enter | → letters | off | – | a new line |
| backspace, undo, left, right | stays | stays | – | as `Editor` has it |

A space brings the letters back: after a number comes a word. After . ! ? and a space, after a new line and
at the beginning shift holds once, since a sentence begins.
"""

from __future__ import annotations

from enum import Enum

from msgspec import Struct, field
from msgspec.structs import replace

from device.typing.editor import Editor, TypingMode
from device.typing.layout import METHODS, Action, Key, Layout, Page, layout_of
from device.typing.letters import ToneStyle
from device.typing.methods import TELEX, Method

_ENDS = (".", "!", "?", "…")


class Shift(Enum):
    """Whether letters come out as capitals."""

    OFF = "off"
    ONCE = "once"
    LOCKED = "locked"


class Keyboard(Struct, frozen=True):
    """The state of the keyboard and of the text it types into."""

    editor: Editor = field(default_factory=Editor)
    page: Page = Page.LETTERS
    shift: Shift = Shift.ONCE
    method: Method = TELEX
    style: ToneStyle = ToneStyle.TRADITIONAL

    @property
    def layout(self) -> Layout:
        """The keys to draw."""
        return layout_of(self.page, self.method)

    @property
    def mode(self) -> TypingMode:
        """How characters become text."""
        return TypingMode(self.method, self.style)

    def label(self, key: Key) -> str:
        """The character a key would type now; empty for keys that type none."""
        return key.char if self.shift is Shift.OFF else key.shifted

    def press(self, key: Key) -> Keyboard:
        """The keyboard after a touch on `key`."""
        if key.action in _MOVES:
            return _MOVES[key.action](self)
        if key.action is Action.TYPE:
            return self._typed(self.label(key))
        return self._edited(key.action)

    def _typed(self, char: str) -> Keyboard:
        page = Page.LETTERS if char.isspace() else self.page
        shift = Shift.OFF if self.shift is Shift.ONCE else self.shift
        typed = replace(self, editor=self.editor.press(char, self.mode), page=page, shift=shift)
        return typed._at_sentence() if char.isspace() else typed

    def _edited(self, action: Action) -> Keyboard:
        editor = self.editor
        changed = {
            Action.BACKSPACE: editor.backspace,
            Action.UNDO: editor.undo,
        }
        if action in changed:
            return replace(self, editor=changed[action](self.mode))
        step = 1 if action is Action.RIGHT else -1
        return replace(self, editor=editor.move(editor.cursor + step))

    def _at_sentence(self) -> Keyboard:
        before = self.editor.text[: self.editor.cursor].rstrip(" ")
        begins = not before or before.endswith((*_ENDS, "\n"))
        return replace(self, shift=Shift.ONCE) if begins and self.shift is Shift.OFF else self


def _shifted(keyboard: Keyboard) -> Keyboard:
    after = {Shift.OFF: Shift.ONCE, Shift.ONCE: Shift.LOCKED, Shift.LOCKED: Shift.OFF}
    return replace(keyboard, shift=after[keyboard.shift])


def _symbols(keyboard: Keyboard) -> Keyboard:
    page = Page.SIGNS if keyboard.page is Page.SYMBOLS else Page.SYMBOLS
    return replace(keyboard, page=page, shift=Shift.OFF)


def _letters(keyboard: Keyboard) -> Keyboard:
    return replace(keyboard, page=Page.LETTERS, shift=Shift.OFF)._at_sentence()


def _next_method(keyboard: Keyboard) -> Keyboard:
    place = METHODS.index(keyboard.method)
    method = METHODS[(place + 1) % len(METHODS)]
    editor = keyboard.editor.move(
        keyboard.editor.cursor
    )  # keys of one method mean nothing to the next
    return replace(keyboard, editor=editor, method=method, page=Page.LETTERS)


def _entered(keyboard: Keyboard) -> Keyboard:
    return replace(keyboard, shift=Shift.OFF, page=Page.LETTERS)._typed("\n")


_MOVES = {
    Action.SHIFT: _shifted,
    Action.SYMBOLS: _symbols,
    Action.LETTERS: _letters,
    Action.METHOD: _next_method,
    Action.ENTER: _entered,
}
