"""A result at a seat: verdict and facts, beside them the delegate's own ballot and the code."""

from __future__ import annotations

from device.screens import PollStage, Result, Witness
from ui.kit import Kit
from ui.viewmodels.rules import bars, thousands
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.bars import ResultBars, vote_color, vote_edge
from ui.widgets.code_tiles import CodeTiles, WitnessLine
from ui.widgets.listing import Scroller
from ui.widgets.outcome import Formula, OutcomeBand
from ui.widgets.surface import Panel, card, column, divider, line_of, row, stack
from ui.widgets.text import Fit, Icon, Text


class OwnBallot(Panel):
    """What the delegate pressed, and that it was counted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=14)
        self._kit = kit
        title = Text(kit, 18, 600, text=kit.words("own-ballot"))
        self._icon = Icon(kit, "check-circle", 36)
        self._word = Fit(kit, 22, 600)
        self._chip = row(
            self._icon,
            self._word,
            padding=(20, 6),
            spacing=16,
            radius=12,
            edge_width=2,
            size_hint_y=None,
            height=kit.tall(72),
        )
        self._counted_icon = Icon(kit, "check-bold", 20, kit.paint.accent)
        self._counted = Text(kit, 16)
        self._receipt = Text(kit, 15, 400, kit.paint.mute)
        counted = line_of(self._counted_icon, self._counted, spacing=12)
        for child in (title, self._chip, counted, self._receipt):
            self.add_widget(child)
        self.bind(minimum_height=self.setter("height"))

    def show(self, result: Result) -> None:
        """Show the own part of a result."""
        paint, words = self._kit.paint, self._kit.words
        choice = result.own_choice
        self._icon.show(CHOICE_ICONS[choice] if choice else "circle-outline")
        self._word.text = words(f"choice-{choice}" if choice else "silent")
        ink = paint.on_vote if choice else paint.mute
        self._icon.color = self._word.color = ink
        fill = vote_color(paint, choice) if choice else paint.ground
        self._chip.dress(fill=fill, edge=vote_edge(paint, choice) if choice else paint.border)
        self._counted_icon.show("check-bold" if result.own_counted else "circle-outline")
        self._counted.text = words("own-counted" if result.own_counted else "own-not-counted")
        receipt = result.own_receipt
        self._receipt.text = words("receipt-line", number=thousands(receipt)) if receipt else ""


class SeatResult(Panel):
    """Two cards and a half in place of the reader."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=16)
        self._kit = kit
        self._state = Text(kit, 15, 600, kit.paint.accent)
        state = line_of(Icon(kit, "vote", 18, kit.paint.accent), self._state, spacing=8)
        self._question = Text(kit, 19, 600)
        self._outcome = OutcomeBand(kit, kit.tall(96), sentence=False)
        self._bars = ResultBars(kit, 16, 14)
        self._bars.size_hint_y, self._bars.height = None, kit.tall(36) * 5
        self._formula = Formula(kit)
        facts = stack(
            state,
            self._question,
            self._outcome,
            self._bars,
            divider(kit),
            self._formula,
            spacing=9,
            padding=(24, 14),
        )
        self.add_widget(card(kit, Scroller(kit, facts)))
        self.add_widget(self._right())

    def _right(self) -> Panel:
        kit = self._kit
        self._own = OwnBallot(kit)
        icon = Icon(kit, "shield-check", 24, kit.paint.accent)
        title = line_of(icon, Text(kit, 18, 600, text=kit.words("check-code")), spacing=12)
        self._tiles = CodeTiles(kit, 32, 2, 10, 14)
        self._tiles.size_hint_y, self._tiles.height = None, kit.tall(154)
        self._witness = WitnessLine(kit)
        own = card(kit, Scroller(kit, stack(self._own, padding=(24, 20))), size_hint_y=0.72)
        code = stack(title, self._tiles, self._witness, spacing=14, padding=(24, 20))
        right = column(own, card(kit, Scroller(kit, code)), spacing=16)
        right.size_hint_x, right.width = None, 344
        return right

    def show(self, result: Result) -> None:
        """Show a result."""
        words = self._kit.words
        announced = result.stage is PollStage.ANNOUNCED
        key = "result-announced" if announced else "result-closed"
        self._state.text = words.joined(words(key), words("item", number=result.item_number))
        self._question.text = result.question
        self._outcome.show(result)
        self._bars.show(bars(result.counts, result.rule))
        self._formula.show(result)
        self._own.show(result)
        self._tiles.show(result.code, differs=result.witness is Witness.DIFFERS)
        self._witness.show(result)
