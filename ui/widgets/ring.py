"""The ring of a clock, drawn by a small shader so that its edge is smooth at any size."""

from __future__ import annotations

from math import cos, pi, sin, tau

from kivy.animation import Animation
from kivy.graphics import Color, Mesh, Rectangle, RenderContext
from kivy.properties import NumericProperty
from kivy.uix.floatlayout import FloatLayout
from kivy.uix.widget import Widget

from ui.kit import Kit
from ui.theme import Rgba
from ui.viewmodels.clocks import ClockFace, Mood
from ui.widgets.digits import Digits
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


SIDES = 48  # of the band that is drawn instead of the whole square while no disc is filled


class Arc(Widget):
    """A track and on it an arc that starts at 12 o'clock; it runs down clockwise."""

    pulse = NumericProperty(1.0)

    def __init__(self, diameter: float, thickness: float, track: Rgba, **options: object) -> None:
        super().__init__(size_hint=(None, None), size=(diameter, diameter), **options)
        self._thickness = thickness
        self.canvas = RenderContext(use_parent_modelview=True, use_parent_projection=True, fs=_ARC)
        self._paint(track_color=track, arc_color=track, disc_color=(0, 0, 0, 0))
        self.canvas["sweep"] = 0.0
        with self.canvas:
            Color(1, 1, 1, 1)
            self._quad = Rectangle()
            self._band = Mesh(mode="triangle_strip", indices=range(2 * SIDES + 2))
        self.bind(pos=self._place, size=self._place, pulse=self._place)
        self._place()

    def show(self, fraction: float, arc: Rgba, disc: Rgba) -> None:
        """Draw `fraction` of the whole turn in `arc` on a filled `disc`."""
        sweep = tau * min(max(fraction, 0.0), 1.0)
        if (sweep, arc, disc) != self._shown:
            self._shown = (sweep, arc, disc)
            self.canvas["sweep"] = float(sweep)
            self._paint(arc_color=arc, disc_color=disc)
            if bool(disc[3]) != self._filled:
                self._filled = bool(disc[3])
                self._place()
            self.canvas.ask_update()

    _shown: tuple[float, Rgba, Rgba] | None = None
    _filled = False

    def _paint(self, **colors: Rgba) -> None:
        for name, color in colors.items():
            self.canvas[name] = tuple(float(part) for part in color)

    def _place(self, *_: object) -> None:
        outer = min(self.width, self.height) / 2 * self.pulse
        self._quad.pos = self.pos
        self._quad.size = self.size if self._filled else (0, 0)
        self._band.vertices = [] if self._filled else self._band_vertices()
        self.canvas["extent"] = (float(self.width), float(self.height))
        self.canvas["thickness"] = float(self._thickness)
        self.canvas["radius"] = float(outer - self._thickness / 2 - 0.5)

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
        self._arc = Arc(diameter, thickness, kit.paint.line, pos_hint={"x": 0, "y": 0})
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
        self._arc.show(face.fraction, arc, paint.alarm if filled else (0.0, 0.0, 0.0, 0.0))
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
