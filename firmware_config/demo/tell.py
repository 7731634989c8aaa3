"""What the demo says on the terminal as it goes: headings, facts and one progress bar at a time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

WIDTH = 28


class Teller:
    """Writes to a terminal; `since` gives the seconds since the demo began."""

    def __init__(self, since: Callable[[], float], out: TextIO = sys.stdout) -> None:
        self._since = since
        self._out = out
        self._bar_open = False

    def heading(self, text: str) -> None:
        """A new part of the session."""
        self._close_bar()
        self._line(f"\n{self._since():6.1f} s  {text}")

    def fact(self, text: str) -> None:
        """Something that happened."""
        self._close_bar()
        self._line(f"           {text}")

    def bar(self, done: int, total: int, text: str = "") -> None:
        """Progress; redrawn in place on a terminal, told at the end elsewhere."""
        total = max(1, total)
        filled = WIDTH * done // total
        line = f"           [{'█' * filled}{'·' * (WIDTH - filled)}] {100 * done // total:3d} %  {text:44.44}"
        if self._out.isatty():
            self._out.write(f"\r{line}")
            self._bar_open = True
        elif done >= total:
            self._out.write(line.rstrip() + "\n")
        self._out.flush()

    def _close_bar(self) -> None:
        if self._bar_open:
            self._out.write("\n")
            self._bar_open = False

    def _line(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()
