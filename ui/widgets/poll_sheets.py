"""Two sheets about a poll: why it should be void, and how the chair decides a tie."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device.screens import ChairScreen, Choice
from ui.kit import Kit
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.bars import vote_color
from ui.widgets.reasons import Reasons
from ui.widgets.sheets import Sheet
from ui.widgets.surface import column, row, space
from ui.widgets.text import Fit, Icon, ScrollText
from ui.widgets.touchable import MainButton, SecondaryButton

PHRASES = ("reason-question", "reason-terminals", "reason-mistaken", "reason-order")


class VoidSheet(Sheet):
    """A reason is needed; the secretary must agree after that."""

    def __init__(self, kit: Kit, propose: Callable[[str], None], close: Callable[[], None]) -> None:
        super().__init__(kit, orientation="vertical", spacing=10)
        title = Fit(kit, 20, 600, text=kit.words("void-propose-title"))
        title.size_hint_y, title.height = None, kit.tall(34)
        hint = Fit(kit, 16, 400, kit.paint.mute, kit.words("void-propose-hint"))
        hint.size_hint_y, hint.height = None, kit.tall(28)
        self._reasons = Reasons(kit, "void-reason", PHRASES, self._changed)
        cancel = SecondaryButton(kit, "cancel", "close", kit.words("cancel"), close, hug=True)
        self._button = MainButton(kit, "propose-void", lambda: propose(self._reasons.text))
        self._word = kit.words("step-propose-void")
        foot = row(space(), cancel, self._button, spacing=16, size_hint_y=None, height=kit.tall(84))
        for child in (title, hint, self._reasons, foot):
            self.add_widget(child)
        self._changed("")

    def _changed(self, reason: str) -> None:
        self._button.show("close-octagon", self._word, enabled=bool(reason))

    def show(self, _screen: ChairScreen) -> None:
        """What is being written stays."""


class TieSheet(Sheet):
    """Two buttons in the colours of the vote, equally wide."""

    def __init__(
        self, kit: Kit, decide: Callable[[Choice], None], close: Callable[[], None]
    ) -> None:
        super().__init__(kit, height=kit.tall(228), orientation="vertical", spacing=12)
        self._kit = kit
        self._title = Fit(kit, 22, 600, size_hint_y=None, height=kit.tall(40))
        self._details = ScrollText(kit, 17, color=kit.paint.mute)
        icon = Icon(kit, "gavel", 44, kit.paint.accent)
        head = row(icon, column(self._title, self._details, spacing=2), spacing=20)
        buttons = []
        for choice in (Choice.FOR, Choice.AGAINST):
            button = MainButton(kit, f"tie-{choice}", partial(decide, choice), height=kit.tall(88))
            fill = vote_color(kit.paint, choice)
            word = kit.words(f"choice-{choice}")
            button.show(CHOICE_ICONS[choice], word, fill=fill, ink=kit.paint.on_vote)
            button.size_hint_x = 1
            buttons.append(button)
        cancel = SecondaryButton(
            kit, "cancel", "close", kit.words("later"), close, hug=True, height=kit.tall(88)
        )
        foot = row(*buttons, cancel, spacing=16, size_hint_y=None, height=kit.tall(92))
        self.add_widget(head)
        self.add_widget(foot)

    def show(self, screen: ChairScreen) -> None:
        """Show how the votes stand."""
        if screen.result is None:
            return
        counts, words = screen.result.counts, self._kit.words
        self._title.text = words("tie-title", count=counts.in_favour, against=counts.against)
        self._details.show(words.joined(words("tie-meaning"), screen.result.question))
