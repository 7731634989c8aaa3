"""Who answered what, by name: the roll-call that waits to be announced."""

from __future__ import annotations

from collections.abc import Callable

from kivy.uix.gridlayout import GridLayout

from device.screens import ChairScreen, Choice, NamedAnswer
from ui.kit import Kit
from ui.viewmodels.sides import Side, sides
from ui.widgets.bars import vote_edge
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.sheets import Sheet, head
from ui.widgets.surface import Panel, divider, row, stack
from ui.widgets.text import Fit, Icon, Run

COLUMNS, COLUMNS_LARGE, GAP = 4, 2, 20


class NamedCell(Panel):
    """One person."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, height=kit.tall(50))
        self._name = Fit(kit, 16, 600, valign="bottom")
        self._title = Fit(kit, 14, 400, kit.paint.mute, valign="top")
        self.add_widget(self._name)
        self.add_widget(self._title)

    def show(self, each: NamedAnswer) -> None:
        """Show name and title."""
        self._name.text, self._title.text = each.name, each.title


class SidePart(Panel):
    """An answer, how many gave it, and who."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=4)
        self._kit = kit
        self._icon = Icon(kit, "check-circle", 24)
        self._word = Run(kit, 17, 600)
        self._count = Fit(kit, 17, 700)
        line = row(self._icon, self._word, self._count, spacing=10, size_hint_y=None)
        line.height = kit.tall(34)
        columns = COLUMNS if kit.theme.text_percent == 100 else COLUMNS_LARGE
        grid = GridLayout(cols=columns, spacing=(GAP, 4), size_hint_y=None, col_force_default=True)
        grid.bind(
            minimum_height=grid.setter("height"),
            width=lambda _, wide: setattr(
                grid, "col_default_width", (wide - (columns - 1) * GAP) / columns
            ),
        )
        self._people: Keyed[NamedAnswer] = Keyed(grid, lambda n: n.person, lambda _: NamedCell(kit))
        for child in (line, grid, divider(kit)):
            self.add_widget(child)
        self.bind(minimum_height=self.setter("height"))

    def show(self, side: Side) -> None:
        """Show a side."""
        paint, answer = self._kit.paint, side.answer
        self._icon.show(side.icon)
        self._icon.color = vote_edge(paint, answer) if isinstance(answer, Choice) else paint.mute
        self._word.text, self._count.text = self._kit.words(side.key), str(len(side.people))
        self._people.show(side.people)


class NamesSheet(Sheet):
    """Every side with its names; the question above."""

    def __init__(self, kit: Kit, close: Callable[[], None]) -> None:
        super().__init__(kit, orientation="vertical", spacing=8)
        self._question = Fit(kit, 19, 600)
        parts = stack(spacing=8, padding=(0, 0, 14, 0))
        self._parts: Keyed[Side] = Keyed(parts, lambda side: side.key, lambda _: SidePart(kit))
        self.add_widget(head(kit, self._question, close))
        self.add_widget(Scroller(kit, parts))

    def show(self, screen: ChairScreen) -> None:
        """Show the answers to the result that leads."""
        self._question.text = screen.result.question if screen.result else ""
        self._parts.show(sides(screen.named))
