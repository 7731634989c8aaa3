"""The proof of a result on the wall: formula with numbers, rule, legal basis, and whether it was checked."""

from __future__ import annotations

from device.screens import Result
from ui.kit import Kit
from ui.viewmodels.results import reason
from ui.widgets.listing import attach
from ui.widgets.outcome import formula_words
from ui.widgets.surface import Panel, row
from ui.widgets.text import Fit, Icon, Run

MOST_BESIDE_RULE = 18  # characters of a formula that leave room for the rule in words


class WallProof(Panel):
    """Lines one below the other; `size` is that of the formula, the others follow it."""

    def __init__(self, kit: Kit, size: int) -> None:
        super().__init__(orientation="vertical", spacing=2)
        self._kit = kit
        paint, small = kit.paint, max(32, round(size * 0.58))
        self._numbers = Run(kit, size, 600)
        self._rule = Fit(kit, max(32, round(size * 0.71)), 400)
        icon = Icon(kit, "scale-balance", size - 2, paint.accent)
        line = row(icon, self._numbers, self._rule, spacing=24)
        line.size_hint_y, line.height = None, round(size * 1.23)
        self._basis = Fit(kit, small, 400, paint.mute)
        self._flag = Fit(kit, small, 600, paint.warn)
        self._flag_row = row(Icon(kit, "alert", small + 4, paint.warn), self._flag, spacing=16)
        self._flag_row.size_hint_y, self._flag_row.height = None, round(small * 1.4)
        for child in (line, self._basis):
            self.add_widget(child)

    def show(self, result: Result) -> None:
        """Show what a result rests on; the rule beside a short formula, else before its basis."""
        words, why = self._kit.words, reason(result)
        self._numbers.text = formula_words(self._kit, result)
        beside = not why and len(self._numbers.text) <= MOST_BESIDE_RULE
        self._rule.text = words.rule(result.rule, form=result.form) if beside else ""
        rule = "" if beside else words.rule(result.rule, capital=True, form=result.form)
        basis = words("basis", citation=result.rule.citation)
        self._basis.text = words.joined(words(why) if why else rule, basis)
        self._flag.text = "" if result.rule.verified else words("basis-unverified")
        attach(self, self._flag_row, wanted=not result.rule.verified)
