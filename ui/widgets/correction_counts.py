"""The counts of hands or paper in a correction: steppers, one under the other."""

from __future__ import annotations

from device.intents import SetCount
from device.screens import CountDesk
from ui.kit import Kit
from ui.viewmodels.desk import Line, lines
from ui.widgets.count_line import CountLine
from ui.widgets.digits import Ratio
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.surface import Panel, row, stack
from ui.widgets.text import Fit


class CorrectedCounts(Panel):
    """The same lines as when they were counted, and their total."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", spacing=8)
        self._kit = kit
        rows = stack(spacing=8, padding=(0, 0, 12, 0))
        self._lines: Keyed[tuple[Line, bool]] = Keyed(rows, lambda shown: shown[0].key, self._line)
        self._total = Ratio(kit, 30, 20)
        label = Fit(kit, 16, 500, kit.paint.mute, kit.words("count-total"))
        self.add_widget(Scroller(kit, rows))
        self.add_widget(
            row(label, self._total, size_hint_y=None, height=kit.tall(44), padding=(0, 0, 14, 0))
        )

    def _line(self, shown: tuple[Line, bool]) -> CountLine:
        kit, key = self._kit, shown[0].key
        return CountLine(kit, key, lambda: None, lambda value: kit.emit(SetCount(key, value)))

    def show(self, desk: CountDesk) -> None:
        """Show counts."""
        self._lines.show([(line, False) for line in lines(desk)])
        self._total.show(desk.cast, desk.present)
