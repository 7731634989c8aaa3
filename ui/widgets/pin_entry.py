"""Six places for digits, ten keys, and one button to enter."""

from __future__ import annotations

from device.intents import ChoosePerson, ConfirmPresence, ErasePin, TypePin
from device.screens import Link, SeatWelcome, SignInMode
from ui.kit import Kit
from ui.widgets.digit_pad import DigitPad
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, row, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import MainButton, SecondaryButton

PLACES = 6
FEWEST = 4  # digits of the shortest PIN
DOT = 20


class PinPlace(Panel):
    """One digit: a dot when it is typed, never which it is."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(fill=kit.paint.card, edge=kit.paint.border, radius=14, edge_width=1)
        self._kit = kit
        self._dot = Panel(
            fill=kit.paint.ink,
            radius=DOT / 2,
            size_hint=(None, None),
            size=(DOT, DOT),
            pos_hint={"center_y": 0.5},
        )
        for child in (Panel(), self._dot, Panel()):
            self.add_widget(child)

    def show(self, *, typed: bool, current: bool) -> None:
        """Full or empty; the place of the next digit has a strong edge."""
        self._dot.opacity = 1 if typed else 0
        self.dress(edge=self._kit.paint.accent if current else self._kit.paint.border)


class PinEntry(Panel):
    """The right half of a seat that asks for a PIN."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", padding=(92, 28, 88, 24), spacing=14)
        self._kit = kit
        self._digits = 0
        paint = kit.paint
        self._heading = Fit(kit, 30, 600, size_hint_y=None, height=kit.tall(44))
        self._hint = Fit(kit, 17, 400, paint.mute, size_hint_y=None, height=kit.tall(26))
        self._places = [PinPlace(kit) for _ in range(PLACES)]
        places = row(*self._places, spacing=14, size_hint_y=None, height=64)
        self._pad = DigitPad(
            kit,
            lambda digit: kit.emit(TypePin(str(digit))),
            lambda: kit.emit(ErasePin()),
            self._clear,
        )
        self._icon = Icon(kit, "alert", 24, paint.warn)
        self._fault = Fit(kit, 17, 600, paint.warn)
        self._warning = row(
            self._icon,
            self._fault,
            fill=paint.warn_soft,
            radius=12,
            padding=(16, 4),
            spacing=12,
            size_hint_y=None,
            height=kit.tall(56),
        )
        self._back = SecondaryButton(
            kit,
            "other-person",
            "account-switch",
            kit.words("other-person"),
            lambda: kit.emit(ChoosePerson("")),
            hug=True,
            height=kit.tall(80),
        )
        self._enter = MainButton(kit, "enter", lambda: kit.emit(ConfirmPresence()))
        self._enter.size_hint_x = 1
        self._foot = row(self._enter, spacing=16, size_hint_y=None, height=kit.tall(80))
        help_line = Fit(kit, 15, 400, paint.mute, kit.words("wrong-seat"))
        help_line.size_hint_y, help_line.height = None, kit.tall(24)
        heading = stack(self._heading, self._hint, spacing=2)
        for child in (heading, places, self._pad, self._foot, help_line):
            self.add_widget(child)

    def _clear(self) -> None:
        for _ in range(self._digits):
            self._kit.emit(ErasePin())

    def show(self, screen: SeatWelcome) -> None:
        """Show how much is typed, what was wrong, and whether the seat is locked."""
        words, paint = self._kit.words, self._kit.paint
        self._digits = screen.pin_digits
        self._heading.text = words("pin-locked-heading" if screen.locked else "pin-heading")
        self._hint.text = words("pin-locked-hint" if screen.locked else "pin-hint")
        self._heading.color = paint.warn if screen.locked else paint.ink
        for number, place in enumerate(self._places):
            current = number == screen.pin_digits and not screen.locked
            place.show(typed=number < screen.pin_digits, current=current)
        online = screen.header.link is Link.ONLINE
        free = online and not screen.locked and not screen.signing_in
        self._pad.able(enabled=free)
        self._fault.text = words.error(screen.fault) if screen.fault else ""
        attach(self, self._warning, wanted=bool(screen.fault) and not screen.locked, index=2)
        anywhere = screen.sign_in is SignInMode.PIN_ANYWHERE
        attach(self._foot, self._back, wanted=anywhere, index=1)
        word = words("signing-in" if screen.signing_in else "enter")
        icon = "lock-outline" if screen.locked else "arrow-right"
        self._enter.show(icon, word, enabled=free and screen.pin_digits >= FEWEST)
