"""The room on the wall: how every seat answered, by colour and by shape."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.uix.floatlayout import FloatLayout

from device.screens import Choice, WallSeat
from ui.kit import Kit
from ui.theme import Palette, Rgba
from ui.viewmodels.room_map import Box, place
from ui.viewmodels.wall import Said, said, said_icon
from ui.widgets.bars import vote_color, vote_edge
from ui.widgets.listing import Keyed
from ui.widgets.surface import NOTHING, Panel
from ui.widgets.text import Fit, Icon

LARGEST = (190.0, 150.0)
SPACIOUS = (112.0, 92.0)  # a seat with room for a name; a smaller one has its number


def answer_look(paint: Palette, answer: Choice | Said) -> tuple[Rgba, Rgba, Rgba]:
    """Fill, edge and ink: choices are filled, silence is outlined, absence recedes."""
    if isinstance(answer, Choice):
        return vote_color(paint, answer), vote_edge(paint, answer), paint.on_vote
    if answer is Said.SILENT:
        return paint.card, paint.border, paint.ink
    return paint.ground, NOTHING, paint.mute


class SeatTile(Panel):
    """Icon and name of one seat."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            orientation="vertical", radius=16, edge_width=4, padding=(6, 8), size_hint=(None, None)
        )
        self._kit = kit
        self._icon = Icon(kit, "circle-outline", 40)
        self._name = Fit(kit, 32, 600, halign="center")
        self.add_widget(self._icon)
        self.add_widget(self._name)

    def show(self, seat: WallSeat) -> None:
        """Show a seat; what it is called depends on its size."""
        fill, edge, ink = answer_look(self._kit.paint, said(seat))
        self.dress(fill=fill, edge=edge)
        self._seat = seat
        self._icon.show(said_icon(seat))
        self._icon.color = self._name.color = ink
        self._call()

    def put(self, box: Box, left: float, top: float) -> None:
        """Stand at a place of the map, whose top left corner is given."""
        self.size = (box.width, box.height)
        self.pos = (left + box.left, top - box.top - box.height)
        self._icon.font_size = min(48, box.height * 0.45, box.width * 0.4)
        self._icon.size = (self._icon.font_size,) * 2
        self._call()

    def _call(self) -> None:
        roomy = self.width >= SPACIOUS[0] and self.height >= SPACIOUS[1]
        self.orientation = "vertical" if roomy else "horizontal"
        self._name.text = (self._seat.short_name if roomy else "") or self._seat.label


class WallSeats(FloatLayout):
    """All seats where they stand in the room."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._seats: tuple[WallSeat, ...] = ()
        self._tiles: Keyed[WallSeat] = Keyed(self, lambda seat: seat.label, lambda _: SeatTile(kit))
        self.bind(size=self._arrange, pos=self._arrange)

    def show(self, seats: Sequence[WallSeat]) -> None:
        """Show all seats; equal ones change nothing."""
        if tuple(seats) != self._seats:
            self._seats = tuple(seats)
            self._tiles.show(self._seats)
            self._arrange()

    def _arrange(self, *_: object) -> None:
        boxes = place(self._seats, self.width, self.height, LARGEST).seats
        for seat, box in zip(self._seats, boxes, strict=True):
            self._tiles.widget(seat.label).put(box, self.x, self.top)
