"""Who presides from now on; each hand-over is asked once and recorded."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import TakeStep
from device.screens import ChairScreen, Deputy, Step
from ui.kit import Kit
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import column, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Tag, Touchable


class DeputyRow(Touchable):
    """Somebody who may preside; who does already, and who is not here, cannot be touched."""

    def __init__(self, kit: Kit, person: str, choose: Callable[[], None]) -> None:
        super().__init__(
            f"deputy:{person}",
            choose,
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=14,
            padding=(18, 6),
            spacing=16,
            size_hint_y=None,
            height=max(72, kit.tall(72)),
        )
        self._kit = kit
        self._icon = Icon(kit, "account-tie", 30, kit.paint.accent)
        self._title = Fit(kit, 18, 600, valign="bottom")
        self._name = Fit(kit, 15, 400, kit.paint.mute, valign="top")
        self._state = Tag(kit, 15)
        for child in (self._icon, column(self._title, self._name, spacing=2), self._state):
            self.add_widget(child)

    def show(self, deputy: Deputy) -> None:
        """Show a person."""
        words, paint = self._kit.words, self._kit.paint
        self._title.text, self._name.text = deputy.title or deputy.name, deputy.name
        self.able(enabled=deputy.present and not deputy.presiding)
        if deputy.presiding:
            self._state.show("gavel", words("presides"), paint.accent, paint.accent_soft)
        elif deputy.present:
            self._state.show("check-circle", words("seat-state-present"), paint.mute, paint.ground)
        else:
            self._state.show("account-off", words("absent"), paint.mute, paint.ground)
        self.dress(edge=paint.accent if deputy.presiding else paint.border)


class HandOverSheet(Sheet):
    """The chair of the plan and the deputies."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(440), spacing=12)
        self._kit, self._hands = kit, hands
        rows = stack(spacing=10, padding=(0, 0, 14, 0))
        self._rows: Keyed[Deputy] = Keyed(rows, lambda deputy: deputy.person, self._row)
        self.add_widget(
            head(kit, Fit(kit, 20, 600, text=kit.words("hand-over-title")), hands.close)
        )
        self.add_widget(Scroller(kit, rows))

    def _row(self, deputy: Deputy) -> DeputyRow:
        words, name = self._kit.words, deputy.title or deputy.name

        def choose() -> None:
            taken = TakeStep(Step.HAND_OVER, deputy.person)
            details = words("ask-hand-over-details")
            self._hands.ask(taken, words("ask-hand-over", name=name), details, words("hand-over"))

        return DeputyRow(self._kit, deputy.person, choose)

    def show(self, screen: ChairScreen) -> None:
        """Show who may preside."""
        self._rows.show(screen.deputies)
