"""Memory that a screen is done with: collected and given back in a quiet moment."""

from __future__ import annotations

import gc

from device.allocator import return_freed_blocks
from ui.kit import Kit

QUIET = 0.3  # seconds after a page was turned: mostly nobody turns just then


# New objects before Python looks for cycles, and after how many looks it looks farther.
RARELY = (20_000, 5, 10)


def collect_rarely() -> None:
    """Look for cycles less often, and never again at what exists now, which is mostly imported.

    A screen is built of thousands of objects: with Python's usual 700, a third of the time it takes to
    build one went into looking at them again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)


class Tidying:
    """One tidying at a time, however often it is asked for."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._planned = self._letters = False

    def soon(self, *, letters: bool) -> None:
        """Tidy up when the screen had time to draw.

        A list of small pages leaves 15 MB of freed pieces behind. Large `letters` lie in cycles, 6 MB a
        page, and finding these takes a frame or two, which pages of pictures are spared.
        """
        self._letters = self._letters or letters
        if not self._planned:
            self._planned = True
            self._kit.later(self._tidy, QUIET)

    def _tidy(self) -> None:
        if self._letters:
            gc.collect()
        self._planned = self._letters = False
        return_freed_blocks()
