"""The wall with an announced result: facts at the left, verdict at the right, proof at the foot."""

from __future__ import annotations

from device.screens import Form, Result, WallResult, Witness
from ui.kit import Kit
from ui.viewmodels.results import OUTCOME_ICONS, facts, headline, option_bars
from ui.widgets.bars import ResultBars
from ui.widgets.code_tiles import CodeTiles
from ui.widgets.digits import Ratio
from ui.widgets.header import WallHeader
from ui.widgets.listing import Slot
from ui.widgets.outcome import outcome_look, outcome_word, share_words
from ui.widgets.surface import Panel, card, column, row
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.wall import MARGIN, Strip
from ui.widgets.wall_options import WallOptions
from ui.widgets.wall_proof import WallProof

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
        self._share = Fit(kit, 44, 400, size_hint_y=None, height=110, valign="top")
        self.add_widget(row(self._seal, self._word, spacing=28))
        self.add_widget(row(self._count, size_hint_y=None, height=136))
        self.add_widget(self._share)

    def show(self, result: Result) -> None:
        """Show the verdict of a result."""
        paint, words = self._kit.paint, self._kit.words
        fill, edge, seal, ink, second = outcome_look(paint, result.outcome)
        self.dress(fill=fill, edge=edge)
        self._seal.show(OUTCOME_ICONS[result.outcome])
        self._seal.color = seal
        self._word.text = outcome_word(self._kit, result)
        self._word.color = self._share.color = ink
        line = headline(result)
        self._count.show(line.count, line.base, ink, second)
        motion = result.form is Form.MOTION
        needed = words("needed", count=result.rule.needed) if motion else ""
        self._share.text = words.joined(share_words(self._kit, result, short=True), needed)


class WallResultScreen(Panel):
    """Everything a doubter needs to see, from 15 metres."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._state = Fit(kit, 40, 600, paint.accent)
        state = row(Icon(kit, "vote", 44, paint.accent), self._state, spacing=16)
        state.size_hint_y, state.height = None, 56
        self._question = Text(kit, 52, 600)
        self._bars = ResultBars(kit, 44, 52)
        self._options = WallOptions(kit)
        self._facts = Slot()
        self._verdict = Verdict(kit)
        facts = card(kit, self._facts, radius=28, padding=(48, 24))
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
        foot = Strip(kit, 256)
        self._proof = WallProof(kit, 62)
        label = Fit(kit, 38, 400, paint.mute, kit.words("check-code"))
        head = row(Icon(kit, "shield-check", 42, paint.accent), label, spacing=14)
        head.size_hint_y, head.height = None, 60
        self._tiles = CodeTiles(kit, 62, 4, 14, 20)
        right = column(head, self._tiles, spacing=14, size_hint_x=None, width=690)
        foot.add_widget(self._proof)
        foot.add_widget(right)
        return foot

    def show(self, screen: WallResult) -> None:
        """Show a result."""
        words, result = self._kit.words, screen.result
        self._header.show(screen.header)
        self._state.text = words.joined(
            words("result-of-poll"),
            words("item", number=result.item_number),
            words(f"kind-{result.kind}"),
            words("repeated") if result.repeats else "",
            words("corrected-times", count=result.corrections) if result.corrections else "",
        )
        self._question.text = result.question
        self._question.font_size = 52 if len(result.question) <= MOST_IN_TWO_LINES else 40
        self._show_facts(result)
        self._verdict.show(result)
        self._proof.show(result)
        self._tiles.show(result.code, differs=result.witness is Witness.DIFFERS)

    def _show_facts(self, result: Result) -> None:
        """Five facts and what else is not zero; or the options of an election or a rating."""
        if result.form is Form.MOTION:
            self._bars.show(facts(result))
            self._facts.put(self._bars)
        else:
            self._options.show(option_bars(result), facts(result))
            self._facts.put(self._options)
