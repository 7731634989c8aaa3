"""Calling somebody to a seat: what for, and that the call is on its way."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import CallService, CancelCall
from device.screens import CallKind, Calls
from ui.kit import Kit
from ui.viewmodels.floor import CALL_ICONS
from ui.widgets.floating import Floating
from ui.widgets.listing import Keyed, attach
from ui.widgets.surface import column, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import SecondaryButton, Touchable

WIDTH = 400


class CallLine(Touchable):
    """One service; while it is called it waits, in words."""

    def __init__(self, kit: Kit, kind: CallKind) -> None:
        super().__init__(
            f"call-{kind}",
            lambda: kit.emit(CallService(kind)),
            radius=12,
            padding=(14, 4),
            spacing=14,
            size_hint_y=None,
            height=kit.tall(64),
        )
        self._kit, self._kind = kit, kind
        self._icon = Icon(kit, CALL_ICONS[kind], 28, kit.paint.accent)
        self._name = Fit(kit, 17, 600, text=kit.words(f"call-{kind}"))
        self._state = Fit(kit, 14, 400, kit.paint.accent, valign="top", size_hint_y=0.7)
        self._state.text = kit.words("call-waiting")
        self._words = column(self._name)
        self.add_widget(self._icon)
        self.add_widget(self._words)

    def show(self, line: tuple[CallKind, bool]) -> None:
        """Show whether it is called."""
        paint, waiting = self._kit.paint, line[1]
        self.able(enabled=not waiting)
        self.dress(
            fill=paint.accent_soft if waiting else paint.card,
            edge=paint.accent if waiting else paint.border,
        )
        self._icon.show("timer-sand" if waiting else CALL_ICONS[self._kind])
        attach(self._words, self._state, wanted=waiting)


class CallsCard(Floating):
    """Opened from the header, in whatever state the seat is."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        self._kit = kit
        lines = stack(spacing=8)
        self._lines: Keyed[tuple[CallKind, bool]] = Keyed(
            lines, lambda line: line[0], lambda line: CallLine(kit, line[0])
        )
        word = kit.words("call-cancel")
        self._cancel = SecondaryButton(
            kit, "call-cancel", "close", word, lambda: kit.emit(CancelCall()), height=kit.tall(60)
        )
        self._foot = stack(lines, spacing=12)
        super().__init__(kit, "calls", kit.words("calls-title"), close, self._foot)
        self.width = WIDTH
        self.bind(minimum_height=self.setter("height"))

    def show(self, calls: Calls) -> None:
        """Show what can be called, and what is."""
        self._lines.show([(kind, kind is calls.open_) for kind in calls.kinds])
        attach(self._foot, self._cancel, wanted=calls.open_ is not None)
