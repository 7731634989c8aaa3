"""The ring of a clock, drawn by a small shader so that its edge is smooth at any size."""

from __future__ import annotations

from math import cos, pi, sin, tau

from kivy.animation import Animation
from kivy.graphics import Color, Mesh, Rectangle, RenderContext
from kivy.properties import NumericProperty
from kivy.uix.floatlayout import FloatLayout
from msgspec import Struct
from msgspec.structs import replace

from ui.kit import Kit
from ui.theme import Rgba
from ui.viewmodels.clocks import ClockFace, Mood
from ui.widgets.digits import Digits
from ui.widgets.live import Area, Live
from ui.widgets.surface import NOTHING
from ui.widgets.text import Fit, Icon

_ARC = """
$HEADER$
uniform float radius;
uniform float thickness;
uniform float sweep;
uniform vec4 track_color;
uniform vec4 arc_color;
uniform vec4 disc_color;
uniform vec2 extent;
const float TAU = 6.2831853;

float cap(vec2 point, float angle) {
    return length(point - radius * vec2(sin(angle), cos(angle))) - thickness / 2.0;
}

void main(void) {
    vec2 point = (tex_coord0 - 0.5) * vec2(extent.x, -extent.y);
    float band = abs(length(point) - radius) - thickness / 2.0;
    float turn = mod(atan(point.x, point.y) + TAU, TAU);
    float arc = turn <= sweep ? band : min(cap(point, 0.0), cap(point, sweep));
    float disc = length(point) - radius;
    vec3 ground = disc_color.a > 0.0 ? disc_color.rgb : track_color.rgb;
    vec4 color = vec4(ground, disc_color.a * clamp(0.5 - disc, 0.0, 1.0));
    float on_track = track_color.a * clamp(0.5 - band, 0.0, 1.0);
    color = mix(color, vec4(track_color.rgb, 1.0), on_track);
    float on_arc = sweep > 0.0 ? clamp(0.5 - arc, 0.0, 1.0) : 0.0;
    gl_FragColor = mix(color, vec4(arc_color.rgb, 1.0), on_arc);
}
"""


class Look(Struct, frozen=True):
    """How an arc looks: its end in radians, its colour, and the colour of a disc under it, if any."""

    sweep: float
    arc: Rgba
    disc: Rgba


SIDES = 48  # of the band that is drawn instead of the whole square while no disc is filled


class Arc(Live):
    """A track and on it an arc that starts at 12 o'clock; it runs down clockwise."""

    pulse = NumericProperty(1.0)

    def __init__(self, kit: Kit, diameter: float, thickness: float, **options: object) -> None:
        super().__init__(kit, size_hint=(None, None), size=(diameter, diameter), **options)
        self._thickness = thickness
        self._look = Look(0.0, kit.paint.line, NOTHING)
        self._drawn: tuple[Look, Area, float] | None = None
        self.canvas = RenderContext(use_parent_modelview=True, use_parent_projection=True, fs=_ARC)
        with self.canvas:
            Color(1, 1, 1, 1)
            self._quad = Rectangle()
            self._band = Mesh(mode="triangle_strip", indices=range(2 * SIDES + 2))
        self.bind(pos=self.ask, size=self.ask, pulse=self.ask)
        self.ask()

    def show(self, fraction: float, arc: Rgba, disc: Rgba) -> None:
        """Draw `fraction` of the whole turn in `arc` on a filled `disc`."""
        look = Look(tau * min(max(fraction, 0.0), 1.0), arc, disc)
        if look != self._look:
            self._look = look
            self.ask()

    def paint(self) -> list[Area]:
        """A second later only the end of the arc looks different."""
        drawn, look = self._drawn, self._look
        everywhere = super().paint()
        self._drawn = (look, self._painted, self.pulse)
        if drawn is None or drawn != (replace(look, sweep=drawn[0].sweep), *self._drawn[1:]):
            return everywhere
        return [self._between(drawn[0].sweep, look.sweep)]

    def _between(self, one: float, other: float) -> Area:
        """Where the arc ends at one of two angles or passes between them."""
        first, last = sorted((one, other))
        quarters = [n * pi / 2 for n in range(5) if first < n * pi / 2 < last]
        radius, reach = self.width / 2 - self._thickness / 2, self._thickness / 2 + 2
        ends = [(radius * sin(turn), radius * cos(turn)) for turn in (first, *quarters, last)]
        left, right = (pick(x for x, _ in ends) for pick in (min, max))
        low, high = (pick(y for _, y in ends) for pick in (min, max))
        x, y = self.center_x + left - reach, self.center_y + low - reach
        return x, y, right - left + 2 * reach, high - low + 2 * reach

    def _paint(self) -> None:
        look, outer = self._look, min(self.width, self.height) / 2 * self.pulse
        filled = bool(look.disc[3])
        self._quad.pos = self.pos
        self._quad.size = self.size if filled else (0, 0)
        self._band.vertices = [] if filled else self._band_vertices()
        colors = {"track": self._kit.paint.line, "arc": look.arc, "disc": look.disc}
        for name, color in colors.items():
            self.canvas[f"{name}_color"] = tuple(float(part) for part in color)
        self.canvas["sweep"] = float(look.sweep)
        self.canvas["extent"] = (float(self.width), float(self.height))
        self.canvas["thickness"] = float(self._thickness)
        self.canvas["radius"] = float(outer - self._thickness / 2 - 0.5)
        self.canvas.ask_update()

    def _band_vertices(self) -> list[float]:
        """A polygon around track and arc: the shader has nothing to do elsewhere."""
        half = min(self.width, self.height) / 2
        edges = (half / cos(pi / SIDES) + 1, half - self._thickness - 2)
        middle_x, middle_y = self.x + self.width / 2, self.y + self.height / 2
        vertices: list[float] = []
        for step in range(SIDES + 1):
            turn = tau * step / SIDES
            for radius in edges:
                x, y = radius * cos(turn), radius * sin(turn)
                shade = (0.5 + x / max(self.width, 1), 0.5 - y / max(self.height, 1))
                vertices += [middle_x + x, middle_y + y, *shade]
        return vertices


