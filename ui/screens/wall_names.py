"""The wall with a result by name: the room, and who answered what in it."""

from __future__ import annotations

from device.screens import Result, WallNames, Witness
from ui.kit import Kit
from ui.viewmodels.results import OUTCOME_ICONS, facts, headline
from ui.viewmodels.rules import Bar
from ui.widgets.bar_line import BarLine
from ui.widgets.code_tiles import CodeTiles
from ui.widgets.digits import Digits, Ratio
from ui.widgets.header import WallHeader
from ui.widgets.listing import Keyed
from ui.widgets.outcome import outcome_look, outcome_word
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit, Icon
from ui.widgets.wall import MARGIN, Strip
from ui.widgets.wall_proof import WallProof
from ui.widgets.wall_seats import WallSeats

SIDE = 480


class NamedLine(BarLine):
    """A line of the legend: shape, word, and how many."""

    def __init__(self, kit: Kit) -> None:
        icon = Icon(kit, "check-circle", 46, kit.paint.mute)
        super().__init__(kit, icon, Fit(kit, 38, 500), Digits(kit, 54, 700), spacing=18)


class SmallVerdict(Panel):
    """The verdict in one band."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            radius=28,
            edge_width=6,
            padding=(32, 16),
            spacing=24,
            size_hint_y=None,
            height=150,
        )
        self._kit = kit
        self._seal = Icon(kit, "check-decagram", 96)
        self._word = Fit(kit, 68, 700)
        self._count = Ratio(kit, 56, 42, gap=12)
        self.add_widget(self._seal)
        self.add_widget(column(self._word, row(self._count, space(), size_hint_y=0.7)))

    def show(self, result: Result) -> None:
        """Show the verdict of a result."""
        fill, edge, seal, ink, second = outcome_look(self._kit.paint, result.outcome)
        self.dress(fill=fill, edge=edge)
        self._seal.show(OUTCOME_ICONS[result.outcome])
        self._seal.color = seal
        self._word.text = outcome_word(self._kit, result)
        self._word.color = ink
        line = headline(result)
        self._count.show(line.count, line.base, ink, second)


class WallNamesScreen(Panel):
    """The room at the left; verdict, counts and check code at the right; the proof at the foot."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical")
        self._kit = kit
        paint = kit.paint
        self._header = WallHeader(kit)
        self._state = Fit(kit, 40, 600, paint.accent)
        state = row(Icon(kit, "vote", 44, paint.accent), self._state, spacing=16)
        state.size_hint_y, state.height = None, 52
        self._question = Fit(kit, 46, 600, size_hint_y=None, height=118)
        self._seats = WallSeats(kit)
        room = card(kit, self._seats, radius=28, padding=14)
        left = column(state, self._question, room, spacing=8)
        body = row(left, self._side(), padding=(MARGIN, 18, MARGIN, 18), spacing=32)
        self._proof = WallProof(kit, 44)
        foot = Strip(kit, 172, padding=(MARGIN, 12))
        foot.add_widget(self._proof)
        for child in (self._header, body, foot):
            self.add_widget(child)

    def _side(self) -> Panel:
        kit, paint = self._kit, self._kit.paint
        self._verdict = SmallVerdict(kit)
        lines = column(spacing=4)
        self._lines: Keyed[Bar] = Keyed(lines, lambda bar: bar.key, lambda _: NamedLine(kit))
        legend = card(kit, lines, radius=28, padding=(24, 14))
        label = Fit(kit, 38, 400, paint.mute, kit.words("check-code"))
        head = row(Icon(kit, "shield-check", 42, paint.accent), label, spacing=14)
        head.size_hint_y, head.height = None, 54
        self._tiles = CodeTiles(kit, 62, 2, 14, 20)
        self._tiles.size_hint_y, self._tiles.height = None, 176
        return column(
            self._verdict,
            legend,
            head,
            self._tiles,
            spacing=10,
            size_hint_x=None,
            width=SIDE,
        )

    def show(self, screen: WallNames) -> None:
        """Show a result by name."""
        words, result = self._kit.words, screen.result
        self._header.show(screen.header)
        self._state.text = words.joined(
            words("result-of-poll"),
            words("item", number=result.item_number),
            words(f"kind-{result.kind}"),
            words("corrected-times", count=result.corrections) if result.corrections else "",
        )
        self._question.text = result.question
        self._seats.show(screen.seats)
        self._verdict.show(result)
        self._proof.show(result)
        self._lines.show(facts(result))
        self._tiles.show(result.code, differs=result.witness is Witness.DIFFERS)
