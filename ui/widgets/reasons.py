"""Why something is done: ready phrases to touch, and a field for any other reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ui.kit import Kit
from ui.widgets.field import Field, framed
from ui.widgets.listing import attach
from ui.widgets.surface import Panel, stack
from ui.widgets.text import Fit
from ui.widgets.touchable import Touchable

MOST_CHARACTERS = 1000  # what the record takes as a reason


class Phrase(Touchable):
    """A ready reason; the one that stands in the field is filled."""

    def __init__(self, kit: Kit, name: str, text: str, action: Callable[[], None]) -> None:
        super().__init__(
            name,
            action,
            radius=12,
            edge_width=2,
            padding=(14, 2),
            size_hint_y=None,
            height=max(54, kit.tall(54)),
        )
        self._kit, self.text = kit, text
        self._label = Fit(kit, 16, 500, text=text)
        self.add_widget(self._label)

    def show(self, *, chosen: bool) -> None:
        """Filled or outlined."""
        paint = self._kit.paint
        self.dress(
            fill=paint.accent_soft if chosen else paint.card,
            edge=paint.accent if chosen else paint.border,
        )
        self._label.color = self._label.disabled_color = paint.accent if chosen else paint.ink


class Reasons(Panel):
    """Phrases one under the other, below them the field. `changed` gets every new text."""

    def __init__(
        self, kit: Kit, name: str, phrases: Sequence[str], changed: Callable[[str], None]
    ) -> None:
        super().__init__(orientation="vertical", spacing=8)
        self._changed, self._quiet = changed, False
        self._phrases = [
            Phrase(kit, f"{name}-{number}", kit.words(key), partial(self._take, kit.words(key)))
            for number, key in enumerate(phrases, start=1)
        ]
        self.field = Field(kit, f"{name}-text", kit.words("reason-hint"), 17)
        self.field.bind(text=self._written)
        self._ready = stack(*self._phrases, spacing=8)
        self.add_widget(self._ready)
        self.add_widget(framed(kit, self.field))
        self.field.bind(focus=self._make_room)
        self.show("")

    @property
    def text(self) -> str:
        """The reason as it stands, without blanks around it."""
        return str(self.field.text).strip()[:MOST_CHARACTERS]

    def _take(self, text: str) -> None:
        self.field.text = text

    def _written(self, *_: object) -> None:
        self._mark()
        if not self._quiet:
            self._changed(self.text)

    def _make_room(self, *_: object) -> None:
        """Who writes needs the keyboard and the field, no ready phrases."""
        attach(self, self._ready, wanted=not self.field.focus, index=1)

    def _mark(self) -> None:
        for phrase in self._phrases:
            phrase.show(chosen=phrase.text == self.text)

    def show(self, reason: str) -> None:
        """Show a reason; one that is being written keeps its cursor."""
        if reason != self.text:
            self._quiet = True
            self.field.text = reason
            self._quiet = False
        self._mark()
