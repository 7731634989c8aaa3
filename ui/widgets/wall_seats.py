"""The room on the wall: how every seat answered, by colour and by shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kivy.uix.floatlayout import FloatLayout
from msgspec.structs import replace

from device.screens import Choice, WallSeat
from ui.kit import Kit
from ui.theme import Palette, Rgba, font_file
from ui.viewmodels.room_map import Box, place
from ui.viewmodels.wall import Said, called, said, said_icon
from ui.widgets.bars import vote_color, vote_edge
from ui.widgets.listing import Keyed
from ui.widgets.surface import NOTHING, Panel
from ui.widgets.text import Fit, Icon, text_width

LARGEST = (190.0, 150.0)
LETTERS = 32  # pixels; smaller ones are not read from 15 metres
LINE = 41.0  # as high as such letters with all their marks
CORNER = 26.0  # side of an icon beside two lines


def answer_look(paint: Palette, answer: Choice | Said) -> tuple[Rgba, Rgba, Rgba]:
    """Fill, edge and ink: choices are filled, silence is outlined, absence recedes."""
    if isinstance(answer, Choice):
        return vote_color(paint, answer), vote_edge(paint, answer), paint.on_vote
    if answer is Said.SILENT:
        return paint.card, paint.border, paint.ink
    return paint.ground, NOTHING, paint.mute


class SeatTile(FloatLayout):
    """Icon and name of one seat, in letters that are read from the last row; too small for them, the icon."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint=(None, None))
        self._kit = kit
        self._ground = Panel(radius=16, edge_width=4)
        self._icon = Icon(kit, "circle-outline", 40, pos_hint={})
        self._name = Fit(kit, LETTERS, 600, size_hint=(None, None))
        for child in (self._ground, self._icon, self._name):
            self.add_widget(child)

    def show(self, seat: WallSeat) -> None:
        """Show a seat."""
        fill, edge, ink = answer_look(self._kit.paint, said(seat))
        self._ground.dress(fill=fill, edge=edge)
        self._seat = seat
        self._icon.show(said_icon(seat))
        self._icon.color = self._name.color = ink
        self._arrange()

    def put(self, box: Box, left: float, top: float) -> None:
        """Stand at a place of the map, whose top left corner is given."""
        self.size = (box.width, box.height)
        self.pos = (left + box.left, top - box.top - box.height)
        self._arrange()

    def _arrange(self) -> None:
        self._ground.pos = self.pos
        tall = self.height >= 2 * LINE
        lines = called(self._seat if tall else replace(self._seat, short_name=""), self._room())
        self._name.text = "\n".join(lines)
        self._name.halign = "center" if tall and len(lines) == 1 else "left"
        if tall and len(lines) > 1:
            self._put_icon(CORNER, self.right - CORNER - 6, self.top - CORNER - 6)
            self._put_name(self.x + 8, self.y, self.width - 8, self.height)
        elif tall and lines:
            side = min(48, self.height - LINE - 8)
            self._put_icon(side, self.center_x - side / 2, self.top - side - 6)
            self._put_name(self.x, self.y + 4, self.width, LINE)
        else:
            side = min(40, self.height * 0.6, self.width * 0.8)
            shift = _wide(lines[0]) / 2 + 4 if lines else 0
            self._put_icon(side, self.center_x - shift - side / 2, self.center_y - side / 2)
            left = self._icon.right + 6
            self._put_name(left, self.y, self.right - left, self.height)

    def _room(self) -> Callable[[str], bool]:
        """Whether a line fits into this tile; in a low one it stands beside the icon."""
        low = self.height < 2 * LINE
        taken = min(40, self.height * 0.6) + 14 if low else 6
        return lambda line: _wide(line) <= self.width - taken and self.height >= LINE

    def _put_icon(self, side: float, x: float, y: float) -> None:
        self._icon.font_size = side
        self._icon.size, self._icon.pos = (side, side), (x, y)

    def _put_name(self, x: float, y: float, width: float, height: float) -> None:
        self._name.pos, self._name.size = (x, y), (width, height)


def _wide(line: str) -> int:
    return text_width(line, font_file(600), LETTERS)


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
