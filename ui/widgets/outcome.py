"""The verdict and what proves it: outcome, formula, base by name, legal basis."""

from __future__ import annotations

from device.screens import Outcome, Result, Rule
from ui.kit import Kit
from ui.viewmodels.rules import percent, proof
from ui.widgets.digits import Ratio
from ui.widgets.surface import NOTHING, Panel, column, line_of, row, stack
from ui.widgets.text import Fit, Icon, Text


class OutcomeBand(Panel):
    """Đạt on navy with the gold seal; anything else on a card with a strong ink edge."""

    def __init__(self, kit: Kit, height: float, *, sentence: bool) -> None:
        super().__init__(
            radius=14, edge_width=3, padding=(24, 12), spacing=18, size_hint_y=None, height=height
        )
        self._kit, self._sentence = kit, sentence
        self._seal = Icon(kit, "check-decagram", 60, kit.paint.gold)
        self._verdict = Fit(kit, 46, 700)
        self._rule = Fit(kit, 17, 400, size_hint_y=0.42, valign="top")
        left = column(self._verdict, self._rule) if sentence else column(self._verdict)
        self._count = Ratio(kit, 42, 24)
        self._share = Fit(kit, 16, 400, halign="right", valign="top", size_hint_y=0.6)
        numbers = row(Panel(), self._count)
        right = column(numbers, self._share, size_hint_x=1.35 if not sentence else 1)
        for child in (self._seal, left, right):
            self.add_widget(child)

    def show(self, result: Result) -> None:
        """Show the outcome of a result."""
        paint, words = self._kit.paint, self._kit.words
        carried = result.outcome is Outcome.CARRIED
        self.dress(
            fill=paint.header if carried else paint.card, edge=NOTHING if carried else paint.ink
        )
        self._seal.show("check-decagram" if carried else "close-octagon")
        self._seal.color = paint.gold if carried else paint.ink
        ink = paint.on_header if carried else paint.ink
        second = paint.on_header_2 if carried else paint.mute
        self._verdict.text = words(f"outcome-{result.outcome}")
        self._verdict.color = ink
        self._rule.text = words.rule(result.rule, capital=True)
        count, base = result.counts.in_favour, result.rule.base_count
        self._count.show(count, base, ink, second)
        self._share.text = words(
            "share-of-base", percent=percent(count, base), base=words(f"base-{result.rule.base}")
        )
        self._rule.color = self._share.color = second


class Basis(Panel):
    """The citation, and a flag while no person has checked it."""

    def __init__(self, kit: Kit, size: float = 15) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=4)
        self._kit = kit
        self._citation = Text(kit, size, 400, kit.paint.mute)
        self._flag = Icon(kit, "alert", size * 1.2, kit.paint.warn)
        self._unverified = Text(kit, size, 600, kit.paint.warn)
        self.add_widget(self._citation)
        self._warning = line_of(self._flag, self._unverified, spacing=8)
        self.add_widget(self._warning)
        self.bind(minimum_height=self.setter("height"))

    def show(self, rule: Rule) -> None:
        """Show the legal basis of a rule."""
        words = self._kit.words
        self._citation.text = words("basis", citation=rule.citation)
        self._unverified.text = "" if rule.verified else words("basis-unverified")
        self._flag.opacity = 0 if rule.verified else 1


class Formula(Panel):
    """The proof in one line, and the rule in words under it."""

    def __init__(self, kit: Kit, size: float = 18) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=4)
        self._kit = kit
        self._icon = Icon(kit, "scale-balance", size * 1.3, kit.paint.accent, pos_hint={"top": 1})
        self._numbers = Text(kit, size, 600)
        self._words = Text(kit, size - 2)
        self._basis = Basis(kit)
        body = stack(self._numbers, self._words, self._basis, spacing=2)
        self.add_widget(line_of(self._icon, body, spacing=12))
        self.bind(minimum_height=self.setter("height"))

    def show(self, result: Result) -> None:
        """Show how a result follows from its rule."""
        words = self._kit.words
        self._numbers.text = proof(result.rule, result.counts.in_favour).numbers
        rule = words.rule(result.rule, capital=True)
        needed = words("needed", count=result.rule.needed)
        self._words.text = words.joined(rule, needed)
        self._basis.show(result.rule)
