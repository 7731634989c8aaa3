"""The console with a counted poll: verdict and facts, how they were computed, who confirms them."""

from __future__ import annotations

from device.screens import ChairScreen, Form, PollStage, Result, Witness
from ui.kit import Kit
from ui.viewmodels.results import facts, option_bars, reason
from ui.widgets.bars import ResultBars
from ui.widgets.code_tiles import CodeTiles
from ui.widgets.digits import Digits
from ui.widgets.listing import Scroller, attach
from ui.widgets.option_lines import OptionLines
from ui.widgets.outcome import Basis, OutcomeBand, formula_words
from ui.widgets.surface import Panel, card, column, divider, line_of, row, stack
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import Tag

FEW_LINES = 5  # the facts of a motion; more of them stand closer


class FactsCard(Panel):
    """Verdict, the facts and their sum; for an election or a rating the options above them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        paint = kit.paint
        self._state = Tag(kit)
        self._item = Fit(kit, 15, 400, paint.mute)
        head = row(self._state, self._item, spacing=10, size_hint_y=None, height=kit.tall(34))
        self._question = Text(kit, 20, 600)
        self._package = Text(kit, 15, 400, paint.mute)
        self._outcome = OutcomeBand(kit, kit.tall(124), sentence=True)
        self._options = OptionLines(kit, 18, 12)
        self._bars = ResultBars(kit, 16, 18)
        self._bars.size_hint_y = None
        self._body = stack(
            head,
            self._question,
            self._package,
            self._outcome,
            self._bars,
            divider(kit),
            self._foot(),
            spacing=10,
            padding=(24, 16),
        )
        self.add_widget(card(kit, Scroller(kit, self._body)))

    def _foot(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        label = Fit(kit, 16, 400, paint.mute, kit.words("all-members"))
        tick = Panel(
            fill=paint.ink, size_hint=(None, None), size=(3, 18), pos_hint={"center_y": 0.5}
        )
        self._tick = Run(kit, 15, 400, paint.mute)
        self._members = Digits(kit, 24, 700)
        foot = row(label, tick, self._tick, self._members, spacing=10)
        foot.size_hint_y, foot.height = None, kit.tall(40)
        return foot

    def show(self, result: Result) -> None:
        """Show a result."""
        words = self._kit.words
        announced = result.stage is PollStage.ANNOUNCED
        key = "result-announced" if announced else "closed-unannounced"
        self._state.show("bullhorn" if announced else "lock-outline", words(key))
        self._item.text = words.joined(
            words(f"kind-{result.kind}"),
            words("item", number=result.item_number),
            words("repeated") if result.repeats else "",
            words("corrected-times", count=result.corrections) if result.corrections else "",
        )
        self._question.text = result.question
        package = "; ".join(result.package)
        self._package.text = words("package-of", items=package) if package else ""
        self._outcome.show(result)
        motion = result.form is Form.MOTION
        attach(self._body, self._options, wanted=not motion, index=3)
        self._options.show(() if motion else option_bars(result))
        lines = facts(result)
        self._bars.show(lines)
        self._bars.height = self._kit.tall(46 if len(lines) <= FEW_LINES else 38) * len(lines)
        self._tick.text = words("tick-needed", count=result.rule.needed)
        self._members.show(str(result.counts.members))


class ComputationCard(Panel):
    """The rule, the numbers put into it, and the legal basis."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        paint = kit.paint
        icon = Icon(kit, "scale-balance", 24, paint.accent)
        title = line_of(icon, Text(kit, 18, 600, text=kit.words("computation")), spacing=10)
        self._rule = Text(kit, 15, 400, paint.mute)
        self._formula = Text(kit, 15, 400, paint.mute)
        self._numbers = Text(kit, 28, 700)
        box = stack(
            self._formula, self._numbers, fill=paint.ground, radius=14, padding=(20, 12), spacing=2
        )
        self._margin = Text(kit, 16)
        self._basis = Basis(kit, 16)
        body = stack(
            title,
            self._rule,
            box,
            self._margin,
            divider(kit),
            self._basis,
            spacing=11,
            padding=(24, 18),
        )
        self.add_widget(card(kit, Scroller(kit, body)))

    def show(self, result: Result) -> None:
        """Show how a result was computed."""
        words, rule = self._kit.words, result.rule
        motion = result.form is Form.MOTION
        self._rule.text = words("rule-is", rule=words.rule(rule, form=result.form))
        self._formula.text = words.formula(rule) if motion else words(f"formula-of-{result.form}")
        self._numbers.text = formula_words(self._kit, result)
        self._margin.text = self._why(result)
        self._basis.show(rule)

    def _why(self, result: Result) -> str:
        """How far the count is from what is needed, or why the numbers do not tell the verdict."""
        words, rule, count = self._kit.words, result.rule, result.counts.in_favour
        why = reason(result)
        if why or result.form is not Form.MOTION:
            return words(why) if why else ""
        key = "margin-over" if count >= rule.needed else "margin-under"
        difference = abs(count - rule.needed)
        return words(key, needed=rule.needed, count=count, difference=difference)


class CodeCard(Panel):
    """The check code and how many seats confirm it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_y=None, height=kit.tall(216))
        self._kit = kit
        icon = Icon(kit, "shield-check", 24, kit.paint.accent)
        title = Run(kit, 18, 600, text=kit.words("check-code"))
        self._agree = Fit(kit, 15, 600, kit.paint.accent, halign="right")
        head = row(icon, title, self._agree, spacing=10, size_hint_y=None, height=kit.tall(34))
        self._tiles = CodeTiles(kit, 36, 4, 10, 14)
        hint = Fit(kit, 15, 400, kit.paint.mute, kit.words("check-code-hint"))
        hint.size_hint_y, hint.height = None, kit.tall(36)
        self.add_widget(card(kit, head, self._tiles, hint, padding=(24, 14), spacing=8))

    def show(self, result: Result) -> None:
        """Show the code of a result."""
        words, paint = self._kit.words, self._kit.paint
        differs = result.witness is Witness.DIFFERS
        self._tiles.show(result.code, differs=differs)
        self._agree.text = (
            words("witness-differs")
            if differs
            else words("seats-agree", count=result.seats_agreeing, present=result.seats_present)
        )
        whole = not differs and result.seats_agreeing >= result.seats_present
        self._agree.color = paint.accent if whole else paint.warn


class Counted(Panel):
    """Facts at the left; computation and code at the right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(padding=(20, 16), spacing=16)
        self._facts = FactsCard(kit)
        self._computation = ComputationCard(kit)
        self._code = CodeCard(kit)
        right = column(self._computation, self._code, spacing=16)
        right.size_hint_x, right.width = None, 500
        self.add_widget(self._facts)
        self.add_widget(right)

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen in which a result leads."""
        if screen.result is not None:
            self._facts.show(screen.result)
            self._computation.show(screen.result)
            self._code.show(screen.result)
