"""The check code: four syllables in tiles, in the same order everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.uix.gridlayout import GridLayout

from device.screens import Result, Witness
from ui.kit import Kit
from ui.widgets.surface import Panel, line_of, stack
from ui.widgets.text import Fit, Icon, Text

SYLLABLES = 4


class CodeTiles(GridLayout):
    """Tiles in `columns` columns; a terminal that disagrees turns them amber."""

    def __init__(self, kit: Kit, size: float, columns: int, gap: float, radius: float) -> None:
        super().__init__(cols=columns, spacing=gap)
        self._kit = kit
        self._tiles = []
        for _ in range(SYLLABLES):
            word = Fit(kit, size, 700, kit.paint.accent, halign="center")
            tile = Panel(word, fill=kit.paint.accent_soft, radius=radius, padding=(6, 2))
            self._tiles.append((tile, word))
            self.add_widget(tile)

    def show(self, code: Sequence[str], *, differs: bool) -> None:
        """Show the syllables; an empty code shows dashes."""
        paint = self._kit.paint
        for (tile, word), syllable in zip(self._tiles, [*code, *"––––"], strict=False):
            word.text = syllable
            word.color = paint.warn if differs else paint.accent
            tile.dress(fill=paint.warn_soft if differs else paint.accent_soft)


WITNESS_ICONS = {
    Witness.COUNTING: "timer-sand",
    Witness.AGREES: "check-bold",
    Witness.DIFFERS: "alert",
}


class WitnessLine(Panel):
    """What this terminal's own recount says."""

    def __init__(self, kit: Kit, size: float = 16) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=2)
        self._kit = kit
        self._icon = Icon(kit, "check-bold", size * 1.3, kit.paint.accent, pos_hint={"top": 0.98})
        self._words = Text(kit, size)
        self._hint = Text(kit, size - 1, 400, kit.paint.mute, kit.words("compare-with-wall"))
        self.add_widget(line_of(self._icon, stack(self._words, self._hint), spacing=12))
        self.bind(minimum_height=self.setter("height"))

    def show(self, result: Result) -> None:
        """Show the witness of a result."""
        paint = self._kit.paint
        differs = result.witness is Witness.DIFFERS
        self._icon.show(WITNESS_ICONS[result.witness])
        self._words.text = self._kit.words(f"witness-{result.witness}")
        self._icon.color = paint.warn if differs else paint.accent
        self._words.color = paint.warn if differs else paint.ink
