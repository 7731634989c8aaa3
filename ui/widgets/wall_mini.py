"""The wall in small: a few strokes that tell its views apart, drawn again only when they change."""

from __future__ import annotations

from collections.abc import Callable

from kivy.graphics import Color, Line, Rectangle, SmoothLine, SmoothRoundedRectangle

from device.screens import ChairScreen
from ui.kit import Kit
from ui.viewmodels.steps import wall_now
from ui.viewmodels.wall_preview import Mini, mini, wall_name
from ui.widgets.bars import vote_color
from ui.widgets.digits import Digits
from ui.widgets.live import Live
from ui.widgets.surface import column, row
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Touchable

ACROSS, DOWN = 128, 72
FULL_TURN = 360


class WallMini(Live):
    """128×72 at scale 1."""

    def __init__(self, kit: Kit, scale: float = 1) -> None:
        super().__init__(
            kit,
            size_hint=(None, None),
            size=(ACROSS * scale, DOWN * scale),
            pos_hint={"center_y": 0.5},
        )
        self._unit = scale
        self._mini = Mini()
        theme_free = kit.theme.px(24) / 24  # the wall does not grow with the console's text
        self._number = Digits(kit, 24 * scale / theme_free, 700)
        self._of = Digits(kit, 15 * scale / theme_free, 600, kit.paint.mute)
        self._icon = Icon(kit, "monitor", 26 * scale, kit.paint.mute, font_size=26 * scale)
        for part in (self._number, self._of):
            self.add_widget(part)
        self.bind(pos=self._place)

    def show(self, face: Mini) -> None:
        """Draw a face; an equal one changes nothing."""
        if face != self._mini:
            self._mini = face
            self._place()

    def _place(self, *_: object) -> None:
        self._write(self._mini)
        self.ask()

    # ── strokes, in pixels of a wall 128 wide ───────────────────────────────────────────────────

    def _paint(self) -> None:
        face = self._mini
        self.canvas.before.clear()
        with self.canvas.before:
            self._frame()
            self._lines(face)
            if face.ring is not None:
                self._ring(face)
            self._bars(face)
            self._cells(face)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        """A place from the top left."""
        return self.x + x * self._unit, self.top - y * self._unit

    def _block(self, x: float, y: float, width: float, height: float, radius: float = 0) -> None:
        """A filled rectangle whose top left corner is at (x, y)."""
        unit = self._unit
        left, bottom = self._at(x, y + height)
        size = (width * unit, height * unit)
        if radius:
            SmoothRoundedRectangle(pos=(left, bottom), size=size, radius=[radius * unit])
        else:
            Rectangle(pos=(left, bottom), size=size)

    def _frame(self) -> None:
        paint = self._kit.paint
        Color(rgba=paint.ground)
        SmoothRoundedRectangle(pos=self.pos, size=self.size, radius=[6])
        Color(rgba=paint.header)
        self._block(1, 1, ACROSS - 2, 10)
        Color(rgba=paint.gold)
        self._block(1, 11, ACROSS - 2, 1)
        Color(rgba=paint.border)
        box = (self.x + 0.5, self.y + 0.5, self.width - 1, self.height - 1, 6)
        SmoothLine(rounded_rectangle=box, width=1)

    def _lines(self, face: Mini) -> None:
        paint, top = self._kit.paint, 21.0
        for number, part in enumerate(face.lines):
            strong = number < face.strong
            Color(rgba=paint.ink if strong else paint.border)
            tall = 6 if strong else 4
            room = ACROSS - 16 - (40 if face.ring is not None else 0)
            self._block(8, top, max(part * (ACROSS - 16), 8) if room > 90 else part * 100, tall, 2)
            top += 11 if strong else 9

    def _ring(self, face: Mini) -> None:
        paint, unit = self._kit.paint, self._unit
        x, y = self._at(ACROSS - 25, 42)
        Color(rgba=paint.line)
        Line(circle=(x, y, 14 * unit), width=2 * unit)
        Color(rgba=paint.warn_line if face.urgent else paint.accent)
        Line(circle=(x, y, 14 * unit, 0, FULL_TURN * (face.ring or 0)), width=2 * unit)

    def _bars(self, face: Mini) -> None:
        for number, (choice, part) in enumerate(face.bars):
            Color(rgba=vote_color(self._kit.paint, choice))
            self._block(8, 24 + 14 * number, max(part * 70, 4), 8, 3)

    def _cells(self, face: Mini) -> None:
        Color(rgba=self._kit.paint.no_vote)
        for number in range(face.cells):
            line, place = divmod(number, 8)
            self._block(9 + place * 14, 22 + line * 15, 10, 10, 2)

    def _write(self, face: Mini) -> None:
        paint, unit = self._kit.paint, self._unit
        self._number.show(face.number)
        self._of.show(f"/{face.of}" if face.of else "", paint.mute)
        lift = 6 if face.lines else 0
        x, y = self._at(9, 42 + lift)
        self._number.pos = (x, y - self._number.height / 2)
        self._of.pos = (x + self._number.width + 2 * unit, y - self._number.height * 0.32)
        if face.icon and self._icon.parent is None:
            self.add_widget(self._icon)
        elif not face.icon and self._icon.parent is not None:
            self.remove_widget(self._icon)
        if face.icon:
            self._icon.show(face.icon)
            beside = bool(face.bars)
            self._icon.center = self._at(ACROSS - 26 if beside else ACROSS / 2, 40 + lift * 1.5)


