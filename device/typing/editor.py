"""The text being typed: a value with a cursor that keeps the keys of the word before it.

What each operation does to the word that ends at the cursor:

| operation | word |
|---|---|
| press a key of a word | its text is composed anew from all its keys |
| press anything else | it is finished: a Vietnamese syllable, or what was typed |
| backspace | the keys behind its last character go, the rest composes anew |
| backspace over what finished it | it is open again |
| undo | it shows its bare keys and stays so; once more brings it back |
| move | it is left as it stands; a key at its end takes it up again |
"""

from __future__ import annotations

import unicodedata

from msgspec import Struct
from msgspec.structs import replace

from device.typing.compose import analyse, without_last
from device.typing.letters import FORMS, ToneStyle, untoned
from device.typing.methods import Method, spell

MAX_TEXT = 10_000  # characters: an opinion of four pages; what is longer comes as a paper
_WHITE = "\n\t"


class TypingMode(Struct, frozen=True):
    """How keys become text."""

    method: Method
    style: ToneStyle


class _Word(Struct, frozen=True):
    start: int
    keys: str
    shown: str
    plain: bool = False  # its keys stand for themselves
    closed: bool = False  # finished by the one character after it

    @property
    def end(self) -> int:
        return self.start + len(self.shown) + self.closed


class Editor(Struct, frozen=True):
    """Text (NFC), cursor between 0 and its length, and the word before the cursor, if keys are known."""

    text: str = ""
    cursor: int = 0
    word: _Word | None = None

    def press(self, char: str, mode: TypingMode) -> Editor:
        """One character from a keyboard; control characters and what is beyond `MAX_TEXT` are ignored."""
        if len(char) != 1 or not (char.isprintable() or char in _WHITE):
            return self
        if len(self.text) >= MAX_TEXT:
            return self
        word = self._open_word(mode)
        if mode.method.takes(char) and (word or char.lower() in FORMS):
            return self._extended(word or _Word(self.cursor, "", ""), char, mode)
        return self._finished(char, mode)

    def insert(self, text: str) -> Editor:
        """Put text in as it is: a paste, a symbol. What does not fit is cut off."""
        room = max(0, MAX_TEXT - len(self.text))
        return self._with(self.cursor, unicodedata.normalize("NFC", text)[:room])

    def backspace(self, mode: TypingMode) -> Editor:
        """Take back the last character of the word, or the character before the cursor."""
        word = self.word
        if word is None or word.end != self.cursor or not word.keys:
            return self._with(max(0, self.cursor - 1), "")
        if word.closed:
            return self._shown(word, word.keys, mode)
        keys = word.keys[:-1] if word.plain else without_last(word.keys, mode.method, mode.style)
        return self._shown(word, keys, mode)

    def undo(self, mode: TypingMode) -> Editor:
        """Show the word as it was typed, or bring its composition back."""
        word = self.word
        if word is None or word.end != self.cursor or not word.keys:
            return self
        after = self.text[word.end - 1] if word.closed else ""
        plain = replace(word, plain=not word.plain, closed=False)
        shown = _finished(plain, mode) if after else _text(plain, plain.keys, mode)
        changed = replace(plain, shown=shown, closed=bool(after))
        return replace(self._with(word.start, shown + after), word=changed)

    def move(self, cursor: int) -> Editor:
        """Put the cursor elsewhere; beyond the ends it stops there."""
        return replace(self, cursor=max(0, min(cursor, len(self.text))), word=None)

    def _open_word(self, mode: TypingMode) -> _Word | None:
        """The word at the cursor, taken up from its letters if its keys are not known."""
        if self.word and self.word.end == self.cursor:
            return None if self.word.closed else self.word
        start = self.cursor
        while start and untoned(self.text[start - 1])[0].lower() in FORMS:
            start -= 1
        shown = self.text[start : self.cursor]
        if not shown:
            return None
        keys = spell(shown, mode.method)
        plain = analyse(keys, mode.method, mode.style).text != shown
        return _Word(start, shown if plain else keys, shown, plain)

    def _extended(self, word: _Word, char: str, mode: TypingMode) -> Editor:
        return self._shown(word, word.keys + char, mode)

    def _shown(self, word: _Word, keys: str, mode: TypingMode) -> Editor:
        shown = _text(word, keys, mode)
        changed = replace(word, keys=keys, shown=shown, closed=False)
        return replace(self._with(word.start, shown), word=changed if keys else None)

    def _finished(self, char: str, mode: TypingMode) -> Editor:
        word = self.word
        if word is None or word.closed or word.end != self.cursor:
            return self._with(self.cursor, char)
        closed = replace(word, shown=_finished(word, mode), closed=True)
        done = self._with(word.start, closed.shown + char)
        return replace(done, word=closed if done.cursor == closed.end else None)

    def _with(self, start: int, text: str) -> Editor:
        """The text from `start` to the cursor replaced, everything composed (NFC)."""
        before = unicodedata.normalize("NFC", self.text[:start] + text)
        whole = unicodedata.normalize("NFC", before + self.text[self.cursor :])
        return Editor(whole, min(len(before), len(whole)))


def _text(word: _Word, keys: str, mode: TypingMode) -> str:
    return keys if word.plain else analyse(keys, mode.method, mode.style).text


def _finished(word: _Word, mode: TypingMode) -> str:
    return word.keys if word.plain else analyse(word.keys, mode.method, mode.style).finished
