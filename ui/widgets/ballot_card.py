"""The list of a ballot in the middle of a seat: options to choose, persons to rate, items of a package."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kivy.uix.gridlayout import GridLayout

from device.intents import SetLevel, TogglePick
from device.screens import PRESSED, Ballot, Form, Level
from ui.kit import Kit
from ui.viewmodels.ballots import TWO_COLUMNS_FROM, OptionState, option_states
from ui.viewmodels.votes import KIND_ICONS, LEVEL_CHOICES, LEVEL_ICONS
from ui.widgets.bars import vote_color, vote_edge
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.surface import Panel, card, row
from ui.widgets.text import Fit, Icon, Run
from ui.widgets.touchable import Tag, Touchable

ROW = 68


class PickRow(Touchable):
    """An option with a box that is ticked."""

    def __init__(self, kit: Kit, option: str, action: Callable[[], None]) -> None:
        super().__init__(
            f"pick-{option}",
            action,
            radius=12,
            edge_width=2,
            padding=(18, 4),
            spacing=14,
            size_hint_y=None,
            height=kit.tall(ROW),
        )
        self._kit = kit
        self._icon = Icon(kit, "checkbox-blank-outline", 34)
        self._label = Fit(kit, 20, 600)
        self._votes = Run(kit, 22, 700)
        for child in (self._icon, self._label, self._votes):
            self.add_widget(child)

    def show(self, state: OptionState) -> None:
        """Show an option: ticked ones are filled, others outlined."""
        paint = self._kit.paint
        self.dress(
            fill=paint.accent_soft if state.picked else paint.card,
            edge=paint.accent if state.picked else paint.border if state.enabled else paint.line,
        )
        self._icon.show("checkbox-marked" if state.picked else "checkbox-blank-outline")
        self._icon.color = paint.accent if state.picked else paint.border
        self._icon.disabled_color = self._icon.color
        self._label.text = state.label
        quiet = not state.enabled and not state.picked
        self._label.color = self._label.disabled_color = paint.mute if quiet else paint.ink
        self._votes.text = str(state.votes[0]) if state.votes else ""
        self.able(enabled=state.enabled)


class LevelKey(Touchable):
    """One of the three levels for one person."""

    def __init__(self, kit: Kit, option: str, level: Level, action: Callable[[], None]) -> None:
        super().__init__(
            f"level-{option}-{level}",
            action,
            radius=12,
            edge_width=2,
            padding=(12, 2),
            spacing=8,
            size_hint_y=None,
            height=max(52, kit.tall(54)),
            pos_hint={"center_y": 0.5},
        )
        self._kit, self._level = kit, level
        self._icon = Icon(kit, LEVEL_ICONS[level], 22)
        self._word = Fit(kit, 16, 600, text=kit.words(f"level-{level}"))
        self.add_widget(self._icon)
        self.add_widget(self._word)

    def show(self, state: OptionState) -> None:
        """Filled when it is the one chosen."""
        paint, choice = self._kit.paint, LEVEL_CHOICES[self._level]
        chosen = state.level is self._level
        free = state.enabled
        self.dress(
            fill=vote_color(paint, choice) if chosen else paint.card,
            edge=vote_edge(paint, choice) if free or chosen else paint.line,
        )
        ink = paint.on_vote if chosen else vote_edge(paint, choice) if free else paint.mute
        for label in (self._icon, self._word):
            label.color = label.disabled_color = ink
        self.able(enabled=free)


class LevelRow(Panel):
    """A person and three levels."""

    def __init__(self, kit: Kit, option: str, choose: Callable[[Level], None]) -> None:
        super().__init__(
            radius=12,
            fill=kit.paint.ground,
            padding=(18, 6, 8, 6),
            spacing=10,
            size_hint_y=None,
            height=max(64, kit.tall(ROW)),
        )
        self._label = Fit(kit, 19, 600)
        self.add_widget(self._label)
        self._keys = []
        for level in Level:
            key = LevelKey(kit, option, level, partial(choose, level))
            key.size_hint_x, key.width = None, 164
            self._keys.append(key)
            self.add_widget(key)

    def show(self, state: OptionState) -> None:
        """Show a person."""
        self._label.text = state.label
        for key in self._keys:
            key.show(state)


class ItemRow(Panel):
    """An item of a package, or an option that is not chosen here."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            radius=12,
            fill=kit.paint.ground,
            padding=(18, 6),
            spacing=14,
            size_hint_y=None,
            height=kit.tall(ROW),
        )
        self._number = Fit(
            kit, 18, 600, kit.paint.accent, halign="center", size_hint_x=None, width=40
        )
        self._title = Fit(kit, 19, 500)
        self.add_widget(self._number)
        self.add_widget(self._title)

    def show(self, numbered: tuple[int, str]) -> None:
        """Show a number and a title."""
        number, self._title.text = numbered
        self._number.text = str(number)