class WallGlance(Touchable):
    """What the wall shows now; a refusal takes the place of the words until the next command, and so does
    a proposal that waits for the secretary.
    """

    def __init__(self, kit: Kit, open_wall: Callable[[], None]) -> None:
        super().__init__("wall-preview", open_wall, spacing=12, radius=12)
        self._kit = kit
        paint = kit.paint
        self._mini = WallMini(kit, 1 if kit.theme.text_percent == 100 else 0.8)
        self._small = Fit(kit, 15, 400, paint.mute)
        self._large = Fit(kit, 16, 600, size_hint_y=1.15)
        self._mode_icon = Icon(kit, "monitor", 16, paint.mute)
        self._mode = Fit(kit, 15, 400, paint.mute)
        words = column(
            self._small,
            self._large,
            row(self._mode_icon, self._mode, spacing=6),
            size_hint_y=None,
            height=kit.tall(76),
            pos_hint={"center_y": 0.5},
        )
        self.add_widget(self._mini)
        self.add_widget(words)

    def show(self, screen: ChairScreen) -> None:
        """Show the wall, or what is to be told instead."""
        words, paint, wall = self._kit.words, self._kit.paint, screen.wall
        key, values = wall_name(wall.screen, wall.view) if wall else wall_now(screen)
        self._mini.show(mini(wall.screen) if wall else Mini((0.66, 0.52, 0.4)))
        heading, told = self._instead(screen)
        self._large.size_hint_y = 2.2 if told else 1.15  # a refusal is a sentence
        self._small.text = words(heading)
        self._large.text = told or words(key, **values)
        self._large.color = paint.warn if told else paint.ink
        pinned = wall is not None and wall.pinned
        self._mode_icon.show("alert" if told else "pin" if pinned else "monitor")
        self._mode.text = words(key, **values) if told else words(_mode(pinned=pinned))
        color = paint.warn if told else paint.accent if pinned else paint.mute
        self._small.color = paint.warn if told else paint.mute
        self._mode_icon.color = self._mode.color = color

    def _instead(self, screen: ChairScreen) -> tuple[str, str]:
        """The key of a heading, and a sentence where there is one to tell."""
        words = self._kit.words
        if screen.notice:
            return "refused", words.error(screen.notice)
        return ("void-waits", words("void-asked")) if screen.void_waiting else ("wall", "")


def _mode(*, pinned: bool) -> str:
    return "wall-pinned" if pinned else "wall-automatic"
