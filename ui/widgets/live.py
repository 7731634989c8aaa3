"""What moves while all else stands still: painted when the window is drawn, and nothing else with it."""

from __future__ import annotations

from typing import Any, TypeAlias

from kivy.uix.widget import Widget

from ui.kit import Kit

Area: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, width, height, in coordinates of the parent."""


class Live(Widget):
    """A widget that says when it wants to be painted, and is painted when the window is drawn.

    It changes its canvas only in `_paint`, and draws nothing outside itself: then nobody else has to be drawn
    with it.
    """

    def __init__(self, kit: Kit, **options: Any) -> None:
        super().__init__(**options)
        self._kit = kit
        self._painted: Area = (0, 0, 0, 0)

    def ask(self, *_: object) -> None:
        """Something is to be seen that was not painted yet."""
        self._kit.repaint(self)

    def paint(self) -> list[Area]:
        """Bring the canvas up to date; returns where it looks different now."""
        before, self._painted = self._painted, (*self.pos, *self.size)
        self._paint()
        return [before, self._painted]

    def _paint(self) -> None:
        """Draw on the canvas what is to be seen."""
        raise NotImplementedError
