"""Text as a picture: set before the next frame, tinted where it is shown, shared with who says the same.

Kivy's own label binds some forty properties for features no screen here has, and keeps its colour in the
picture. This one has what is needed: a third of the time to make one, and a change of colour sets nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kivy.clock import Clock
from kivy.core.text import Label as Setting
from kivy.graphics import Color, Rectangle
from kivy.properties import ObjectProperty, StringProperty
from kivy.uix.widget import Widget

SHORT = 1200  # characters times their size in pixels; what is longer is seldom seen twice
MOST_KEPT = 256  # pictures of short texts, 30 KB on average and never over 200: a few screens full
_BEFORE_THE_FRAME = -1
_LOOKS = ("font_name", "font_size", "color", "disabled_color")
_SETTINGS = ("line_height", "halign", "valign", "text_size")


def picture_of(text: str, font_name: str, font_size: float, **options: Any) -> Any:
    """The texture of a text in white; options are those of `kivy.core.text`."""
    setter = _kept if len(text) * font_size <= SHORT else _set
    return setter(text, font_name, font_size, **options)


def _set(text: str, font_name: str, font_size: float, **options: Any) -> Any:
    setting = Setting(text=text, font_name=font_name, font_size=font_size, **options)
    setting.refresh()
    return setting.texture


_kept = lru_cache(maxsize=MOST_KEPT)(_set)


class Look:
    """How a text is set: a plain attribute, for a Kivy property would cost ten objects a widget."""

    def __init__(self, default: Any, changed: str = "_ask") -> None:
        self._default, self._changed = default, changed

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, letters: Any, _owner: type) -> Any:
        return self if letters is None else vars(letters).get(self._name, self._default)

    def __set__(self, letters: Any, value: Any) -> None:
        if value != vars(letters).get(self._name, self._default):
            vars(letters)[self._name] = value
            getattr(letters, self._changed)()


class Letters(Widget):
    """A text in the middle of its box; `text_size` limits what it may take, as with Kivy's labels."""

    text = StringProperty("")
    texture_size = ObjectProperty((0, 0))
    font_name, font_size, line_height = Look(""), Look(15), Look(1.0)
    halign, valign, text_size = Look("left"), Look("bottom"), Look((None, None))
    color = Look((1, 1, 1, 1), "_dye")
    disabled_color = Look(None, "_dye")  # None: as if it were not disabled

    def __init__(self, **options: Any) -> None:
        self._tint, self._picture = Color(), Rectangle(size=(0, 0))
        looks = {name: options.pop(name) for name in (*_LOOKS, *_SETTINGS) if name in options}
        super().__init__(**options)
        self.canvas.add(self._tint)
        self.canvas.add(self._picture)
        for name, value in looks.items():
            setattr(self, name, value)
        self.fbind("text", self._ask)
        self.fbind("disabled", self._dye)
        self.fbind("pos", self._place)
        self.fbind("size", self._place)
        self._ask()

    def _ask(self, *_: object) -> None:
        _WAITING.ask(self)

    def typeset(self) -> None:
        """Make the picture now; who waits for its size is told."""
        text = self.text
        picture = None
        if text:
            options = {name: getattr(self, name) for name in _SETTINGS}
            picture = picture_of(text, self.font_name, self.font_size, **options)
        self._picture.texture = picture
        self._picture.size = picture.size if picture else (0, 0)
        self._place()
        self.texture_size = tuple(self._picture.size)

    def _dye(self, *_: object) -> None:
        faded = self.disabled and self.disabled_color is not None
        self._tint.rgba = self.disabled_color if faded else self.color

    def _place(self, *_: object) -> None:
        width, height = self._picture.size
        self._picture.pos = (
            int(self.x + (self.width - width) / 2),
            int(self.y + (self.height - height) / 2),
        )


class _Waiting:
    """Texts that are to be set before the next frame, each once however often it asked."""

    def __init__(self) -> None:
        self._asked: dict[int, Letters] = {}
        self._set_all = Clock.create_trigger(self._set, _BEFORE_THE_FRAME)

    def ask(self, letters: Letters) -> None:
        self._asked[letters.uid] = letters
        self._set_all()

    def _set(self, _seconds: float) -> None:
        asked, self._asked = self._asked, {}
        for letters in asked.values():
            letters.typeset()


_WAITING = _Waiting()
