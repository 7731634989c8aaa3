"""The console before the opening: who is here, where, and whether the papers have arrived."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen
from ui.kit import Kit
from ui.widgets.attendance import AttendanceCard, ReadinessCard
from ui.widgets.map_card import MapCard, PresentMiddle
from ui.widgets.surface import Panel, column


class Assembling(Panel):
    """Map at the left, attendance and readiness at the right."""

    def __init__(self, kit: Kit, open_absent: Callable[[], None]) -> None:
        super().__init__(padding=(20, 16), spacing=16)
        self._kit = kit
        self._middle = PresentMiddle(kit)
        self._map = MapCard(kit, self._middle)
        self._attendance = AttendanceCard(kit, None, open_absent)
        self._readiness = ReadinessCard(kit)
        right = column(self._attendance, self._readiness, spacing=16)
        right.size_hint_x, right.width = None, 348
        self.add_widget(self._map)
        self.add_widget(right)

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen."""
        self._middle.show(screen)
        self._map.show(screen, self._kit.words("tap-a-seat"))
        self._attendance.show(screen)
        self._readiness.show(screen)
