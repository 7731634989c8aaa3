"""How a page is drawn: its pictures in page colours, marks over the text, strokes and hits on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kivy.graphics import Color, InstructionGroup, Line, Rectangle, RenderContext
from kivy.uix.widget import Widget
from msgspec import Struct

from device.pages import WHOLE, Box
from device.screens import NoteKind, NoteRow
from ui.kit import Kit
from ui.theme import Rgba
from ui.viewmodels.viewport import View, common

# White paper becomes the colour it is drawn in and black ink another, shades in between. Ink that stays
# black needs no program of its own, of which each takes a megabyte.
_TONED = """
$HEADER$
uniform vec4 ink_color;
void main(void) {
    vec3 shade = texture2D(texture0, tex_coord0).rgb;
    gl_FragColor = vec4(mix(ink_color.rgb, frag_color.rgb, shade), 1.0);
}
"""
HIT, CURRENT = "hit", "current"  # tones beside the names of note colours


class Drawn(Struct, frozen=True):
    """A picture of a part of the page."""

    texture: Any
    part: Box = WHOLE


class Marks(Struct, frozen=True):
    """What lies on a page: hits of the search, and one's own notes."""

    hits: tuple[Box, ...] = ()
    current: tuple[Box, ...] = ()
    notes: tuple[NoteRow, ...] = ()


NO_MARKS = Marks()


class Sheet(Widget):
    """The page as it is seen through a viewport."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint=(None, None), opacity=0)
        self._kit = kit
        self._pages = _toned(kit.paint.on_page) if kit.paint.dark else InstructionGroup()
        self._markers = InstructionGroup()
        self._over = InstructionGroup()
        for layer in (self._pages, self._markers, self._over):
            self.canvas.add(layer)

    def draw(self, port: View, pictures: Sequence[Drawn], marks: Marks) -> None:
        """Draw everything anew; the texts of marks keep the sharpness of the pictures."""
        for layer in (self._pages, self._markers, self._over):
            layer.clear()
        for picture in pictures:
            self._stamp(self._pages, self._kit.paint.page, picture, picture.part, port)
            for name, box in _marked(marks):
                part = common(box, picture.part)
                if part:
                    self._stamp(self._markers, self._marker(name), picture, part, port)
        for note in marks.notes:
            self._stroke(note, port)
        for box in marks.current:
            x, y, width, height = self._kivy(port.rect(box), port)
            self._line(
                self._kit.paint.on_page, 1.5, rectangle=(x - 2, y - 2, width + 4, height + 4)
            )

    def blank(self, port: View) -> None:
        """The page is not here yet: empty paper where it will be."""
        self.draw(port, [], NO_MARKS)
        x, y, width, height = self._kivy(port.page, port)
        self._over.add(Color(rgba=self._kit.paint.page))
        self._over.add(Rectangle(pos=(x, y), size=(width, height)))

    def stroke(self, points: list[float], colour: str) -> None:
        """The stroke under the finger, in window places."""
        self._line(self._pen(colour), 1.6, points=points)

    def _stamp(self, layer: Any, paper: Rgba, picture: Drawn, part: Box, port: View) -> None:
        """A part of a picture, its white in the colour `paper`."""
        x, y, width, height = self._kivy(port.rect(part), port)
        coords = _coords(picture.texture.tex_coords, picture.part, part)
        layer.add(Color(rgba=paper))
        layer.add(
            Rectangle(texture=picture.texture, pos=(x, y), size=(width, height), tex_coords=coords)
        )

    def _marker(self, name: str) -> Rgba:
        paint = self._kit.paint
        lit = {**paint.notes, HIT: paint.mark, CURRENT: paint.mark_current}
        return lit.get(name, lit["yellow"])

    def _stroke(self, note: NoteRow, port: View) -> None:
        if note.kind is NoteKind.PEN:
            places = [self.window(x, y, port) for x, y in _pairs(note.at)]
            points = [number for place in places for number in place]
            self._line(self._pen(note.colour), 1.6, points=points)
        elif note.kind is NoteKind.UNDERLINE:
            for box in _boxes(note):
                x, y, width, _ = self._kivy(port.rect(box), port)
                self._line(self._pen(note.colour), 1.5, points=[x, y, x + width, y])
        elif note.kind is NoteKind.TEXT:
            x, y = self.window(note.at[0], note.at[1], port)
            self._over.add(Color(rgba=self._kit.paint.notes.get(note.colour, self._kit.paint.mark)))
            self._over.add(Rectangle(pos=(x - 14, y - 14), size=(28, 28)))
            ink = self._kit.paint.on_mark
            self._line(ink, 1, rectangle=(x - 14, y - 14, 28, 28))
            for down in (5, 0, -5):
                self._line(ink, 1, points=[x - 8, y + down, x + 8, y + down])

    def _line(self, color: Rgba, width: float, **shape: Any) -> None:
        self._over.add(Color(rgba=color))
        self._over.add(Line(width=width, joint="round", cap="round", **shape))

    def _pen(self, colour: str) -> Rgba:
        return self._kit.paint.pens.get(colour, self._kit.paint.accent)

    def window(self, x: int, y: int, port: View) -> tuple[float, float]:
        """Where a place of the page is in the window."""
        left, top, _, _ = port.rect((x, y, x, y))
        return self.x + left, self.y + port.height - top

    def _kivy(self, rect: tuple[float, ...], port: View) -> tuple[float, ...]:
        """From the top left of the view to the bottom left of the window."""
        left, top, width, height = rect
        return self.x + left, self.y + port.height - top - height, width, height


def _toned(ink: Rgba) -> Any:
    made = RenderContext(use_parent_modelview=True, use_parent_projection=True, fs=_TONED)
    made["ink_color"] = ink
    return made


def _marked(marks: Marks) -> list[tuple[str, Box]]:
    lit = [n for n in marks.notes if n.kind is NoteKind.HIGHLIGHT]
    return [
        *((note.colour, box) for note in lit for box in _boxes(note)),
        *((HIT, box) for box in marks.hits if box not in marks.current),
        *((CURRENT, box) for box in marks.current),
    ]


def _boxes(note: NoteRow) -> list[Box]:
    numbers = iter(note.at)
    return list(zip(numbers, numbers, numbers, numbers, strict=False))


def _pairs(at: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip(at[::2], at[1::2], strict=False))


def _coords(whole: Sequence[float], of: Box, part: Box) -> list[float]:
    """Texture coordinates of a part of a picture; the first pair of `whole` is its bottom left."""
    u0, v0, u1, v1 = whole[0], whole[1], whole[4], whole[5]
    across, down = of[2] - of[0], of[3] - of[1]
    left, right = (part[0] - of[0]) / across, (part[2] - of[0]) / across
    high, low = (of[3] - part[1]) / down, (of[3] - part[3]) / down
    x0, x1 = u0 + left * (u1 - u0), u0 + right * (u1 - u0)
    y0, y1 = v0 + low * (v1 - v0), v0 + high * (v1 - v0)
    return [x0, y0, x1, y0, x1, y1, x0, y1]
