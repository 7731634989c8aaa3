"""One person's ballot of several rows, put right by the secretary."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from device.screens import BallotOption, Form, Level, NamedRow
from ui.kit import Kit
from ui.viewmodels.ballots import OptionState, rows_of, with_level, with_pick
from ui.widgets.ballot_card import LevelRow, PickRow
from ui.widgets.choice_row import Answer
from ui.widgets.listing import Keyed, Scroller
from ui.widgets.surface import Panel, row, stack
from ui.widgets.text import Fit
from ui.widgets.touchable import SecondaryButton


class AnswerEditor(Panel):
    """Whose ballot it is, its rows, and back to the list."""

    def __init__(
        self, kit: Kit, answer: Callable[[Answer], None], done: Callable[[], None]
    ) -> None:
        super().__init__(orientation="vertical", spacing=8)
        self._kit, self._answer = kit, answer
        self._named = NamedRow("", "", ())
        self._options: tuple[str, ...] = ()
        self._picks = 1
        back = SecondaryButton(
            kit, "correct-back", "chevron-left", kit.words("back"), done, hug=True, height=54
        )
        strike = SecondaryButton(
            kit,
            "correct-strike",
            "close",
            kit.words("strike-out"),
            lambda: answer(()),
            hug=True,
            height=54,
        )
        self._name = Fit(kit, 18, 600)
        rows = stack(spacing=8, padding=(0, 0, 12, 0))
        self._rows: Keyed[tuple[Form, OptionState]] = Keyed(
            rows, lambda shown: (shown[0], shown[1].option), self._make
        )
        self.add_widget(row(back, self._name, strike, spacing=12, size_hint_y=None, height=60))
        self.add_widget(Scroller(kit, rows))

    def _make(self, shown: tuple[Form, OptionState]) -> Panel:
        form, state = shown
        option = state.option
        if form is Form.CONFIDENCE:
            made: Panel = _Levels(self._kit, option, lambda level: self._rate(option, level))
        else:
            made = _Pick(self._kit, option, lambda: self._pick(option))
        return made

    def _pick(self, option: str) -> None:
        self._answer(with_pick(self._named.answer, option, self._options, self._picks))

    def _rate(self, option: str, level: Level) -> None:
        self._answer(with_level(self._named.answer, option, level, self._options))

    def show(
        self, named: NamedRow, form: Form, options: Sequence[BallotOption], picks: int
    ) -> None:
        """Show the ballot of a person."""
        self._named, self._picks = named, picks
        self._options = tuple(option.option for option in options)
        self._name.text = named.name
        self._rows.show([(form, state) for state in rows_of(form, options, named.answer)])


class _Pick(PickRow):
    def show(self, shown: tuple[Form, OptionState]) -> None:  # type: ignore[override]
        super().show(shown[1])


class _Levels(LevelRow):
    def show(self, shown: tuple[Form, OptionState]) -> None:  # type: ignore[override]
        super().show(shown[1])
