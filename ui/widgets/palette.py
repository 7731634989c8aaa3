"""Words to put into a conclusion: phrases, agencies of the session, terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from ui.kit import Kit
from ui.viewmodels.terms import USUAL_DAYS, after, day_of, written
from ui.widgets.chips import Chip, Still, flow
from ui.widgets.due_calendar import DueCalendar
from ui.widgets.listing import Keyed, Scroller, Slot
from ui.widgets.surface import Panel, row

PHRASES = (
    "phrase-agreed",
    "phrase-approved",
    "phrase-assign",
    "phrase-leads",
    "phrase-with",
    "phrase-complete",
    "phrase-submit",
    "phrase-take-opinions",
    "phrase-report",
    "phrase-deadline",
)


class Drawer(StrEnum):
    """What the words are about."""

    PHRASES = "phrases"
    AGENCIES = "agencies"
    TERMS = "terms"


class Palette(Panel):
    """Three drawers; the chosen one lies open. Everything touched goes to `insert`."""

    def __init__(self, kit: Kit, insert: Callable[[str], None]) -> None:
        super().__init__(orientation="vertical", spacing=8)
        self._kit, self._insert, self._today = kit, insert, ""
        self._tabs = {
            drawer: Chip(
                kit, f"drawer:{drawer}", kit.words(f"drawer-{drawer}"), partial(self._open, drawer)
            )
            for drawer in Drawer
        }
        tabs = row(*self._tabs.values(), spacing=8, size_hint_y=None)
        tabs.height = max(52, kit.tall(52))
        for tab in self._tabs.values():
            tab.size_hint_x = 1
        self._slot = Slot()
        agencies = flow(padding=(0, 0, 14, 0))
        self._agencies: Keyed[str] = Keyed(agencies, lambda name: name, self._agency)
        self._terms = flow(padding=(0, 0, 14, 0))
        self._drawers: dict[Drawer, Scroller] = {
            Drawer.PHRASES: Scroller(kit, self._phrases()),
            Drawer.AGENCIES: Scroller(kit, agencies),
            Drawer.TERMS: Scroller(kit, self._terms),
        }
        self._calendar = DueCalendar(kit, self._day)
        self.add_widget(tabs)
        self.add_widget(self._slot)
        self._open(Drawer.PHRASES)

    def _phrases(self) -> Any:
        keys = flow(padding=(0, 0, 14, 0))
        for number, key in enumerate(PHRASES, start=1):
            text = self._kit.words(key)
            action = partial(self._insert, text)
            keys.add_widget(Chip(self._kit, f"phrase-{number}", text, action))
        return keys

    def _agency(self, name: str) -> Still:
        return Still(self._kit, f"agency:{name}", name, partial(self._insert, name))

    def _open(self, drawer: Drawer) -> None:
        self._slot.put(self._drawers[drawer])
        for each, tab in self._tabs.items():
            tab.mark(chosen=each is drawer)

    def _day(self, day: date) -> None:
        self._insert(self._kit.words("phrase-before-day", day=written(day)))
        self._open(Drawer.TERMS)

    def _show_calendar(self) -> None:
        today = day_of(self._today)
        if today is not None:
            self._calendar.open(today)
            self._slot.put(self._calendar)

    def show(self, agencies: tuple[str, ...], today: str) -> None:
        """Show the agencies, and the terms from `today` on; without a date there are none."""
        self._agencies.show(agencies)
        self._tabs[Drawer.AGENCIES].able(enabled=bool(agencies))
        if today == self._today:
            return
        self._today = today
        self._terms.clear_widgets()
        day = day_of(today)
        self._tabs[Drawer.TERMS].able(enabled=day is not None)
        if day is not None:
            self._fill_terms(day)

    def _fill_terms(self, today: date) -> None:
        kit, words = self._kit, self._kit.words
        for days in USUAL_DAYS:
            day = after(today, days)
            word = words("term-days", count=days, day=written(day))
            self._terms.add_widget(Chip(kit, f"term:{days}", word, partial(self._day, day)))
        word = words("term-other")
        other = Chip(kit, "term:other", word, self._show_calendar, icon="calendar-month")
        self._terms.add_widget(other)
