"""The clock of a poll at a seat: a ring, and in the last ten seconds one big numeral."""

from __future__ import annotations

from kivy.animation import Animation
from kivy.uix.anchorlayout import AnchorLayout

from device.screens import Countdown
from ui.kit import Kit
from ui.viewmodels.clocks import ClockFace, Mood, poll_face
from ui.widgets.bars import Gauge
from ui.widgets.digits import Digits
from ui.widgets.listing import Slot
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, row

SIDE = 124


class LastSeconds(Panel):
    """A filled square with the seconds as large as it holds: another colour and another form."""

    def __init__(self, kit: Kit, side: float) -> None:
        super().__init__(
            orientation="vertical", fill=kit.paint.alarm, radius=20, padding=(14, 0, 14, 12)
        )
        self._kit = kit
        # Capitals of 100 pixels are 11 mm high on a 10-inch seat: read from two metres.
        self._digits = Digits(kit, 100, widest=side - 16, pos_hint={"center_x": 0.5})
        self._left = Gauge(kit, 8, track=(1, 1, 1, 0.25))
        self.add_widget(
            AnchorLayout(anchor_x="center", anchor_y="center"),
        )
        self.children[0].add_widget(self._digits)
        self.add_widget(row(self._left, size_hint_y=None, height=10))

    def show(self, face: ClockFace) -> None:
        """Show a face; every new second gives one pulse."""
        white = self._kit.paint.on_vote
        if face.digits != self._digits.text:
            self._digits.opacity = 0.55
            Animation(opacity=1, duration=0.12).start(self._digits)
        self._digits.show(face.digits.removeprefix("00:").removeprefix("0") or "0", white)
        self._left.show(face.fraction, white)


class PollClock(Slot):
    """Always of one size, so that nothing beside it moves when the last seconds begin."""

    def __init__(self, kit: Kit) -> None:
        side = kit.tall(SIDE)
        super().__init__(size_hint=(None, None), size=(side, side), pos_hint={"center_y": 0.5})
        self._ring = CountdownRing(kit, 110, 9, 40, 15)
        self._calm = AnchorLayout(anchor_x="center", anchor_y="center")
        self._calm.add_widget(self._ring)
        self._last = LastSeconds(kit, side)

    def show(self, countdown: Countdown) -> None:
        """Show a countdown."""
        face = poll_face(countdown)
        if face.mood is Mood.LAST_SECONDS:
            self._last.show(face)
            self.put(self._last)
            return
        self._ring.show(face)
        self.put(self._calm)
