"""What floats over a seat's screen for the room's sake: the queue, calls, the chair's message."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from device.screens import SeatSession
from ui.kit import Kit
from ui.viewmodels.seat import Bottom
from ui.widgets.calls_card import CallsCard
from ui.widgets.listing import Occasional, OnDemand, attach
from ui.widgets.seat_header import MessageBanner, SeatHeader
from ui.widgets.speakers_card import SpeakersCard

MARGIN = 20


class Open(Enum):
    """What a touch opened."""

    SPEAKERS = auto()
    CALLS = auto()


class SeatHall:
    """Belongs to one seat screen, whose `layer` it floats on. Nothing in it moves what lies below."""

    def __init__(self, kit: Kit, layer: Any) -> None:
        self._kit, self._layer = kit, layer
        self.header = SeatHeader(kit, self.toggle_calls)
        self._cards = OnDemand(
            {
                Open.SPEAKERS: lambda: SpeakersCard(kit, self._close),
                Open.CALLS: self._calls_card,
            }
        )
        self._open: Open | None = None
        self._message = Occasional(lambda: MessageBanner(kit))
        self._screen: SeatSession | None = None
        self._foot = 0.0
        layer.bind(size=self._arrange)
        self.header.call.bind(pos=self._arrange)

    def _calls_card(self) -> CallsCard:
        card = CallsCard(self._kit, self._close)
        card.bind(height=self._arrange)
        return card

    def toggle_speakers(self) -> None:
        """Show the queue, or put it away."""
        self._turn(Open.SPEAKERS)

    def toggle_calls(self) -> None:
        """Show what can be called, or put it away."""
        self._turn(Open.CALLS)

    def follow(self, screen: SeatSession, bottom: Bottom, foot: float) -> None:
        """After an update; `foot` is the height of bar and strips. The queue belongs to its bar."""
        self._screen, self._foot = screen, foot
        told_below = bottom in {Bottom.SPEAK, Bottom.STATUS}
        self.header.show_session(screen, resting=screen.suspended and not told_below)
        self._message.attach(self._layer, wanted=bool(screen.message))
        if screen.message:
            self._message.widget.show(screen.message)
        if self._open is Open.SPEAKERS and bottom is not Bottom.SPEAK:
            self._close()
        self._show()

    def _turn(self, wanted: Open) -> None:
        before = self._open
        self._close()
        self._open = None if before is wanted else wanted
        self._show()

    def _close(self) -> None:
        if self._open is not None:
            attach(self._layer, self._cards[self._open], wanted=False)
        self._open = None

    def _show(self) -> None:
        screen = self._screen
        if self._open is not None and screen is not None:
            card = self._cards[self._open]
            card.show(screen.speak if self._open is Open.SPEAKERS else screen.calls)
            attach(self._layer, card, wanted=True)
        self._arrange()

    def _arrange(self, *_: object) -> None:
        """The queue stands over the bar, calls hang from the header, the message lies over it."""
        layer, header = self._layer, self.header
        if self._open is Open.SPEAKERS:
            card = self._cards[Open.SPEAKERS]
            room = layer.height - self._foot - header.height - MARGIN
            card.height = min(card.wanted_height(), room)
            card.pos = (MARGIN, self._foot + MARGIN / 2)
        elif self._open is Open.CALLS:
            card = self._cards[Open.CALLS]
            card.right = layer.width - MARGIN
            card.top = layer.height - header.height - MARGIN / 2
        if self._message.seen:
            message = self._message.widget
            message.size = (max(header.call.x - MARGIN, 100), header.height - 9)
            message.pos = (8, layer.height - header.height + 6)
