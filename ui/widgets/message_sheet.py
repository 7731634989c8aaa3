"""A message to everybody, on the wall, or to one seat."""

from __future__ import annotations

from functools import partial

from device.intents import TakeStep
from device.screens import ChairScreen, Step
from ui.kit import Kit
from ui.widgets.chips import Chip, flow
from ui.widgets.field import Field, framed
from ui.widgets.listing import Scroller, attach
from ui.widgets.sheets import Hands, Sheet
from ui.widgets.surface import column, row, space
from ui.widgets.text import Fit
from ui.widgets.touchable import MainButton, SecondaryButton

MOST_CHARACTERS = 500  # what the hub takes as a message
TO_ALL = ("message-break-over", "message-please-sit", "message-please-vote", "message-silence")
TO_ONE = ("message-come", "message-short", "message-document", "message-call-me")


class MessageSheet(Sheet):
    """Phrases, a field, and to whom it goes."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", spacing=10)
        self._kit, self._hands, self._seat = kit, hands, ""
        words = kit.words
        self._title = Fit(kit, 20, 600, size_hint_y=None, height=kit.tall(34))
        self._now = Fit(kit, 15, 400, kit.paint.warn)
        remove = SecondaryButton(
            kit,
            "message-remove",
            "close",
            words("message-remove"),
            partial(hands.do, TakeStep(Step.SEND_MESSAGE)),
            hug=True,
            height=max(52, kit.tall(52)),
        )
        self._shown = row(self._now, remove, spacing=14, size_hint_y=None, height=remove.height)
        self.field = Field(kit, "message-text", words("message-hint"))
        self._phrases = flow()
        self._ready = Scroller(kit, self._phrases)
        cancel = SecondaryButton(kit, "cancel", "close", words("cancel"), hands.close, hug=True)
        self._button = MainButton(kit, "send-message", self._send)
        foot = row(space(), cancel, self._button, spacing=16, size_hint_y=None, height=kit.tall(84))
        self._body = column(framed(kit, self.field), self._ready, spacing=10)
        for child in (self._title, self._body, foot):
            self.add_widget(child)
        self.field.bind(text=self._written, focus=self._make_room)
        self._written()

    def open(self, seat: str, label: str) -> None:
        """To a seat, or with an empty one to everybody; begins with an empty text."""
        words = self._kit.words
        self._seat, self.field.text = seat, ""
        self._title.text = words("message-to-seat", seat=label) if seat else words("message-to-all")
        self._phrases.clear_widgets()
        for number, key in enumerate(TO_ONE if seat else TO_ALL, start=1):
            phrase = words(key)
            action = partial(setattr, self.field, "text", phrase)
            self._phrases.add_widget(Chip(self._kit, f"message-phrase-{number}", phrase, action))

    def _make_room(self, *_: object) -> None:
        attach(self._body, self._ready, wanted=not self.field.focus)

    def _written(self, *_: object) -> None:
        self._button.show(
            "message-text-outline", self._kit.words("message-send"), enabled=bool(self._text())
        )

    def _text(self) -> str:
        return str(self.field.text).strip()[:MOST_CHARACTERS]

    def _send(self) -> None:
        self._hands.do(TakeStep(Step.SEND_MESSAGE, self._seat, self._text()))

    def show(self, screen: ChairScreen) -> None:
        """Show what stands on the wall now; what is being written stays."""
        on_wall = bool(screen.message) and not self._seat
        self._now.text = self._kit.words("message-now", text=screen.message) if on_wall else ""
        attach(self, self._shown, wanted=on_wall, index=2)
