"""What the wall shows: leave it to what happens, pin a view, or go back one."""

from __future__ import annotations

from collections.abc import Callable

from device.intents import TakeStep
from device.screens import ChairScreen, Step, WallView
from ui.kit import Kit
from ui.viewmodels.wall_preview import VIEW_ICONS, Pin, mini, pins, wall_name
from ui.widgets.chips import flow
from ui.widgets.listing import Keyed, Scroller, attach
from ui.widgets.sheets import Hands, Sheet, head
from ui.widgets.surface import column, row, space
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import SecondaryButton, Touchable
from ui.widgets.wall_mini import WallMini

SCALE = 2.4


class ViewKey(Touchable):
    """A view to pin; the pinned one is filled."""

    def __init__(self, kit: Kit, pin: Pin, action: Callable[[], None]) -> None:
        super().__init__(
            f"wall:{pin.view}",
            action,
            radius=14,
            edge_width=2,
            padding=(14, 4),
            spacing=12,
            size_hint=(None, None),
            size=(kit.px(208), max(64, kit.tall(64))),
        )
        self._kit, self._view = kit, pin.view
        self._icon = Icon(kit, VIEW_ICONS[pin.view], 26, kit.paint.accent)
        self._word = Fit(kit, 16, 600, text=kit.words(f"wall-view-{pin.view}"))
        self.add_widget(self._icon)
        self.add_widget(self._word)

    def show(self, shown: tuple[Pin, WallView]) -> None:
        """Show whether it is the pinned one."""
        paint, chosen = self._kit.paint, shown[1] is self._view
        self.dress(
            fill=paint.accent_soft if chosen else paint.card,
            edge=paint.accent if chosen else paint.border,
        )
        ink = paint.accent if chosen else paint.ink
        self._word.color = self._word.disabled_color = ink


class WallSheet(Sheet):
    """The wall at the left, what it could show at the right."""

    def __init__(self, kit: Kit, hands: Hands) -> None:
        super().__init__(kit, orientation="vertical", height=kit.tall(420), spacing=12)
        self._kit, self._hands, self._back_to = kit, hands, WallView.AUTOMATIC
        self._mini = WallMini(kit, SCALE)
        self._mini.pos_hint = {}
        self._name = Text(kit, 18, 600)
        self._mode = Text(kit, 15, 400, kit.paint.mute)
        tall = max(64, kit.tall(64))
        self._follow = SecondaryButton(
            kit, "wall-follow", "refresh", kit.words("wall-follow"), self._follow_again, height=tall
        )
        self._back = SecondaryButton(kit, "wall-back", "undo", "", self._go_back, height=tall)
        self._left = column(self._mini, self._name, self._mode, space(), spacing=6)
        self._left.size_hint_x, self._left.width = None, self._mini.width
        self._ways = row(self._follow, self._back, spacing=12, size_hint_y=None, height=tall)
        keys = flow(spacing=12)
        self._keys: Keyed[tuple[Pin, WallView]] = Keyed(keys, lambda s: s[0].view, self._key)
        pin_title = Fit(kit, 16, 600, text=kit.words("wall-pin"), size_hint_y=None)
        pin_title.height = kit.tall(28)
        right = column(self._ways, pin_title, Scroller(kit, keys), spacing=10)
        self.add_widget(head(kit, Fit(kit, 20, 600, text=kit.words("wall")), hands.close))
        self.add_widget(row(self._left, right, spacing=28))

    def _key(self, shown: tuple[Pin, WallView]) -> ViewKey:
        pin = shown[0]
        taken = TakeStep(Step.PIN_WALL, pin.target, pin.view)
        return ViewKey(self._kit, pin, lambda: self._kit.emit(taken))

    def _follow_again(self) -> None:
        self._kit.emit(TakeStep(Step.FOLLOW_WALL))

    def _go_back(self) -> None:
        self._kit.emit(TakeStep(Step.PIN_WALL, text=self._back_to))

    def show(self, screen: ChairScreen) -> None:
        """Show the wall as it is now."""
        words, wall = self._kit.words, screen.wall
        if wall is None:
            return
        key, values = wall_name(wall.screen, wall.view)
        self._mini.show(mini(wall.screen))
        self._name.text = words(key, **values)
        self._mode.text = words("wall-pinned" if wall.pinned else "wall-automatic")
        self._follow.able(enabled=wall.pinned)
        self._back_to = wall.back or WallView.AUTOMATIC
        attach(self._ways, self._back, wanted=wall.back is not None)
        self._back.show("undo", words("wall-back", view=words(f"wall-view-{self._back_to}")))
        pinned = wall.view if wall.pinned else WallView.AUTOMATIC
        self._keys.show([(pin, pinned) for pin in pins(screen)])
