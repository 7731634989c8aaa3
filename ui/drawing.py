"""Draw only the part of the window in which a clock moved: where the processor draws, every pixel counts.

A whole frame of the wall costs the processor some 40 ms, the box around the digits of its clock one tenth of
that. Widgets that move while all else stands still (`ui.widgets.live`) ask here to be painted. When nothing
else has changed, the canvas is drawn through a scissor around them; otherwise Kivy draws the whole window.

What lies in the buffer before drawing may be an older picture than the last, or none: that depends on how
many buffers take turns. So every picture carries its number in one pixel, and whatever changed since the
picture that is found there is drawn again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any
from weakref import WeakSet

from kivy.core.window import Window
from kivy.graphics.opengl import (
    GL_COLOR_BUFFER_BIT,
    GL_RGBA,
    GL_SCISSOR_TEST,
    GL_UNSIGNED_BYTE,
    glClear,
    glClearColor,
    glDisable,
    glEnable,
    glReadPixels,
    glScissor,
)

from ui.viewmodels.damage import NUMBERS, Box, joined, number_in, numbered, since
from ui.widgets.live import Live

MOST_BUFFERS = 4  # Mesa never lets more take turns


class Drawing:
    """Stands before Kivy's own drawing of the window while it is attached."""

    def __init__(self) -> None:
        self._asked: WeakSet[Live] = WeakSet()
        self._changes: deque[Sequence[Box] | None] = deque(maxlen=MOST_BUFFERS)  # None: all
        self._number = 0  # of the last picture

    def attach(self) -> None:
        """Draw from now on."""
        Window.bind(on_draw=self._draw, on_flip=self._number_it)

    def detach(self) -> None:
        """Leave it to Kivy again."""
        Window.unbind(on_draw=self._draw, on_flip=self._number_it)

    def ask(self, part: Live) -> None:
        """Have `part` painted when the window is drawn next."""
        self._asked.add(part)
        Window.canvas.ask_update()  # which does not say of any widget that it changed

    def _draw(self, _window: Any) -> bool:
        """Draw what changed; False leaves the whole window to Kivy."""
        still = bool(self._asked) and not any(each.canvas.needs_redraw for each in Window.children)
        boxes = [box for part in list(self._asked) for box in _painted(part)]
        self._asked.clear()
        self._changes.append(boxes if still else None)
        missing = self._missing() if still else None
        if missing is None:
            _all_is_known()
            return False
        for box in joined(missing):
            _all_is_known()
            _draw_within(box)
        return True

    def _missing(self) -> list[Box] | None:
        """What changed since the picture that lies in the buffer; None when it is none of ours."""
        pixel = glReadPixels(0, 0, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE)
        number = number_in(pixel[:3], _ground())
        if number is None:
            return None
        return since(self._changes, (self._number + 1 - number) % NUMBERS)

    def _number_it(self, _window: Any) -> None:
        """Write the new picture's number into its corner."""
        self._number = (self._number + 1) % NUMBERS
        glEnable(GL_SCISSOR_TEST)
        glScissor(0, 0, 1, 1)
        glClearColor(*(part / 255 for part in numbered(_ground(), self._number)), 1)
        glClear(GL_COLOR_BUFFER_BIT)
        glDisable(GL_SCISSOR_TEST)


def _painted(part: Live) -> Iterator[Box]:
    """Where a part looks different now that it is painted, in whole pixels; nowhere when it is put away."""
    changed, on_screen = part.paint(), part.get_root_window() is not None
    for left, bottom, width, height in changed if on_screen else ():
        x, y = part.to_window(left, bottom)
        yield floor(x) - 1, floor(y) - 1, ceil(x + width) + 1, ceil(y + height) + 1


def _all_is_known() -> None:
    """A canvas that was marked as changed is not marked any more when it is drawn.

    One that was not is marked by drawing it, when there is a shader of its own somewhere below.
    """
    for child in Window.children:
        child.canvas.ask_update()


def _draw_within(box: Box) -> None:
    left, bottom, right, top = box
    glEnable(GL_SCISSOR_TEST)
    glScissor(left, bottom, right - left, top - bottom)
    Window.on_draw()
    glDisable(GL_SCISSOR_TEST)


def _ground() -> list[int]:
    """The colour behind everything, in bytes."""
    return [round(255 * part) for part in Window.clearcolor[:3]]
