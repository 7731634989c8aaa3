"""The seats that call for somebody, and that somebody has been sent."""

from __future__ import annotations

from functools import partial

from device.intents import TakeStep
from device.screens import CallKind, CallRow, ChairScreen, Step
from ui.kit import Kit
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import Panel, column, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import SecondaryButton

CALL_ICONS = {
    CallKind.TECHNICIAN: "headset",
    CallKind.WATER: "cup-water",
    CallKind.CLERK: "folder-account",
}


class CallLine(Panel):
    """A seat, what it calls for and since when."""

    def __init__(self, kit: Kit, seat: str) -> None:
        super().__init__(
            fill=kit.paint.ground,
            radius=14,
            padding=(18, 6, 10, 6),
            spacing=16,
            size_hint_y=None,
            height=max(72, kit.tall(72)),
        )
        self._kit = kit
        self._icon = Icon(kit, "headset", 30, kit.paint.warn)
        self._what = Fit(kit, 18, 600, valign="bottom")
        self._since = Fit(kit, 15, 400, kit.paint.mute, valign="top")
        answer = SecondaryButton(
            kit,
            f"answer-call:{seat}",
            "account-arrow-right",
            kit.words("call-answered"),
            partial(kit.emit, TakeStep(Step.ANSWER_CALL, seat)),
            hug=True,
            height=max(56, kit.tall(56)),
        )
        for child in (self._icon, column(self._what, self._since, spacing=2), answer):
            self.add_widget(child)

    def show(self, call: CallRow) -> None:
        """Show a call."""
        words = self._kit.words
        self._icon.show(CALL_ICONS[call.kind])
        seat = words("seat", label=call.label)
        self._what.text = words.joined(seat, words(f"service-{call.kind}"))
        self._since.text = words("since-minutes", count=call.minutes)


class CallsSheet(Sheet):
    """All open calls."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(360), spacing=12)
        rows = stack(spacing=10, padding=(0, 0, 14, 0))
        self._rows: Keyed[CallRow] = Keyed(
            rows, lambda call: (call.seat, call.kind), lambda call: CallLine(kit, call.seat)
        )
        self.add_widget(head(kit, Fit(kit, 20, 600, text=kit.words("calls-open")), hands.close))
        self.add_widget(Scroller(kit, rows))

    def show(self, screen: ChairScreen) -> None:
        """Show the calls."""
        self._rows.show(screen.calls)
