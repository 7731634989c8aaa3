"""The clock of the wall: a ring in a card, and under it what is urgent, or how much time was given."""

from __future__ import annotations

from typing import Any

from ui.kit import Kit
from ui.viewmodels.clocks import ClockFace
from ui.viewmodels.floor import alarm
from ui.widgets.listing import Slot
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, column, row, space
from ui.widgets.text import Fit
from ui.widgets.touchable import Tag


class WallClock(Panel):
    """Nothing in it moves when the words under the ring change."""

    def __init__(
        self, kit: Kit, diameter: float, thickness: float, size: float, word: float, **options: Any
    ) -> None:
        paint = kit.paint
        settings: dict[str, Any] = {
            "orientation": "vertical",
            "fill": paint.card,
            "edge": paint.card_edge,
            "shadow": paint.shadow,
            "radius": 28,
            "padding": (40, 24),
            "spacing": 16,
            "size_hint_x": None,
        }
        super().__init__(**(settings | options))
        self._kit = kit
        self._ring = CountdownRing(kit, diameter, thickness, size, word, grows=False)
        self._tag = Tag(kit, 36)
        self._urgent = row(space(), self._tag, space())
        self._norm = Fit(kit, 40, 400, paint.mute, halign="center")
        self._under = Slot(size_hint_y=None, height=84)
        for child in (column(space(), self._ring, space()), self._under):
            self.add_widget(child)

    def show(self, face: ClockFace, norm: str) -> None:
        """Show a face; `norm` says how much time was given, "" for nothing."""
        paint, key = self._kit.paint, alarm(face)
        self._ring.show(face)
        if key:
            words = self._kit.words(key)
            self._tag.show("timer-alert-outline", words, paint.warn, paint.warn_soft)
        self._norm.text = norm
        self._under.put(self._urgent if key else self._norm)
