"""A break of the session, or a rest for one item."""

from __future__ import annotations

from functools import partial

from device.intents import TakeStep
from device.screens import ChairScreen, Step
from ui.kit import Kit
from ui.viewmodels.steps import pausable_item
from ui.widgets.listing import attach
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import column, row
from ui.widgets.text import Fit
from ui.widgets.touchable import SecondaryButton, Touchable

BREAKS = (10, 15, 20, 30)


class BreakKey(Touchable):
    """A break of so many minutes; 0 has no end yet."""

    def __init__(self, kit: Kit, minutes: int, hands: Hands) -> None:
        super().__init__(
            f"break:{minutes}",
            partial(hands.do, TakeStep(Step.SUSPEND_SESSION, minutes=minutes)),
            orientation="vertical",
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=14,
            padding=(8, 10),
        )
        words = kit.words
        if minutes:
            self.add_widget(Fit(kit, 30, 700, text=str(minutes), halign="center", size_hint_y=1.4))
            self.add_widget(Fit(kit, 15, 400, kit.paint.mute, words("minutes"), halign="center"))
        else:
            self.add_widget(Fit(kit, 17, 600, text=words("break-open-end"), halign="center"))


class PauseSheet(Sheet):
    """The usual breaks in a row; below them, the active item alone."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(280), spacing=12)
        self._kit, self._hands, self._item = kit, hands, ""
        keys = row(*(BreakKey(kit, minutes, hands) for minutes in (*BREAKS, 0)), spacing=12)
        self._pause = SecondaryButton(
            kit, "pause-item", "pause", "", self._pause_item, height=max(64, kit.tall(64))
        )
        self._body = column(keys, spacing=12)
        self.add_widget(head(kit, Fit(kit, 20, 600, text=kit.words("break-title")), hands.close))
        self.add_widget(self._body)

    def _pause_item(self) -> None:
        self._hands.do(TakeStep(Step.PAUSE_ITEM, self._item))

    def show(self, screen: ChairScreen) -> None:
        """Offer to pause the active item where there is one."""
        self._item = pausable_item(screen)
        if screen.item is not None:
            item = screen.item
            title = self._kit.words("item-title", number=item.number, title=item.title)
            self._pause.show("pause", self._kit.words("pause-this-item", title=title))
        attach(self._body, self._pause, wanted=bool(self._item))
