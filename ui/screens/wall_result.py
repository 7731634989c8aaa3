"""The wall with an announced result: facts at the left, verdict at the right, proof at the foot."""

from __future__ import annotations

from device.screens import Outcome, Result, WallResult, Witness
from ui.kit import Kit
from ui.viewmodels.rules import bars, percent, proof
from ui.widgets.bars import ResultBars
from ui.widgets.code_tiles import CodeTiles
from ui.widgets.digits import Ratio
from ui.widgets.header import WallHeader
from ui.widgets.surface import NOTHING, Panel, card, column, row
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.wall import MARGIN, Strip

MOST_IN_TWO_LINES = 120


class Verdict(Panel):
    """Đạt on navy with the gold seal; anything else on a card with a strong ink edge."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            orientation="vertical",
            radius=28,
            edge_width=6,
            padding=(48, 28),
            spacing=4,
            size_hint_x=None,
            width=632,
        )
        self._kit = kit
        self._seal = Icon(kit, "check-decagram", 140)
        self._word = Fit(kit, 164, 700)
        self._count = Ratio(kit, 112, 68, gap=24)
        self._share = Fit(kit, 44, 400, size_hint_y=None, height=64)
        self.add_widget(row(self._seal, self._word, spacing=28))
        self.add_widget(row(self._count, size_hint_y=None, height=136))
        self.add_widget(self._share)

    def show(self, result: Result) -> None:
        """Show the verdict of a result."""
        paint, words = self._kit.paint, self._kit.words
        carried = result.outcome is Outcome.CARRIED
        self.dress(
            fill=paint.header if carried else paint.card, edge=NOTHING if carried else paint.ink
        )
        self._seal.show("check-decagram" if carried else "close-octagon")
        self._seal.color = paint.gold if carried else paint.ink
        ink = paint.on_header if carried else paint.ink
        self._word.text = words(f"outcome-{result.outcome}")
        self._word.color = self._share.color = ink
        count, base = result.counts.in_favour, result.rule.base_count
        self._count.show(count, base, ink, paint.on_header_2 if carried else paint.mute)
        share = words(
            "share-of-base",
            percent=percent(count, base),
            base=words(f"base-short-{result.rule.base}"),
        )
        self._share.text = words.joined(share, words("needed", count=result.rule.needed))


class WallResultScreen(Panel):
    """Everything a doubter needs to see, from 15 metres."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", fill=kit.paint.ground)
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._state = Fit(kit, 40, 600, paint.accent)
        state = row(Icon(kit, "vote", 44, paint.accent), self._state, spacing=16)
        state.size_hint_y, state.height = None, 56
        self._question = Text(kit, 52, 600)
        self._bars = ResultBars(kit, 44, 52)
        self._verdict = Verdict(kit)
        facts = card(kit, self._bars, radius=28, padding=(48, 24))
        body = column(
            state,
            self._question,
            row(facts, self._verdict, spacing=32),
            padding=(MARGIN, 18, MARGIN, 26),
            spacing=8,
        )
        for child in (self._header, body, self._foot()):
            self.add_widget(child)

    def _foot(self) -> Strip:
        kit, paint = self._kit, self._kit.paint
        foot = Strip(kit, 252)
        self._numbers = Run(kit, 62, 600)
        icon = Icon(kit, "scale-balance", 60, paint.accent)
        proof_line = row(icon, self._numbers, spacing=24, size_hint_y=None, height=76)
        self._basis = Fit(kit, 34, 400, paint.mute)
        self._flag_icon = Icon(kit, "alert", 40, paint.warn)
        self._flag = Fit(kit, 36, 600, paint.warn)
        self._flag_row = row(self._flag_icon, self._flag, spacing=16)
        self._flag_row.size_hint_y, self._flag_row.height = None, 50
        left = column(proof_line, self._basis, self._flag_row, spacing=2)
        label = Fit(kit, 38, 400, paint.mute, kit.words("check-code"))
        head = row(Icon(kit, "shield-check", 42, paint.accent), label, spacing=14)
        head.size_hint_y, head.height = None, 60
        self._tiles = CodeTiles(kit, 62, 4, 14, 20)
        right = column(head, self._tiles, spacing=14, size_hint_x=None, width=690)
        foot.add_widget(left)
        foot.add_widget(right)
        return foot

    def show(self, screen: WallResult) -> None:
        """Show a result."""
        words, result = self._kit.words, screen.result
        self._header.show(screen.header)
        self._state.text = words.joined(
            words("result-of-poll"), words("item", number=result.item_number)
        )
        self._question.text = result.question
        self._question.font_size = 52 if len(result.question) <= MOST_IN_TWO_LINES else 40
        self._bars.show(bars(result.counts, result.rule))
        self._verdict.show(result)
        self._numbers.text = proof(result.rule, result.counts.in_favour).numbers
        self._basis.text = "\n".join(
            (words.rule(result.rule, capital=True), words("basis", citation=result.rule.citation))
        )
        self._flag.text = "" if result.rule.verified else words("basis-unverified")
        self._flag_row.opacity = 0 if result.rule.verified else 1
        self._tiles.show(result.code, differs=result.witness is Witness.DIFFERS)
