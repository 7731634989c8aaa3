"""The map of the room: who is here, who has pressed, whose terminal is lost. Never how one voted."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from device.intents import TapSeat
from device.screens import ChairScreen, MapSeat, SeatState
from ui.kit import Kit
from ui.theme import Palette, Rgba
from ui.viewmodels.console_floor import SeatMark, mark_icon, seat_mark
from ui.viewmodels.room_map import STATE_ICONS, Box, legend, place
from ui.widgets.listing import Keyed, attach
from ui.widgets.surface import NOTHING, Panel, space, strip
from ui.widgets.text import Fit, Icon, Run
from ui.widgets.touchable import Touchable

SMALLEST_TARGET = 52  # pixels; a seat drawn smaller is tapped on the large map


def state_look(paint: Palette, state: SeatState) -> tuple[Rgba, Rgba, Rgba, Rgba]:
    """Fill, edge, text and icon colour of a state: waiting is outlined, trouble filled."""
    calm = (paint.accent_soft, NOTHING, paint.ink, paint.accent)
    faded = (paint.ground, NOTHING, paint.mute, paint.mute)
    return {
        SeatState.EMPTY: faded,
        SeatState.AWAITED: (paint.card, paint.warn_line, paint.ink, paint.warn),
        SeatState.PRESENT: calm,
        SeatState.ABSENT: faded,
        SeatState.EXCUSED: faded,
        SeatState.PRESSED: calm,
        SeatState.NOT_PRESSED: (paint.card, paint.warn_line, paint.ink, paint.warn),
        SeatState.TROUBLE: (paint.warn, NOTHING, paint.on_warn, paint.on_warn),
    }[state]


class SeatBox(Touchable):
    """One seat: label, state, whose it is in short. Touched, the console looks at it."""

    def __init__(self, kit: Kit, seat: str) -> None:
        super().__init__(
            f"seat:{seat}",
            lambda: kit.emit(TapSeat(seat)),
            orientation="vertical",
            radius=12,
            edge_width=2,
            padding=(2, 5),
            size_hint=(None, None),
        )
        self._kit = kit
        self._gavel = Icon(kit, "gavel", 16)
        self._label = Run(kit, 16, 600)
        self._icon = Icon(kit, "check-circle", 19)
        self._mark = Icon(kit, "hand-back-right", 17, kit.paint.accent)
        self._head = strip(self._label, self._icon, spacing=6, pos_hint={"center_x": 0.5})
        self._name = Fit(kit, 15, 400, halign="center")
        self.add_widget(self._head)
        self.add_widget(self._name)
        self.bind(size=self._make_room)

    def _make_room(self, *_: object) -> None:
        """A low box keeps number and state; the short name needs a second line."""
        self.able(enabled=min(self.width, self.height) >= SMALLEST_TARGET)
        line = self._label.font_size * 1.3
        attach(self, self._name, wanted=self.height >= line + self._kit.px(15) + 8)

    def show(self, shown: tuple[MapSeat, SeatMark]) -> None:
        """Show a seat."""
        seat, told = shown
        paint = self._kit.paint
        fill, edge, ink, mark = state_look(paint, seat.state)
        self.dress(fill=fill, edge=paint.accent if told.speaking else edge)
        attach(self._head, self._gavel, wanted=seat.chair, index=len(self._head.children))
        self._label.text, self._name.text = seat.label, seat.short_name
        self._label.color = self._name.color = self._gavel.color = ink
        self._icon.show(STATE_ICONS[seat.state])
        self._icon.color = mark
        self._show_mark(told, ink)

    def _show_mark(self, told: SeatMark, ink: Rgba) -> None:
        """The floor before a call, a call before a request."""
        paint = self._kit.paint
        icon = mark_icon(told)
        attach(self._head, self._mark, wanted=bool(icon))
        if icon:
            self._mark.show(icon)
            warn = told.order or (told.calls and not told.speaking)
            on_fill = ink == paint.on_warn
            self._mark.color = ink if on_fill else paint.warn if warn else paint.accent


class RoomMap(FloatLayout):
    """Seats at their places around `middle`, a widget for what the map sums up to."""

    def __init__(self, kit: Kit, middle: Panel) -> None:
        super().__init__()
        self._middle = middle
        middle.size_hint = (None, None)
        self.add_widget(middle)
        self._seats: tuple[MapSeat, ...] = ()
        self._boxes: Keyed[tuple[MapSeat, SeatMark]] = Keyed(
            _Layer(self), lambda shown: shown[0].seat, lambda shown: SeatBox(kit, shown[0].seat)
        )
        self.bind(pos=self._arrange, size=self._arrange)

    def show(self, screen: ChairScreen) -> None:
        """Show the seats of a console screen."""
        seats = screen.map
        self._boxes.show([(seat, seat_mark(seat, screen)) for seat in seats])
        moved = [(s.seat, s.column, s.row) for s in seats]
        if moved != [(s.seat, s.column, s.row) for s in self._seats]:
            self._seats = tuple(seats)
            self._arrange()

    def _arrange(self, *_: object) -> None:
        placement = place(self._seats, self.width, self.height)
        for seat, box in zip(self._seats, placement.seats, strict=True):
            self._put(self._boxes.widget(seat.seat), box)
        self._middle.opacity = 1 if placement.middle else 0
        if placement.middle:
            self._put(self._middle, placement.middle)

    def _put(self, widget: Widget, box: Box) -> None:
        widget.size = (round(box.width), round(box.height))
        widget.pos = (round(self.x + box.left), round(self.y + self.height - box.top - box.height))


class _Layer:
    """The seats among the children of a map, without its middle."""

    def __init__(self, room: FloatLayout) -> None:
        self._room, self._seats = room, list[Widget]()

    def add_widget(self, seat: Widget) -> None:
        self._seats.append(seat)
        self._room.add_widget(seat)

    def clear_widgets(self) -> None:
        self._room.clear_widgets(self._seats)
        self._seats.clear()


class LegendEntry(Panel):
    """A state, its icon and how many seats are in it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=8, size_hint_x=None)
        self._kit = kit
        self._icon = Icon(kit, "check-circle", 17, size_hint=(1, 1))
        self._swatch = Panel(
            self._icon,
            radius=8,
            edge_width=2,
            size_hint=(None, None),
            size=(kit.tall(32), kit.tall(28)),
            pos_hint={"center_y": 0.5},
        )
        self._word = Run(kit, 15)
        self.add_widget(self._swatch)
        self.add_widget(self._word)
        self.bind(minimum_width=self.setter("width"))

    def show(self, entry: tuple[SeatState, int]) -> None:
        """Show a line of the legend."""
        state, count = entry
        fill, edge, _, mark = state_look(self._kit.paint, state)
        self._swatch.dress(fill=fill, edge=edge)
        self._icon.show(STATE_ICONS[state])
        self._icon.color = mark
        self._word.text = self._kit.words(f"seat-{state}", count=count)


class Legend(Panel):
    """What the looks on the map mean, with how many of each."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_y=None, height=kit.tall(32))
        entries = strip(spacing=24)
        self._entries: Keyed[tuple[SeatState, int]] = Keyed(
            entries, lambda entry: entry[0], lambda _: LegendEntry(kit)
        )
        for child in (space(), entries, space()):
            self.add_widget(child)

    def show(self, seats: Sequence[MapSeat]) -> None:
        """Show the legend of a map."""
        self._entries.show(legend(seats))
