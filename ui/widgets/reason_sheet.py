"""Why an item is postponed or withdrawn: optional, and the sheet is the one question."""

from __future__ import annotations

from device.intents import TakeStep
from device.screens import ChairScreen, Step
from ui.kit import Kit
from ui.viewmodels.steps import STEP_ICONS
from ui.widgets.reasons import Reasons
from ui.widgets.sheets import Hands, Sheet
from ui.widgets.surface import row, space
from ui.widgets.text import Fit
from ui.widgets.touchable import MainButton, SecondaryButton

PHRASES = ("reason-unprepared", "reason-by-request", "reason-more-opinions", "reason-no-time")


class ReasonSheet(Sheet):
    """The step in full, ready reasons, a field, and the button that does it."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", spacing=10)
        self._kit, self._hands = kit, hands
        self._taken = TakeStep(Step.POSTPONE_ITEM)
        self._title = Fit(kit, 20, 600, size_hint_y=None, height=kit.tall(34))
        hint = Fit(kit, 16, 400, kit.paint.mute, kit.words("reason-optional"))
        hint.size_hint_y, hint.height = None, kit.tall(26)
        self._reasons = Reasons(kit, "item-reason", PHRASES, lambda _: None)
        cancel = SecondaryButton(kit, "cancel", "close", kit.words("cancel"), hands.close, hug=True)
        self._button = MainButton(kit, "confirm", self._done)
        foot = row(space(), cancel, self._button, spacing=16, size_hint_y=None, height=kit.tall(84))
        for child in (self._title, hint, self._reasons, foot):
            self.add_widget(child)

    def open(self, step: Step, item: str, title: str) -> None:
        """Begin with no reason."""
        words = self._kit.words
        self._taken = TakeStep(step, item)
        self._title.text = words(f"ask-{step}", title=title)
        self._button.show(STEP_ICONS[step], words(f"item-{step}"))
        self._reasons.show("")

    def _done(self) -> None:
        self._hands.do(TakeStep(self._taken.step, self._taken.target, self._reasons.text))

    def show(self, _screen: ChairScreen) -> None:
        """What is being written stays."""
