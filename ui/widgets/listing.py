"""Lists that change without being rebuilt."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from ui.kit import Kit

Value = TypeVar("Value")


class Keyed(Generic[Value]):
    """Keeps the children of `panel` in step with values: same keys, same widgets."""

    def __init__(
        self, panel: Any, key: Callable[[Value], Hashable], make: Callable[[Value], Any]
    ) -> None:
        self._panel, self._key, self._make = panel, key, make
        self._rows: dict[Hashable, Any] = {}
        self._shown: tuple[Value, ...] | None = None

    def show(self, values: Sequence[Value]) -> None:
        """Show values in order; widgets are made anew only when keys come, go or change places."""
        if tuple(values) == self._shown:
            return
        self._shown = tuple(values)
        keys = [self._key(value) for value in values]
        if keys != list(self._rows):
            made = {
                key: self._rows.get(key) or self._make(v)
                for key, v in zip(keys, values, strict=True)
            }
            self._panel.clear_widgets()
            self._rows = made
            for widget in made.values():
                self._panel.add_widget(widget)
        for key, value in zip(keys, values, strict=True):
            self._rows[key].show(value)

    def widget(self, key: Hashable) -> Any:
        """The widget of a key that is shown."""
        return self._rows[key]


class Scroller(ScrollView):
    """Scrolls one child vertically, with a thin bar in the margin."""

    def __init__(self, kit: Kit, child: Widget, **options: Any) -> None:
        settings: dict[str, Any] = {
            "do_scroll_x": False,
            "bar_width": 5,
            "bar_margin": 3,
            "scroll_type": ["bars", "content"],
        }
        super().__init__(**(settings | options))
        self.bar_color = self.bar_inactive_color = kit.paint.border  # no fading
        self.add_widget(child)

    def bring(self, row: Widget) -> None:
        """Scroll just so far that a row is seen; a list that is seen whole stays as it is."""
        if self.children[0].height > self.height:
            self.scroll_to(row, padding=0, animate=False)


Key = TypeVar("Key", bound=Hashable)


class OnDemand(Generic[Key]):
    """Widgets that are made when they are first needed: most are never seen in a session."""

    def __init__(self, makers: Mapping[Key, Callable[[], Any]]) -> None:
        self._makers = makers
        self._made: dict[Key, Any] = {}

    def __getitem__(self, key: Key) -> Any:
        if key not in self._made:
            self._made[key] = self._makers[key]()
        return self._made[key]

    def made(self, key: Key) -> Any | None:
        """The widget of a key if it was ever needed."""
        return self._made.get(key)


class Slot(Widget):
    """Room for one child out of several, filled by it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.bind(pos=self._place, size=self._place)

    def put(self, child: Widget | None) -> None:
        """Let `child` be the one that is seen; the same child changes nothing."""
        if self.children[:1] == ([] if child is None else [child]):
            return
        self.clear_widgets()
        if child is not None:
            self.add_widget(child)
            self._place()

    def _place(self, *_: object) -> None:
        for child in self.children:
            child.pos, child.size = self.pos, self.size


class Occasional:
    """One widget that comes and goes, made when it is first wanted."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any | None = None

    @property
    def widget(self) -> Any:
        """The widget."""
        if self._made is None:
            self._made = self._make()
        return self._made

    @property
    def seen(self) -> bool:
        """Whether it is in its place now."""
        return self._made is not None and self._made.parent is not None

    def attach(self, parent: Widget, *, wanted: bool, index: int = 0) -> None:
        """Have it in `parent` or not, as `attach` does."""
        if wanted or self._made is not None:
            attach(parent, self.widget, wanted=wanted, index=index)


def attach(parent: Widget, child: Widget, *, wanted: bool, index: int = 0) -> None:
    """Have `child` in `parent` or not; `index` counts from the end of the layout."""
    if wanted and child.parent is None:
        parent.add_widget(child, index=index)
    elif not wanted and child.parent is parent:
        parent.remove_widget(child)
