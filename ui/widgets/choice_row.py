"""A person and the three answers, one of which may be chosen: hands by name, corrections."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from device.screens import Choice, NamedRow
from ui.kit import Kit
from ui.viewmodels.votes import CHOICE_ICONS
from ui.widgets.bars import vote_color, vote_edge
from ui.widgets.surface import NOTHING, Panel
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Touchable

Answer = tuple[str, ...]


class ChoiceKey(Touchable):
    """One answer of one person; touched again it is taken back."""

    def __init__(self, kit: Kit, person: str, choice: Choice, action: Callable[[], None]) -> None:
        super().__init__(
            f"named-{person}-{choice}",
            action,
            radius=12,
            edge_width=2,
            padding=(6, 2),
            spacing=6,
            size_hint=(None, None),
            size=(116, max(54, kit.tall(54))),
            pos_hint={"center_y": 0.5},
        )
        self._kit, self._choice = kit, choice
        self._icon = Icon(kit, CHOICE_ICONS[choice], 22)
        self._word = Fit(kit, 14, 600, text=kit.words(f"choice-{choice}"))
        self.add_widget(self._icon)
        self.add_widget(self._word)

    def show(self, *, chosen: bool) -> None:
        """Filled when it is the one chosen."""
        paint = self._kit.paint
        fill, edge = vote_color(paint, self._choice), vote_edge(paint, self._choice)
        self.dress(fill=fill if chosen else paint.card, edge=edge)
        ink = paint.on_vote if chosen else edge
        for label in (self._icon, self._word):
            label.color = label.disabled_color = ink


class ChoiceRow(Panel):
    """The name at the left, the three answers at the right."""

    def __init__(self, kit: Kit, person: str, answer: Callable[[Answer], None]) -> None:
        super().__init__(
            radius=12,
            edge_width=2,
            padding=(12, 3, 6, 3),
            spacing=8,
            size_hint_y=None,
            height=max(62, kit.tall(62)),
        )
        self._kit, self._answer = kit, answer
        self._now: Answer = ()
        self._name = Fit(kit, 17, 500)
        self.add_widget(self._name)
        self._keys: dict[Choice, ChoiceKey] = {}
        for choice in Choice:
            self._keys[choice] = ChoiceKey(kit, person, choice, partial(self._touched, choice))
            self.add_widget(self._keys[choice])

    def _touched(self, choice: Choice) -> None:
        self._answer(() if self._now == (choice.value,) else (choice.value,))

    def show(self, shown: tuple[NamedRow, bool]) -> None:
        """Show a person and whether the answer was changed."""
        named, changed = shown
        paint = self._kit.paint
        self._now = named.answer
        self.dress(
            fill=paint.accent_soft if changed else paint.ground,
            edge=paint.accent if changed else NOTHING,
        )
        self._name.text = named.name
        for choice, key in self._keys.items():
            key.show(chosen=named.answer == (choice.value,))
