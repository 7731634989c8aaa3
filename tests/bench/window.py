"""The baseline of a seat's start: a Kivy window of its size with nothing in it says when it is drawn."""

from __future__ import annotations

import sys
from pathlib import Path

from firmware_config.schema import TerminalRole
from ui.main import SIZES
from ui.window import prepare_window

FRAMES = 4  # as many as a seat draws before it answers


def main(home: Path) -> None:
    """Open the window and stay until terminated."""
    prepare_window(home, *SIZES[TerminalRole.SEAT], offscreen=True)
    from kivy.app import App
    from kivy.clock import Clock
    from kivy.uix.label import Label

    frames = 0

    def drawn(_seconds: float) -> bool:
        nonlocal frames
        frames += 1
        if frames == FRAMES:
            print("ready", flush=True)
        return frames < FRAMES

    class Empty(App):  # type: ignore[misc]
        def build(self) -> Label:
            Clock.schedule_interval(drawn, 0)
            return Label(text="")

    Empty().run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