class CountdownRing(FloatLayout):
    """A clock face: ring, digits and a word or two below them."""

    def __init__(
        self,
        kit: Kit,
        diameter: float,
        thickness: float,
        size: float,
        word_size: float,
        *,
        grows: bool = True,
    ) -> None:
        diameter = kit.tall(diameter) if grows else diameter
        super().__init__(size_hint=(None, None), size=(diameter, diameter))
        self._kit = kit
        self.pos_hint = {"center_x": 0.5, "center_y": 0.5}
        self._arc = Arc(kit, diameter, thickness, pos_hint={"x": 0, "y": 0})
        inner = (diameter - 2 * thickness) * 0.8
        self._digits = Digits(
            kit, size, widest=inner, pos_hint={"center_x": 0.5, "center_y": 0.555}
        )
        self._word = Fit(
            kit,
            word_size,
            color=kit.paint.mute,
            halign="center",
            size_hint=(None, None),
            pos_hint={"center_x": 0.5, "center_y": 0.31},
        )
        self._word.size = (inner * 0.86, kit.px(word_size) * 1.4)
        self._icon = Icon(kit, "vote", size * 0.8, kit.paint.accent)
        self._icon.pos_hint = {"center_x": 0.5, "center_y": 0.62}  # above the word
        self.add_widget(self._arc)
        self.add_widget(self._digits)
        self.add_widget(self._word)

    def show(self, face: ClockFace) -> None:
        """Show a face; in the last ten seconds every new second gives one pulse."""
        paint = self._kit.paint
        filled = face.mood is Mood.LAST_SECONDS
        arc = {Mood.CALM: paint.accent, Mood.STILL: paint.border}.get(face.mood, paint.warn_line)
        if filled and face.digits != self._digits.text:
            self._beat()
        self._arc.show(face.fraction, arc, paint.alarm if filled else NOTHING)
        self._show_icon(wanted=not face.digits)
        self._digits.show(face.digits, paint.on_vote if filled else paint.ink)
        self._word.text = self._kit.words(face.word) if face.word else ""
        self._word.color = paint.on_vote if filled else paint.mute

    def _show_icon(self, *, wanted: bool) -> None:
        if wanted and self._icon.parent is None:
            self.add_widget(self._icon)
        elif not wanted and self._icon.parent is not None:
            self.remove_widget(self._icon)

    def _beat(self) -> None:
        Animation.cancel_all(self._arc, "pulse")
        self._arc.pulse = 0.94
        Animation(pulse=1.0, duration=0.12).start(self._arc)
