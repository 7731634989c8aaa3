"""Everything a finger may touch. Each has a stable name, unique among what is visible."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.theme import Rgba, font_file
from ui.widgets.surface import Panel
from ui.widgets.text import Fit, Icon, Run, text_width

PRESSED_OPACITY = 0.82


class Touchable(ButtonBehavior, Panel):
    """A panel that calls `action` when it is touched and let go inside."""

    def __init__(
        self, stable_name: str, action: Callable[[], None], *children: Widget, **options: Any
    ) -> None:
        super().__init__(**options)
        for child in children:
            self.add_widget(child)
        self.stable_name = stable_name
        self.action = action
        self.bind(state=self._answer)

    def on_release(self) -> None:
        """Do it."""
        self.action()

    def _answer(self, *_: object) -> None:
        self.opacity = PRESSED_OPACITY if self.state == "down" else 1

    def able(self, *, enabled: bool) -> None:
        """Enable or disable; a disabled one takes no touch."""
        self.disabled = not enabled


class IconButton(Touchable):
    """A square of 52 pixels with one icon."""

    def __init__(
        self, kit: Kit, stable_name: str, name: str, action: Callable[[], None], **options: Any
    ) -> None:
        settings: dict[str, Any] = {
            "size_hint": (None, None),
            "size": (52, 52),
            "radius": 12,
            "padding": 6,
            "pos_hint": {"center_y": 0.5},
        }
        super().__init__(stable_name, action, **(settings | options))
        self._kit = kit
        self._icon = Icon(kit, name, 26, kit.paint.ink, size_hint=(1, 1))
        self.add_widget(self._icon)

    def show(self, name: str) -> None:
        """Change the picture."""
        self._icon.show(name)

    def able(self, *, enabled: bool) -> None:
        """Enable or grey out."""
        super().able(enabled=enabled)
        self._icon.disabled_color = self._kit.paint.border


class SecondaryButton(Touchable):
    """Icon and word on a card, with an edge: everything that is not the next step."""

    def __init__(
        self,
        kit: Kit,
        stable_name: str,
        name: str,
        word: str,
        action: Callable[[], None],
        *,
        soft: bool = False,
        hug: bool = False,
        **options: Any,
    ) -> None:
        paint = kit.paint
        ground = {"fill": paint.accent_soft} if soft else {"fill": paint.card, "edge": paint.border}
        settings: dict[str, Any] = ground | {
            "radius": 14,
            "padding": (14, 4),
            "spacing": 10,
            "size_hint_y": None,
            "height": kit.tall(72),
            "pos_hint": {"center_y": 0.5},
        }
        super().__init__(stable_name, action, **(settings | options))
        self._kit, self._color = kit, paint.accent if soft else paint.ink
        if hug:
            self.size_hint_x = None
            self.width = self._hugging_width(word)
        self._icon = Icon(kit, name, 24, self._color)
        self._word = Fit(kit, 17, 600, self._color, word)
        for label in (self._icon, self._word):
            label.disabled_color = paint.border
            self.add_widget(label)

    def _hugging_width(self, word: str) -> float:
        """Wide enough for a short word on one line, a longer one wraps."""
        size = self._kit.px(17)
        return min(text_width(word, font_file(600), size) + self._kit.px(24) + 42, 220)

    def show(self, name: str, word: str, *, enabled: bool = True) -> None:
        """Change icon, word and whether it can be touched."""
        self._icon.show(name)
        self._word.text = word
        self.able(enabled=enabled)


class NextStepButton(Touchable):
    """The one blue button of a screen: what comes next, and above it what that ends."""

    def __init__(
        self, kit: Kit, stable_name: str, action: Callable[[], None], **options: Any
    ) -> None:
        settings: dict[str, Any] = {
            "fill": kit.paint.accent,
            "radius": 14,
            "padding": (25, 8),
            "spacing": 12,
            "size_hint": (None, None),
            "size": (352, kit.tall(80)),
            "pos_hint": {"center_y": 0.5},
        }
        super().__init__(stable_name, action, **(settings | options))
        self._kit = kit
        self._small = Fit(kit, 15, color=kit.paint.on_accent_2, valign="bottom", size_hint_y=0.4)
        self._word = Fit(kit, 21, 600, kit.paint.on_accent, valign="middle", size_hint_y=0.6)
        self._words = Panel(orientation="vertical")
        self._icon = Icon(kit, "arrow-right", 30, kit.paint.on_accent)
        self._words.add_widget(self._small)
        self._words.add_widget(self._word)
        self.add_widget(self._words)
        self.add_widget(self._icon)

    def show(self, small: str, word: str, name: str, *, enabled: bool) -> None:
        """Change the words, the icon and whether it can be touched."""
        paint = self._kit.paint
        self.able(enabled=enabled)
        self.dress(fill=paint.accent if enabled else paint.idle)
        color = paint.on_accent if enabled else paint.on_idle
        self._small.color = paint.on_accent_2 if enabled else paint.on_idle
        self._small.size_hint_y = 0.4 if small else 0.001
        self._small.text, self._word.text = small, word
        self._word.color = self._icon.color = color
        for label in (self._small, self._word, self._icon):
            label.disabled_color = paint.on_idle
        self._icon.show(name)


class MainButton(Touchable):
    """Icon and word in the middle of one filled button."""

    def __init__(
        self, kit: Kit, stable_name: str, action: Callable[[], None], **options: Any
    ) -> None:
        settings: dict[str, Any] = {
            "fill": kit.paint.accent,
            "radius": 14,
            "padding": (16, 8),
            "spacing": 14,
            "size_hint": (None, None),
            "size": (352, kit.tall(80)),
            "pos_hint": {"center_y": 0.5},
        }
        super().__init__(stable_name, action, **(settings | options))
        self._kit = kit
        self._icon = Icon(kit, "arrow-right", 28, kit.paint.on_accent)
        self._word = Run(kit, 21, 600, kit.paint.on_accent, widest=self.width - 100)
        for child in (Widget(), self._icon, self._word, Widget()):
            self.add_widget(child)
        self.bind(width=lambda _, width: self._word.limit(width - 100))

    def show(
        self,
        name: str,
        word: str,
        *,
        enabled: bool = True,
        fill: Rgba | None = None,
        ink: Rgba | None = None,
    ) -> None:
        """Change icon, word and ground; a disabled button is grey."""
        paint = self._kit.paint
        self.able(enabled=enabled)
        self.dress(fill=(fill or paint.accent) if enabled else paint.idle)
        color = (ink or paint.on_accent) if enabled else paint.on_idle
        self._icon.show(name)
        self._word.text = word
        self._icon.color = self._word.color = color


class Tag(Panel):
    """A pill with an icon and a word, as wide as they are."""

    def __init__(
        self, kit: Kit, size: float = 15, fill: Rgba | None = None, **options: Any
    ) -> None:
        height = kit.px(size) * 2.1
        settings: dict[str, Any] = {
            "fill": kit.paint.accent_soft if fill is None else fill,
            "radius": height / 2,
            "padding": (height * 0.36, 0),
            "spacing": height * 0.2,
            "size_hint": (None, None),
            "height": height,
            "pos_hint": {"center_y": 0.5},
        }
        super().__init__(**(settings | options))
        self._icon = Icon(kit, "vote", size * 1.25, kit.paint.accent)
        self._word = Run(kit, size, 600, kit.paint.accent)
        self.add_widget(self._icon)
        self.add_widget(self._word)
        self.bind(minimum_width=self.setter("width"))

    def show(self, name: str, word: str, ink: Rgba | None = None, fill: Rgba | None = None) -> None:
        """Change icon, word and colours."""
        self._icon.show(name)
        self._word.text = word
        if ink:
            self._icon.color = self._word.color = ink
        self.dress(fill=fill)
