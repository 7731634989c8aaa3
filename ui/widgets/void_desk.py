"""The chair wants a poll declared void: the secretary reads why, and agrees or does not."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import VoidDesk
from ui.kit import Kit
from ui.widgets.listing import Scroller
from ui.widgets.surface import Panel, card, line_of, row, stack
from ui.widgets.text import Icon, Text
from ui.widgets.touchable import MainButton, SecondaryButton


class VoidCard(Panel):
    """Question, reason, what it means, two buttons."""

    def __init__(self, kit: Kit, answer: Callable[[VoidDesk, bool], None]) -> None:
        super().__init__()
        self._kit, self._answer = kit, answer
        self._desk: VoidDesk | None = None
        paint = kit.paint
        icon = Icon(kit, "alert", 34, paint.warn)
        title = Text(kit, 24, 600, text=kit.words("void-title"), pos_hint={"center_y": 0.5})
        self._item = Text(kit, 15, 600, paint.mute)
        self._question = Text(kit, 19, 600)
        self._reason = Text(kit, 20, 500)
        why = stack(
            Text(kit, 15, 600, paint.warn, kit.words("void-reason")),
            self._reason,
            fill=paint.warn_soft,
            radius=14,
            padding=(20, 14),
            spacing=4,
        )
        meaning = Text(kit, 16, 400, paint.mute, kit.words("void-meaning"))
        self._refusal = Text(kit, 16, 600, paint.warn)
        body = stack(
            line_of(icon, title, spacing=14),
            self._item,
            self._question,
            why,
            meaning,
            self._refusal,
            spacing=14,
            padding=(0, 0, 14, 0),
        )
        self._decline = SecondaryButton(
            kit,
            "void-decline",
            "close",
            kit.words("void-decline"),
            lambda: self._say(agrees=False),
            height=kit.tall(80),
        )
        self._agree = MainButton(kit, "void-agree", lambda: self._say(agrees=True))
        foot = row(self._decline, self._agree, spacing=16, size_hint_y=None, height=kit.tall(84))
        self.add_widget(card(kit, Scroller(kit, body), foot, padding=(28, 22, 20, 16), spacing=12))

    def _say(self, *, agrees: bool) -> None:
        if self._desk is not None:
            self._answer(self._desk, agrees)

    def show(self, desk: VoidDesk) -> None:
        """Show a proposal."""
        words = self._kit.words
        self._desk = desk
        self._item.text = words("item", number=desk.item_number)
        self._question.text = desk.question
        self._reason.text = desk.reason
        self._refusal.text = words.error(desk.refusal) if desk.refusal else ""
        self._decline.able(enabled=not desk.waiting)
        key = "sending" if desk.waiting else "void-agree"
        self._agree.show("check-bold", words(key), enabled=not desk.waiting)
