"""Prepare the process for a Kivy window. Call before anything imports kivy."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

from device.allocator import return_large_blocks


def _environment(home: Path, *, offscreen: bool) -> dict[str, str]:
    """Settings that Kivy reads from the environment at import."""
    settings = {
        "KIVY_NO_ARGS": "1",
        "KIVY_NO_FILELOG": "1",
        "KIVY_LOG_MODE": "PYTHON",
        "KIVY_HOME": str(home),
        "KIVY_METRICS_DENSITY": "1",
        "KIVY_METRICS_FONTSCALE": "1",
        "SDL_AUDIODRIVER": "dummy",
    }
    return settings | ({"SDL_VIDEODRIVER": "offscreen"} if offscreen else {})


def has_display(environ: MutableMapping[str, str]) -> bool:
    """Whether there is a desktop to open a window on."""
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def prepare_window(
    home: Path, width: int, height: int, *, offscreen: bool = False, fullscreen: bool = False
) -> None:
    """Set size, frame rate and input of the window to come; `home` is a directory Kivy may fill.

    Without a display the window is drawn offscreen, which still renders and takes touches.
    """
    return_large_blocks()
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        _environment(home, offscreen=offscreen or not has_display(os.environ)),
    )
    from kivy.config import Config

    graphics = {
        "width": width,
        "height": height,
        "multisamples": 0,  # every shape smooths its own edge; 4 would double the cost of a frame
        "maxfps": 30,  # enough for clocks and page turns, a fifth of a core less than 60
        "fullscreen": "auto" if fullscreen else 0,
        "show_cursor": 0 if fullscreen else 1,
        "resizable": 1,
    }
    for key, value in graphics.items():
        Config.set("graphics", key, str(value))
    Config.set("kivy", "exit_on_escape", "0")
    Config.set("input", "mouse", "mouse,disable_multitouch")
