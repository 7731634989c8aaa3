"""A month to choose a term from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kivy.uix.gridlayout import GridLayout

from ui.kit import Kit
from ui.viewmodels.terms import DAYS_OF_A_WEEK, month_later, weeks
from ui.widgets.surface import Panel, row
from ui.widgets.text import Fit
from ui.widgets.touchable import IconButton, Touchable

CELL = 52


class DayKey(Touchable):
    """A day; those of other months and those gone by are greyed."""

    def __init__(self, kit: Kit, day: date, action: Callable[[], None], *, ahead: bool) -> None:
        super().__init__(f"day:{day.isoformat()}", action, radius=10)
        label = Fit(kit, 17, 500, text=str(day.day), halign="center")
        label.disabled_color = kit.paint.border
        self.add_widget(label)
        self.dress(fill=kit.paint.card, edge=kit.paint.line)
        self.able(enabled=ahead)


class DueCalendar(Panel):
    """Monday to Sunday, with a step to the months beside."""

    def __init__(self, kit: Kit, choose: Callable[[date], None]) -> None:
        super().__init__(orientation="vertical", spacing=6)
        self._kit, self._choose = kit, choose
        self._today = self._month = date(2026, 1, 1)
        self._name = Fit(kit, 17, 600, halign="center")
        before = IconButton(kit, "month-before", "chevron-left", lambda: self._turn(-1))
        after = IconButton(kit, "month-after", "chevron-right", lambda: self._turn(1))
        self._days = GridLayout(cols=DAYS_OF_A_WEEK, spacing=4)
        names = [
            Fit(kit, 14, 400, kit.paint.mute, name, halign="center")
            for name in kit.words("weekdays-short").split()
        ]
        self.add_widget(row(before, self._name, after, size_hint_y=None, height=CELL))
        self.add_widget(row(*names, spacing=4, size_hint_y=None, height=kit.tall(22)))
        self.add_widget(self._days)

    def _turn(self, months: int) -> None:
        self._month = month_later(self._month, months)
        self._draw()

    def open(self, today: date) -> None:
        """Begin at the month of today."""
        self._today, self._month = today, today.replace(day=1)
        self._draw()

    def _draw(self) -> None:
        self._name.text = self._kit.words("month", month=self._month.month, year=self._month.year)
        self._days.clear_widgets()
        for week in weeks(self._month)[: self._weeks_needed()]:
            for day in week:
                ahead = day > self._today and day.month == self._month.month
                key = DayKey(self._kit, day, self._chooser(day), ahead=ahead)
                self._days.add_widget(key)

    def _weeks_needed(self) -> int:
        """Five are enough for most months."""
        return 6 if weeks(self._month)[5][0].month == self._month.month else 5

    def _chooser(self, day: date) -> Callable[[], None]:
        return lambda: self._choose(day)