class BallotCard(Panel):
    """A heading with what is asked for, and the rows."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        paint = kit.paint
        self._icon = Icon(kit, "vote", 26, paint.accent)
        self._title = Fit(kit, 20, 600)
        self._kind = Tag(kit, 14)
        self._head = row(
            self._icon, self._title, self._kind, spacing=12, size_hint_y=None, height=kit.tall(44)
        )
        self._hint = Fit(kit, 16, 400, paint.mute, size_hint_y=None, height=kit.tall(30))
        grid = GridLayout(cols=1, spacing=10, size_hint_y=None, padding=(0, 0, 14, 4))
        grid.bind(minimum_height=grid.setter("height"))
        self._grid = grid
        self._picks: Keyed[OptionState] = Keyed(grid, lambda o: ("pick", o.option), self._pick)
        self._levels: Keyed[OptionState] = Keyed(grid, lambda o: ("level", o.option), self._level)
        self._items: Keyed[tuple[int, str]] = Keyed(grid, lambda i: i, lambda _: ItemRow(kit))
        self._shown: Any = self._picks
        scroller = Scroller(kit, grid)
        self._card = card(
            kit, self._head, self._hint, scroller, padding=(24, 14, 10, 12), spacing=8
        )
        self.add_widget(self._card)

    def _pick(self, state: OptionState) -> PickRow:
        kit, option = self._kit, state.option
        return PickRow(kit, option, lambda: kit.emit(TogglePick(option)))

    def _level(self, state: OptionState) -> LevelRow:
        kit, option = self._kit, state.option
        return LevelRow(kit, option, lambda level: kit.emit(SetLevel(option, level)))

    def show(self, ballot: Ballot) -> None:
        """Show the list of a ballot."""
        words = self._kit.words
        pressed = ballot.kind in PRESSED
        count = len(ballot.options) or len(ballot.package)
        self._icon.show(KIND_ICONS[ballot.kind])
        self._title.text = words(
            f"ballot-title-{'package' if ballot.package else ballot.form}",
            picks=ballot.picks,
            count=count,
        )
        self._kind.show(KIND_ICONS[ballot.kind], words(f"kind-{ballot.kind}"))
        key = "package" if ballot.package else ballot.form if pressed else "unpressed"
        self._hint.text = words(f"ballot-hint-{key}")
        attach(self._card, self._hint, wanted=pressed or bool(ballot.package), index=1)
        self._show_rows(ballot, pressed=pressed)

    def _show_rows(self, ballot: Ballot, *, pressed: bool) -> None:
        states = option_states(ballot)
        picking = ballot.form is Form.OPTIONS and pressed
        two = ballot.form is not Form.CONFIDENCE and len(states) >= TWO_COLUMNS_FROM
        self._grid.cols = 2 if two else 1
        titles = ballot.package or tuple(state.label for state in states)
        if ballot.form is Form.CONFIDENCE and pressed:
            self._fill(self._levels, states)
        elif picking:
            self._fill(self._picks, states)
        else:
            self._fill(self._items, tuple(enumerate(titles, start=1)))

    def _fill(self, rows: Any, values: Any) -> None:
        """Show one of the three kinds of rows, without those of another poll."""
        if rows is not self._shown:
            self._shown.show(())
            self._shown = rows
        rows.show(values)
