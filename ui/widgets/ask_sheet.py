"""A poll on the spot: one touch chooses question and kind, one more opens it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device.screens import ChairScreen, PollKind, Question, Step, StepButton
from ui.kit import Kit
from ui.viewmodels.steps import STEP_ICONS, polls_offered
from ui.viewmodels.votes import KIND_ICONS
from ui.widgets.field import Field, framed
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.sheets import Hands, Sheet
from ui.widgets.surface import Panel, column, line_of, row, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import SecondaryButton, Touchable

Ask = Callable[[str, PollKind], None]
MOST_CHARACTERS = 500  # what the record takes as a question


class KindKey(Touchable):
    """How a question is to be put."""

    def __init__(self, kit: Kit, name: str, kind: PollKind, action: Callable[[], None]) -> None:
        super().__init__(
            name,
            action,
            fill=kit.paint.card,
            edge=kit.paint.border,
            radius=12,
            padding=(14, 2),
            spacing=10,
            size_hint_y=None,
            height=max(56, kit.tall(56)),
        )
        self.add_widget(Icon(kit, KIND_ICONS[kind], 24, kit.paint.accent))
        self.add_widget(Fit(kit, 16, 600, text=kit.words(f"kind-short-{kind}")))


class QuestionRow(Panel):
    """A ready question and the ways to put it."""

    def __init__(self, kit: Kit, ask: Ask) -> None:
        super().__init__(
            orientation="vertical",
            size_hint_y=None,
            radius=14,
            fill=kit.paint.ground,
            padding=(18, 12),
            spacing=10,
        )
        self._kit, self._ask = kit, ask
        self._text = Text(kit, 18, 600)
        keys = line_of(spacing=10)
        self._keys: Keyed[Question] = Keyed(keys, lambda question: question, self._key)
        self.add_widget(self._text)
        self.add_widget(keys)
        self.bind(minimum_height=self.setter("height"))

    def _key(self, question: Question) -> KindKey:
        return _StillKey(
            self._kit,
            f"ask:{question.code}:{question.kind}",
            question.kind,
            lambda: self._ask(self._text.text, question.kind),
        )

    def show(self, asked: tuple[str, tuple[Question, ...]]) -> None:
        """Show a question in words, and its kinds."""
        self._text.text = asked[0]
        self._keys.show(asked[1])


class _StillKey(KindKey):
    def show(self, _question: Question) -> None:
        """Nothing about it ever changes."""


class PreparedPoll(SecondaryButton):
    """A poll of the item that was prepared before the session."""

    def __init__(self, kit: Kit, step: StepButton, take: Callable[[Step, str], None]) -> None:
        super().__init__(
            kit,
            f"step:{step.step}:{step.target}",
            STEP_ICONS[step.step],
            "",
            lambda: take(step.step, step.target),
            soft=True,
            height=max(64, kit.tall(64)),
        )

    def show(self, step: StepButton) -> None:  # type: ignore[override]
        """Show what it asks."""
        words = self._kit.words
        word = words.joined(words(f"step-{step.step}"), step.label)
        super().show(STEP_ICONS[step.step], word, enabled=step.enabled)


class AskSheet(Sheet):
    """Prepared polls, ready questions about the active item, and a field for any other."""

    def __init__(self, kit: Kit, ask: Ask, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", spacing=12)
        self._kit, self._ask = kit, ask
        self._title = Fit(kit, 20, 600, text=kit.words("ask-now-title"))
        shut = SecondaryButton(
            kit, "cancel", "close", kit.words("cancel"), hands.close, hug=True, height=56
        )
        polls = stack(spacing=8)
        self._polls: Keyed[StepButton] = Keyed(
            polls,
            lambda step: (step.step, step.target),
            lambda step: PreparedPoll(kit, step, hands.take),
        )
        asked = stack(spacing=10)
        rows = stack(polls, asked, spacing=10, padding=(0, 0, 14, 0))
        self._rows: Keyed[tuple[str, tuple[Question, ...]]] = Keyed(
            asked, lambda asked: asked[1][0].code, lambda _: QuestionRow(kit, ask)
        )
        hint = kit.words("question-hint")
        self._field = Field(kit, "question-text", hint, multiline=False)
        own = framed(kit, self._field, size_hint_y=None, height=max(58, kit.tall(58)))
        kinds = (PollKind.ROLL_CALL, PollKind.UNNAMED, PollKind.SHOW_OF_HANDS, PollKind.PAPER)
        keys = [KindKey(kit, f"ask-own:{kind}", kind, partial(self._own, kind)) for kind in kinds]
        self._own_keys = keys
        self._field.bind(text=self._written)
        self.add_widget(row(self._title, shut, size_hint_y=None, height=60))
        self.add_widget(Scroller(kit, rows))
        self._own_part = column(own, line_of(*keys, spacing=10), spacing=8, size_hint_y=None)
        self._own_part.height = own.height + keys[0].height + 8
        self._written()

    def _text(self) -> str:
        return str(self._field.text).strip()[:MOST_CHARACTERS]

    def _own(self, kind: PollKind) -> None:
        self._ask(self._text(), kind)

    def _written(self, *_: object) -> None:
        for key in self._own_keys:
            key.able(enabled=bool(self._text()))

    def show(self, screen: ChairScreen) -> None:
        """Show the questions; what is being written stays."""
        if screen.item is None:
            return
        self._polls.show(polls_offered(screen))
        attach(self, self._own_part, wanted=bool(screen.questions))
        codes = dict.fromkeys(question.code for question in screen.questions)
        self._rows.show(
            [
                (
                    self._kit.words(f"question-{code}", title=screen.item.title),
                    tuple(q for q in screen.questions if q.code == code),
                )
                for code in codes
            ]
        )
