"""The delegate's own part of a result: what was answered, and that it was counted."""

from __future__ import annotations

from device.screens import PRESSED, Form, Level, Result
from ui.kit import Kit
from ui.viewmodels.rules import thousands
from ui.viewmodels.votes import CHOICE_ICONS, KIND_ICONS, LEVEL_ICONS
from ui.widgets.bars import vote_color, vote_edge
from ui.widgets.surface import Panel, line_of, row, stack
from ui.widgets.text import Fit, Icon, Text


class OwnBallot(Panel):
    """What the delegate answered, and that it was counted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=12)
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
        self._answer = Text(kit, 16, 500)
        self._counted_icon = Icon(kit, "check-bold", 20, kit.paint.accent)
        self._counted = Text(kit, 16)
        self._receipt = Text(kit, 15, 400, kit.paint.mute)
        counted = line_of(self._counted_icon, self._counted, spacing=12)
        for child in (title, self._chip, stack(self._answer), counted, self._receipt):
            self.add_widget(child)
        self.bind(minimum_height=self.setter("height"))

    def show(self, result: Result) -> None:
        """Show the own part of a result."""
        words = self._kit.words
        self._show_chip(result)
        self._answer.text = self._answered(result)
        icon, key = self._verdict(result)
        self._counted_icon.show(icon)
        refused = result.own_refusal
        self._counted.text = words.joined(words(key), words.error(refused) if refused else "")
        receipt = result.own_receipt
        self._receipt.text = words("receipt-line", number=thousands(receipt)) if receipt else ""

    def _verdict(self, result: Result) -> tuple[str, str]:
        if result.own_corrected:
            return "file-document-edit-outline", "own-corrected"
        if result.kind not in PRESSED:
            return KIND_ICONS[result.kind], f"own-{result.kind}"
        if result.own_counted:
            return "check-bold", "own-counted" if not result.own_refusal else "own-counted-before"
        return "circle-outline", "own-not-counted"

    def _show_chip(self, result: Result) -> None:
        paint, words = self._kit.paint, self._kit.words
        choice = result.own_choice
        if choice is not None:
            self._icon.show(CHOICE_ICONS[choice])
            self._word.text = words(f"choice-{choice}")
            ink, fill, edge = paint.on_vote, vote_color(paint, choice), vote_edge(paint, choice)
        elif result.own_answer is not None and result.form is not Form.MOTION:
            self._icon.show("ballot-outline")
            count = len(result.own_answer)
            self._word.text = words(f"answered-{result.form}" if count else "blank", count=count)
            ink, fill, edge = paint.accent, paint.accent_soft, paint.accent
        else:
            pressed = result.kind in PRESSED
            self._icon.show("circle-outline" if pressed else KIND_ICONS[result.kind])
            self._word.text = words("silent" if pressed else f"kind-short-{result.kind}")
            ink, fill, edge = paint.mute, paint.ground, paint.border
        self._icon.color = self._word.color = ink
        self._chip.dress(fill=fill, edge=edge)

    def _answered(self, result: Result) -> str:
        """The names chosen, or the level of each person."""
        answer, words = result.own_answer, self._kit.words
        if not answer or result.form is Form.MOTION:
            return ""
        if result.form is Form.OPTIONS:
            return "\n".join(o.label for o in result.options if o.option in answer)
        known = set(LEVEL_ICONS)
        return "\n".join(
            f"{o.label}: {words(f'level-{level}')}"
            for o, level in zip(result.options, answer, strict=False)
            if Level(level) in known
        )
