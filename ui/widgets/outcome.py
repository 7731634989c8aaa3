"""The verdict and what proves it: outcome, formula, base by name, legal basis."""

from __future__ import annotations

from device.screens import Form, Outcome, Result, Rule
from ui.kit import Kit
from ui.theme import Palette, Rgba
from ui.viewmodels.results import OUTCOME_ICONS, headline, reason
from ui.viewmodels.rules import percent, proof
from ui.widgets.digits import Ratio
from ui.widgets.surface import NOTHING, Panel, column, line_of, row, stack
from ui.widgets.text import Fit, Icon, Text

ON_NAVY = frozenset({Outcome.CARRIED, Outcome.COUNTED})


def outcome_look(paint: Palette, outcome: Outcome) -> tuple[Rgba, Rgba, Rgba, Rgba, Rgba]:
    """Fill, edge, seal, text and second text: navy with the gold seal, else a strong ink edge."""
    if outcome in ON_NAVY:
        return paint.header, NOTHING, paint.gold, paint.on_header, paint.on_header_2
    return paint.card, paint.ink, paint.ink, paint.ink, paint.mute


def outcome_word(kit: Kit, result: Result) -> str:
    """The verdict in a word or three; an election has its own."""
    if result.form is Form.OPTIONS:
        return kit.words(f"outcome-options-{result.outcome}")
    return kit.words(f"outcome-{result.outcome}")


def share_words(kit: Kit, result: Result, *, short: bool = False) -> str:
    """What the number beside the verdict counts."""
    words, line = kit.words, headline(result)
    if result.form is not Form.MOTION:
        return words(line.key)
    plain = short and result.rule.abstention != "subtracted"
    base = words(f"base-short-{result.rule.base}") if plain else words.base(result.rule)
    return words(line.key, percent=percent(line.count, line.base), base=base)


def formula_words(kit: Kit, result: Result) -> str:
    """The proof of a motion, or what one option needs."""
    if result.form is Form.MOTION:
        return proof(result.rule, result.counts.in_favour).numbers
    rule = result.rule
    return kit.words(f"formula-{result.form}", needed=rule.needed, base=rule.base_count)


class OutcomeBand(Panel):
    """Đạt on navy with the gold seal; anything else on a card with a strong ink edge."""

    def __init__(self, kit: Kit, height: float, *, sentence: bool) -> None:
        super().__init__(
            radius=14, edge_width=3, padding=(24, 12), spacing=18, size_hint_y=None, height=height
        )
        self._kit, self._sentence = kit, sentence
        self._seal = Icon(kit, "check-decagram", 60, kit.paint.gold)
        self._verdict = Fit(kit, 46, 700)
        self._rule = Fit(kit, 17, 400, size_hint_y=0.62, valign="top")
        left = column(self._verdict, self._rule) if sentence else column(self._verdict)
        self._count = Ratio(kit, 42, 24)
        self._share = Fit(kit, 16, 400, halign="right", valign="top", size_hint_y=0.85)
        numbers = row(Panel(), self._count)
        right = column(numbers, self._share, size_hint_x=1.15 if not sentence else 1)
        for child in (self._seal, left, right):
            self.add_widget(child)

    def show(self, result: Result) -> None:
        """Show the outcome of a result."""
        fill, edge, seal, ink, second = outcome_look(self._kit.paint, result.outcome)
        self.dress(fill=fill, edge=edge)
        self._seal.show(OUTCOME_ICONS[result.outcome])
        self._seal.color = seal
        self._verdict.text = outcome_word(self._kit, result)
        self._verdict.color = ink
        motion = result.form is Form.MOTION
        rule = self._kit.words.rule(result.rule, capital=True, form=result.form)
        self._rule.text = rule if motion else ""
        line = headline(result)
        self._count.show(line.count, line.base, ink, second)
        self._share.text = share_words(self._kit, result)
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
    """The proof in one line, the rule in words under it, and why when numbers do not tell."""

    def __init__(self, kit: Kit, size: float = 18) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=4)
        self._kit = kit
        self._icon = Icon(kit, "scale-balance", size * 1.3, kit.paint.accent, pos_hint={"top": 1})
        self._numbers = Text(kit, size, 600)
        self._words = Text(kit, size - 2)
        self._reason = Text(kit, size - 2, 600)
        self._basis = Basis(kit)
        body = stack(self._numbers, self._words, self._reason, self._basis, spacing=2)
        self.add_widget(line_of(self._icon, body, spacing=12))
        self.bind(minimum_height=self.setter("height"))

    def show(self, result: Result) -> None:
        """Show how a result follows from its rule."""
        words = self._kit.words
        self._numbers.text = formula_words(self._kit, result)
        rule = words.rule(result.rule, capital=True, form=result.form)
        needed = words("needed", count=result.rule.needed) if result.form is Form.MOTION else ""
        self._words.text = words.joined(rule, needed)
        why = reason(result)
        self._reason.text = words(why) if why else ""
        self._basis.show(result.rule)
