"""A result at a seat: verdict and facts, beside them the delegate's own ballot and the code."""

from __future__ import annotations

from device.screens import Form, PollStage, Result, Witness
from ui.kit import Kit
from ui.viewmodels.results import facts, option_bars
from ui.viewmodels.votes import KIND_ICONS
from ui.widgets.bars import ResultBars
from ui.widgets.code_tiles import CodeTiles, WitnessLine
from ui.widgets.listing import Scroller, attach
from ui.widgets.option_lines import OptionLines
from ui.widgets.outcome import Formula, OutcomeBand
from ui.widgets.own_ballot import OwnBallot
from ui.widgets.surface import Panel, card, column, divider, line_of, stack
from ui.widgets.text import Icon, Text


def state_words(kit: Kit, result: Result) -> str:
    """Announced or not, how it was taken, which item, and whether it was repeated or corrected."""
    words = kit.words
    announced = result.stage is PollStage.ANNOUNCED
    return words.joined(
        words("result-announced" if announced else "result-closed"),
        words("item", number=result.item_number),
        words(f"kind-{result.kind}"),
        words("repeated") if result.repeats else "",
        words("corrected-times", count=result.corrections) if result.corrections else "",
    )


class SeatResult(Panel):
    """Two cards and a half in place of the reader."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=16)
        self._kit = kit
        self._state = Text(kit, 15, 600, kit.paint.accent)
        self._icon = Icon(kit, "vote", 18, kit.paint.accent, pos_hint={"top": 0.98})
        state = line_of(self._icon, self._state, spacing=8)
        self._question = Text(kit, 19, 600)
        self._package = Text(kit, 15, 400, kit.paint.mute)
        self._outcome = OutcomeBand(kit, kit.tall(108), sentence=False)
        self._options = OptionLines(kit)
        self._bars = ResultBars(kit, 16, 14)
        self._bars.size_hint_y = None
        self._formula = Formula(kit)
        self._facts = stack(
            state,
            self._question,
            self._package,
            self._outcome,
            self._options,
            self._bars,
            divider(kit),
            self._formula,
            spacing=9,
            padding=(24, 14),
        )
        self.add_widget(card(kit, Scroller(kit, self._facts)))
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
        self._icon.show(KIND_ICONS[result.kind])
        self._state.text = state_words(self._kit, result)
        self._question.text = result.question
        package = "; ".join(result.package)
        self._package.text = words("package-of", items=package) if package else ""
        self._outcome.show(result)
        lines = facts(result)
        self._bars.show(lines)
        self._bars.height = self._kit.tall(36) * len(lines)
        motion = result.form is Form.MOTION
        self._options.show(() if motion else option_bars(result))
        attach(self._facts, self._options, wanted=not motion, index=3)
        self._formula.show(result)
        self._own.show(result)
        self._tiles.show(result.code, differs=result.witness is Witness.DIFFERS)
        self._witness.show(result)
