"""The map of the room over the whole body of the console."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen
from ui.kit import Kit
from ui.widgets.map_card import MapCard, PresentMiddle
from ui.widgets.sheets import Sheet
from ui.widgets.surface import row, space
from ui.widgets.touchable import SecondaryButton


class MapSheet(Sheet):
    """The map, and a way back."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        super().__init__(kit, orientation="vertical", spacing=8, padding=(20, 12))
        self._kit = kit
        self._middle = PresentMiddle(kit)
        self._map = MapCard(kit, self._middle)
        shut = SecondaryButton(
            kit, "cancel", "close", kit.words("close"), close, hug=True, height=56
        )
        self.add_widget(self._map)
        self.add_widget(row(space(), shut, size_hint_y=None, height=60))

    def show(self, screen: ChairScreen) -> None:
        """Show the map."""
        self._middle.show(screen)
        self._map.show(screen, self._kit.words("tap-a-seat"))
