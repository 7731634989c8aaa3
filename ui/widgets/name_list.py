"""Where anybody may sit anywhere: who are you?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from kivy.uix.stacklayout import StackLayout

from device.intents import ChoosePerson
from device.screens import PersonChoice, SeatWelcome
from ui.kit import Kit
from ui.viewmodels.names import initials, under
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.surface import Panel, card, column, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import Touchable


class NameRow(Touchable):
    """A person to choose."""

    def __init__(self, kit: Kit, person: str) -> None:
        super().__init__(
            f"person-{person}",
            lambda: kit.emit(ChoosePerson(person)),
            radius=12,
            fill=kit.paint.ground,
            padding=(18, 4),
            spacing=14,
            size_hint_y=None,
            height=max(66, kit.tall(66)),
        )
        self._name = Fit(kit, 19, 600, valign="bottom")
        self._title = Fit(kit, 15, 400, kit.paint.mute, valign="top")
        self.add_widget(Icon(kit, "account", 28, kit.paint.accent))
        self.add_widget(column(self._name, self._title, spacing=2))
        self.add_widget(Icon(kit, "chevron-right", 26, kit.paint.mute))

    def show(self, person: PersonChoice) -> None:
        """Show name and title."""
        self._name.text, self._title.text = person.name, person.title


class Letter(Touchable):
    """Touched, only the names under it are listed."""

    def __init__(self, kit: Kit, letter: str, action: Callable[[], None]) -> None:
        super().__init__(
            f"letter-{letter}",
            action,
            radius=12,
            edge_width=2,
            size_hint=(None, None),
            size=(54, 54),
        )
        self._kit = kit
        self._label = Fit(kit, 19, 600, text=letter, halign="center")
        self.add_widget(self._label)

    def show(self, shown: tuple[str, bool]) -> None:
        """Filled when it is the one chosen."""
        paint, chosen = self._kit.paint, shown[1]
        self.dress(
            fill=paint.accent if chosen else paint.card,
            edge=paint.accent if chosen else paint.border,
        )
        self._label.color = paint.on_accent if chosen else paint.ink


class NameList(Panel):
    """Letters when there are many, and the names."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", padding=(56, 40, 52, 28), spacing=14)
        self._kit = kit
        self._persons: tuple[PersonChoice, ...] = ()
        self._letter = ""
        heading = Fit(kit, 30, 600, text=kit.words("who-heading"))
        heading.size_hint_y, heading.height = None, kit.tall(44)
        hint = Text(kit, 17, 400, kit.paint.mute, kit.words("who-hint"))
        self._fault = Text(kit, 17, 600, kit.paint.warn)
        letters = StackLayout(size_hint_y=None, spacing=8)
        letters.bind(minimum_height=letters.setter("height"))
        self._letters: Keyed[tuple[str, bool]] = Keyed(
            letters,
            lambda shown: shown[0],
            lambda shown: Letter(kit, shown[0], partial(self._take, shown[0])),
        )
        self._letter_room = letters
        rows = stack(spacing=8, padding=(0, 0, 14, 0))
        self._rows: Keyed[PersonChoice] = Keyed(
            rows, lambda person: person.person, lambda person: NameRow(kit, person.person)
        )
        self._scroller = Scroller(kit, rows)
        names = card(kit, self._scroller, padding=(16, 14, 6, 14))
        for child in (stack(heading, hint, self._fault, spacing=4), names):
            self.add_widget(child)

    def _take(self, letter: str) -> None:
        self._letter = letter
        self._scroller.scroll_y = 1
        self._refresh()

    def show(self, screen: SeatWelcome) -> None:
        """Show who may sit here; the chosen letter stays."""
        self._persons = screen.persons
        letters = initials(screen.persons)
        if self._letter not in letters:
            self._letter = letters[0] if letters else ""
        self._fault.text = self._kit.words.error(screen.fault) if screen.fault else ""
        attach(self, self._letter_room, wanted=bool(letters), index=1)
        self._refresh()

    def _refresh(self) -> None:
        self._letters.show([(each, each == self._letter) for each in initials(self._persons)])
        self._rows.show(under(self._persons, self._letter))
