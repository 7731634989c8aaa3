"""One line of a count: its icon, its word and its number, in the sizes of the screen it stands on."""

from __future__ import annotations

from typing import Any

from ui.kit import Kit
from ui.viewmodels.rules import Bar
from ui.widgets.bars import vote_edge
from ui.widgets.digits import Digits
from ui.widgets.surface import Panel
from ui.widgets.text import Fit, Icon, Run


class BarLine(Panel):
    """Icon, word and number of a bar, in this order; `how` is what any panel takes."""

    def __init__(self, kit: Kit, icon: Icon, word: Fit | Run, count: Digits, **how: Any) -> None:
        super().__init__(**how)
        self._kit, self._icon, self._word, self._count = kit, icon, word, count
        self._plain = tuple(icon.color)
        for child in (icon, word, count):
            self.add_widget(child)

    def show(self, bar: Bar) -> None:
        """Show a line; what is no vote keeps the icon's own colour."""
        self._icon.show(bar.icon)
        paint = self._kit.paint
        self._icon.color = vote_edge(paint, bar.choice) if bar.choice else self._plain
        self._word.text = self._kit.words(bar.key)
        self._count.show(str(bar.count))
