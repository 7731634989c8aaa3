"""What every widget is given: theme, wording, where intents go and where pages come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from msgspec import Struct

from device.intents import Intent
from device.pages import PageSource
from ui.theme import Palette, Theme
from ui.wording import Wording

Attend: TypeAlias = Callable[[Any, bool], None]
"""Told which field is written in from now on (True), or no longer."""

Later: TypeAlias = Callable[[Callable[[], None], float], None]
"""Calls an action after some seconds; 0: in the next frame."""


Repaint: TypeAlias = Callable[[Any], None]
"""Told which widget (`ui.widgets.live`) is to be painted when the window is drawn next."""

FRAMES_TO_PLACE = 3  # text is measured in one, boxes follow in the next, then lists


def at_once(action: Callable[[], None], _seconds: float) -> None:
    """Without a clock: now."""
    action()


def painted_at_once(part: Any) -> None:
    """Without a window: now."""
    part.paint()


def unchanged(_theme: Theme) -> None:
    """Without a window: nothing to build anew."""


class Kit(Struct, frozen=True):
    """The surroundings of a widget; a new kit means new widgets."""

    theme: Theme
    words: Wording
    emit: Callable[[Intent], None]
    pages: PageSource | None = None
    attend: Attend | None = None
    later: Later = at_once
    repaint: Repaint = painted_at_once
    restyle: Callable[[Theme], None] = unchanged

    @property
    def paint(self) -> Palette:
        """Colour tokens in force."""
        return self.theme.palette

    def laid_out(self, action: Callable[[], None], frames: int = FRAMES_TO_PLACE) -> None:
        """Call an action when what has just been changed has its place."""
        if frames:
            self.later(lambda: self.laid_out(action, frames - 1), 0)
        else:
            action()

    def px(self, size: float) -> int:
        """Font size for a reference size."""
        return self.theme.px(size)

    def tall(self, measure: float) -> int:
        """Height for a reference height of something that holds text."""
        return self.theme.tall(measure)
