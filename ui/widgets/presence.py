"""The person a seat is reserved for, large enough to catch a wrong chair, and one button to enter."""

from __future__ import annotations

from device.intents import ConfirmPresence
from device.screens import Link, SeatWelcome
from ui.kit import Kit
from ui.widgets.surface import Panel, card, line_of, space, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import MainButton


class Presence(Panel):
    """The right half of a seat where no PIN is asked for."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", padding=(92, 40, 88, 36))
        self._kit = kit
        paint = kit.paint
        self._heading = Fit(kit, 32, 600, size_hint_y=None, height=kit.tall(44))
        self._hint = Text(kit, 18, 400, paint.mute)
        self._fault_icon = Icon(kit, "alert", 24, paint.warn)
        self._fault = Text(kit, 17, 600, paint.warn)
        fault = line_of(self._fault_icon, self._fault, spacing=10)
        self._enter = MainButton(
            kit, "enter", lambda: kit.emit(ConfirmPresence()), width=540, height=kit.tall(104)
        )
        help_icon = Icon(kit, "help-circle-outline", 20, paint.mute)
        wrong = Text(kit, 16, 400, paint.mute, kit.words("wrong-seat"))
        help_line = line_of(help_icon, wrong, spacing=8)
        heading = stack(self._heading, self._hint, spacing=4)
        foot = stack(fault, self._enter, help_line, spacing=14)
        for child in (heading, space(), self._person(), space(), foot):
            self.add_widget(child)

    def _person(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._name = Text(kit, 30, 700)
        self._role = Text(kit, 20, 500, paint.mute)
        self._guest = Text(kit, 18, 600, paint.accent)
        disc = Panel(
            Icon(kit, "account", 52, paint.accent, size_hint=(1, 1)),
            fill=paint.accent_soft,
            radius=44,
            size_hint=(None, None),
            size=(88, 88),
            pos_hint={"center_y": 0.5},
        )
        names = stack(self._name, self._role, self._guest, spacing=4, pos_hint={"center_y": 0.5})
        person = card(
            kit, disc, names, orientation="horizontal", radius=20, padding=(28, 22), spacing=24
        )
        person.size_hint_y = None
        person.bind(minimum_height=person.setter("height"))
        return person

    def show(self, screen: SeatWelcome) -> None:
        """Show whose seat this is."""
        words = self._kit.words
        self._heading.text = words("welcome-heading")
        self._hint.text = words("welcome-hint")
        self._name.text, self._role.text = screen.person_name, screen.person_title
        self._guest.text = standing_words(self._kit, screen)
        self._fault.text = words.error(screen.fault) if screen.fault else ""
        self._fault_icon.opacity = 1 if screen.fault else 0
        enabled = screen.header.link is Link.ONLINE and not screen.signing_in
        word = words("signing-in") if screen.signing_in else words("enter")
        self._enter.show("arrow-right", word, enabled=enabled)


def standing_words(kit: Kit, screen: SeatWelcome) -> str:
    """A substitute or guest is told so, for neither votes."""
    if screen.substitute_for:
        return kit.words("substitute", member=screen.substitute_for)
    return kit.words("guest") if screen.guest else ""
