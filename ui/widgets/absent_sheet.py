"""Who is missing, and whether the chair has accepted the reason."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import TakeStep
from device.screens import Absentee, ChairScreen, Step
from ui.kit import Kit
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.sheets import Sheet
from ui.widgets.surface import Panel, column, row, stack
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import SecondaryButton, Touchable

ABSENCES = ("excused", "unexcused")
ICONS = {"excused": "comment-check-outline", "unexcused": "account-off"}


class AbsenceKey(Touchable):
    """With reason, or without; the accepted one is filled."""

    def __init__(self, kit: Kit, person: str, absence: str) -> None:
        super().__init__(
            f"absence-{person}-{absence}",
            lambda: kit.emit(TakeStep(Step.ACCEPT_ABSENCE, person, absence)),
            radius=12,
            edge_width=2,
            padding=(14, 2),
            spacing=10,
            size_hint=(None, None),
            size=(200, max(54, kit.tall(54))),
            pos_hint={"center_y": 0.5},
        )
        self._kit, self._absence = kit, absence
        self._icon = Icon(kit, ICONS[absence], 22)
        self._word = Fit(kit, 16, 600, text=kit.words(f"absence-{absence}"))
        self.add_widget(self._icon)
        self.add_widget(self._word)

    def show(self, absence: str) -> None:
        """Show what is accepted now."""
        paint, chosen = self._kit.paint, absence == self._absence
        self.dress(
            fill=paint.accent_soft if chosen else paint.card,
            edge=paint.accent if chosen else paint.border,
        )
        ink = paint.accent if chosen else paint.ink
        for label in (self._icon, self._word):
            label.color = label.disabled_color = ink
        self.able(enabled=not chosen)


class AbsentRow(Panel):
    """A person and the two answers."""

    def __init__(self, kit: Kit, person: str) -> None:
        super().__init__(
            radius=12,
            fill=kit.paint.ground,
            padding=(18, 5, 10, 5),
            spacing=12,
            size_hint_y=None,
            height=max(68, kit.tall(68)),
        )
        self._name = Fit(kit, 18, 600, valign="bottom")
        self._title = Fit(kit, 15, 400, kit.paint.mute, valign="top")
        self._keys = [AbsenceKey(kit, person, absence) for absence in ABSENCES]
        self.add_widget(column(self._name, self._title, spacing=2))
        for key in self._keys:
            self.add_widget(key)

    def show(self, absentee: Absentee) -> None:
        """Show a person."""
        self._name.text, self._title.text = absentee.name, absentee.title
        for key in self._keys:
            key.show(absentee.absence)


class AbsentSheet(Sheet):
    """Everybody expected who is not here."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        super().__init__(kit, orientation="vertical", spacing=12)
        self._kit = kit
        self._title = Fit(kit, 20, 600)
        shut = SecondaryButton(
            kit, "cancel", "close", kit.words("close"), close, hug=True, height=56
        )
        rows = stack(spacing=8, padding=(0, 0, 14, 0))
        self._rows: Keyed[Absentee] = Keyed(
            rows, lambda a: a.person, lambda a: AbsentRow(kit, a.person)
        )
        self.add_widget(row(self._title, shut, size_hint_y=None, height=60))
        self.add_widget(Scroller(kit, rows))

    def show(self, screen: ChairScreen) -> None:
        """Show who is missing."""
        self._title.text = self._kit.words("absent-title", count=len(screen.absent))
        self._rows.show(screen.absent)
