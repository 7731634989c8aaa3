"""The map of the room in a card, and what it sums up to in its middle."""

from __future__ import annotations

from device.screens import ChairScreen
from ui.kit import Kit
from ui.widgets.digits import Ratio
from ui.widgets.room_map import Legend, RoomMap
from ui.widgets.surface import Panel, card, row, space
from ui.widgets.text import Fit


class PresentMiddle(Panel):
    """In the middle of the map: present of all."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            orientation="vertical", fill=kit.paint.ground, edge=kit.paint.line, radius=28
        )
        self._kit = kit
        self._present = Ratio(kit, 52, 34, gap=10)
        numbers = row(space(), self._present, space())
        numbers.size_hint_y, numbers.height = None, kit.tall(72)
        self._words = Fit(
            kit, 16, 400, kit.paint.mute, halign="center", size_hint_y=None, height=kit.tall(28)
        )
        for child in (space(), numbers, self._words, space()):
            self.add_widget(child)

    def show(self, screen: ChairScreen) -> None:
        """Show who is here."""
        self._present.show(screen.present, screen.members)
        self._words.text = self._kit.words("members-signed-in")


class MapCard(Panel):
    """The map with a title and a legend."""

    def __init__(self, kit: Kit, middle: Panel) -> None:
        super().__init__()
        title = Fit(kit, 18, 600, text=kit.words("room-map"), size_hint_x=0.6)
        self._aside = Fit(kit, 15, 400, kit.paint.mute, halign="right")
        self._map = RoomMap(kit, middle)
        self._legend = Legend(kit)
        head = row(title, self._aside, size_hint_y=None, height=kit.tall(40), padding=(8, 0))
        body = card(kit, self._map, self._legend, padding=(18, 12), spacing=10)
        if kit.theme.text_percent == 100:
            body.add_widget(
                head, index=2
            )  # larger text leaves no room to name what is plain to see
        self.add_widget(body)

    def show(self, screen: ChairScreen, aside: str = "") -> None:
        """Show the map of a console screen."""
        self._aside.text = aside
        self._map.show(screen)
        self._legend.show(screen.map)
