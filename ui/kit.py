"""What every widget is given: theme, wording, where intents go and where pages come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from device.intents import Intent
from device.pages import PageSource
from ui.theme import Palette, Theme
from ui.wording import Wording


@dataclass(frozen=True)
class Kit:
    """The surroundings of a widget; a new kit means new widgets."""

    theme: Theme
    words: Wording
    emit: Callable[[Intent], None]
    pages: PageSource | None = None

    @property
    def paint(self) -> Palette:
        """Colour tokens in force."""
        return self.theme.palette

    def px(self, size: float) -> int:
        """Font size for a reference size."""
        return self.theme.px(size)

    def tall(self, measure: float) -> int:
        """Height for a reference height of something that holds text."""
        return self.theme.tall(measure)
