"""One number to type at a count desk."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import Choice
from ui.kit import Kit
from ui.viewmodels.desk import Line
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.bars import vote_edge
from ui.widgets.listing import attach
from ui.widgets.surface import NOTHING, Panel, column
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import IconButton, Touchable


class CountLine(Panel):
    """A label, one less, the number, one more. The number that is being typed has a strong edge."""

    def __init__(
        self, kit: Kit, key: str, select: Callable[[], None], change: Callable[[int], None]
    ) -> None:
        super().__init__(
            radius=12,
            edge_width=2,
            padding=(14, 4, 8, 4),
            spacing=10,
            size_hint_y=None,
            height=max(66, kit.tall(66)),
        )
        self._kit, self._key, self._change, self._value = kit, key, change, 0
        self._icon = Icon(kit, "check-circle", 24)
        self._label = Fit(kit, 17, 600, valign="bottom")
        self._small = Fit(kit, 14, 500, kit.paint.mute, valign="top")
        self._words = column(self._label)
        side: dict[str, object] = {
            "size": (56, 56),
            "edge": kit.paint.border,
            "fill": kit.paint.card,
        }
        less = IconButton(kit, f"less-{key}", "minus", lambda: self._step(-1), **side)
        more = IconButton(kit, f"more-{key}", "plus", lambda: self._step(1), **side)
        self._number = Fit(kit, 28, 700, halign="center")
        self._box = Touchable(
            f"count-{key}",
            select,
            self._number,
            radius=12,
            edge_width=2,
            fill=kit.paint.card,
            size_hint=(None, None),
            size=(104, 56),
            pos_hint={"center_y": 0.5},
        )
        for child in (self._icon, self._words, less, self._box, more):
            self.add_widget(child)

    def _step(self, by: int) -> None:
        self._change(max(self._value + by, 0))

    def show(self, shown: tuple[Line, bool]) -> None:
        """Show a number, and whether it is the one being typed."""
        line, selected = shown
        paint, words = self._kit.paint, self._kit.words
        self._value = line.value
        choice = next((choice for choice in Choice if choice == line.key), None)
        self._icon.show(CHOICE_ICONS[choice] if choice else "ballot-outline")
        self._icon.color = vote_edge(paint, choice) if choice else paint.mute
        word = words(line.word) if line.word else ""
        self._label.text = line.label or word
        self._small.text = (
            words("count-row-differs") if line.differs else word if line.label else ""
        )
        self._small.color = paint.warn if line.differs else paint.mute
        attach(self._words, self._small, wanted=bool(self._small.text))
        self._label.valign = "bottom" if self._small.text else "middle"
        self._number.text = str(line.value)
        self.dress(
            fill=paint.warn_soft if line.differs else paint.ground,
            edge=paint.warn_line if line.differs else NOTHING,
        )
        self._box.dress(edge=paint.accent if selected else paint.border)
        self._number.color = paint.accent if selected else paint.ink
