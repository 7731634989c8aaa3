"""The quorum lamp: how many are here, of how many, and whether that is enough."""

from __future__ import annotations

from device.screens import Quorum
from ui.kit import Kit
from ui.viewmodels.seat import quorum_icon
from ui.widgets.surface import Panel, column
from ui.widgets.text import Fit, Icon


class QuorumLamp(Panel):
    """A tile: accent when there is a quorum, amber when there is none."""

    def __init__(self, kit: Kit, size: float = 15) -> None:
        super().__init__(
            radius=10,
            padding=(14, 4),
            spacing=14,
            size_hint_y=None,
            height=size * 3.5 + (kit.px(size) - size) * 5,
            pos_hint={"center_y": 0.5},
        )
        self._kit = kit
        side = kit.tall(size * 1.8)
        self._icon = Icon(kit, "check-bold", size, size_hint=(1, 1))
        self._disc = Panel(
            self._icon,
            radius=side / 2,
            edge_width=3,
            size_hint=(None, None),
            size=(side, side),
            pos_hint={"center_y": 0.5},
        )
        share = 1.15 if kit.theme.text_percent == 100 else 1.7  # larger words take two lines
        self._state = Fit(kit, size, 600, valign="bottom", size_hint_y=share)
        self._needed = Fit(kit, size - 1, 400, kit.paint.mute, valign="top")
        self.add_widget(self._disc)
        self.add_widget(column(self._state, self._needed))

    def show(self, quorum: Quorum, second_line: str) -> None:
        """Show the state of the quorum and a line of numbers."""
        paint = self._kit.paint
        met = quorum is Quorum.MET
        self.dress(fill=paint.accent_soft if met else paint.warn_soft)
        self._disc.dress(
            fill=paint.accent if met else paint.warn,
            edge=paint.accent_halo if met else paint.warn_line,
        )
        self._icon.show(quorum_icon(quorum))
        self._icon.color = paint.on_accent if met else paint.on_warn
        self._state.text = self._kit.words(f"quorum-{quorum}")
        self._state.color = paint.accent if met else paint.warn
        self._needed.text = second_line
