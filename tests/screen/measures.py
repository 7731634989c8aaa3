"""Looks over a laid out screen for text that is cut off and touch targets that are too small."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def seen_labels(root: Any) -> Iterator[Any]:
    """Labels with text that nothing around them hides."""
    from kivy.uix.label import Label

    from ui.widgets.letters import Letters

    for widget in root.walk():
        if isinstance(widget, Label | Letters) and widget.text.strip() and _opaque(widget, root):
            yield widget


def cut_off(root: Any) -> list[str]:
    """Labels whose text is larger than their box, or that reach beyond the screen."""
    return [
        f"{label.text!r}: text {tuple(label.texture_size)} in box {tuple(map(round, label.size))}"
        for label in seen_labels(root)
        if label.texture_size[0] > label.width + 1.5
        or label.texture_size[1] > label.height + 1.5
        or _words_lost(label)
    ]


def beyond_the_edge(root: Any) -> list[str]:
    """Labels outside of the window that no scroller can bring in, or outside of their card."""
    return [
        f"{label.text!r} at {tuple(map(round, label.to_window(*label.pos)))}"
        for label in seen_labels(root)
        if not _within(label, root)
    ]


def _within(label: Any, root: Any) -> bool:
    from kivy.uix.scrollview import ScrollView

    left, bottom = label.to_window(*label.pos)
    parent = label.parent
    while parent is not root:
        if isinstance(parent, ScrollView):
            inside = parent.to_window(*parent.pos)[0] - 2
            return bool(left >= inside and left + label.width <= inside + parent.width + 4)
        parent = parent.parent
    right, top = left + label.width, bottom + label.height
    return bool(left >= -1 and bottom >= -1 and right <= root.width + 1 and top <= root.height + 1)


def _words_lost(label: Any) -> bool:
    """Whether the label's whole text needs more height than its fixed box has."""
    from ui.widgets.text import Fit, fits

    if not isinstance(label, Fit) or label.width < 1:
        return False
    return not fits(
        label.text, label.font_name, int(label.font_size), int(label.width), int(label.height) + 1
    )


def small_targets(root: Any, names: list[str]) -> list[str]:
    """Touchable widgets under 52×52."""
    return [
        f"{widget.stable_name}: {tuple(map(round, widget.size))}"
        for widget in root.walk()
        if getattr(widget, "stable_name", "") in names
        and (widget.width < 51.5 or widget.height < 51.5)
    ]


def _opaque(widget: Any, root: Any) -> bool:
    while widget is not root and widget is not None:
        if widget.opacity == 0:
            return False
        widget = widget.parent
    return True
