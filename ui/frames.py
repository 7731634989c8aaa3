"""Frames wait for each other: as many as are being drawn at once keep their shapes in memory."""

from __future__ import annotations

from typing import Any

from kivy.graphics.opengl import glFinish


def draw_one_at_a_time(window: Any) -> None:
    """From now on a frame of `window` is begun when the one before has been drawn.

    Without graphics hardware Mesa draws beside the program, and keeps what a frame is made of, up to 6 MB,
    until it begins another in the same place. It takes the first of 64 places that is free: one busy
    moment fills many, and those further back are never emptied again. Between two frames there is time
    enough, so that hardly ever is anything waited for.
    """
    window.bind(on_draw=_wait)


def _wait(*_: object) -> None:
    glFinish()
