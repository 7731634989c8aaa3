"""Options and persons in a result on the wall: one line each, in letters for the last row."""

from __future__ import annotations

from collections.abc import Sequence

from kivy.uix.gridlayout import GridLayout

from device.screens import Level, Standing
from ui.kit import Kit
from ui.viewmodels.results import GRAVE, STANDING_ICONS, OptionBar
from ui.viewmodels.rules import Bar
from ui.viewmodels.votes import LEVEL_CHOICES, LEVEL_ICONS
from ui.widgets.bars import Gauge, vote_edge
from ui.widgets.digits import Digits
from ui.widgets.listing import Keyed, attach
from ui.widgets.option_lines import LevelKeyLine
from ui.widgets.surface import Panel, column, row
from ui.widgets.text import Fit, Icon

ONE_COLUMN = 7  # lines with bars; more stand in two columns without
MOST_LINES = 16


class WallOption(Panel):
    """Standing, name, bar and votes; or three numbers."""

    def __init__(self, kit: Kit, *, wide: bool) -> None:
        super().__init__(spacing=22 if wide else 16)
        self._kit, self._wide = kit, wide
        self._icon = Icon(kit, "check-bold", 46)
        self._name = Fit(kit, 42 if wide else 36, 600, size_hint_x=1.2)
        self._word = Fit(kit, 32, 500)
        self._bar = Gauge(kit, 34, kit.paint.ground, square=True)
        self._bar.size_hint_x = 0.55
        self._ratings: list[tuple[Panel, Digits]] = []
        self._count = Digits(kit, 60 if wide else 48, 700)
        self._end = row(Panel(), self._count, size_hint_x=None, width=110 if wide else 84)
        self.add_widget(self._icon)
        self.add_widget(self._name if wide else column(self._name, self._word, size_hint_x=1.1))
        if wide:
            self._word.size_hint_x, self._word.width = None, 256
            self.add_widget(self._word)

    def show(self, option: OptionBar) -> None:
        """Show an option."""
        paint = self._kit.paint
        grave = option.standing in GRAVE
        elected = option.standing in {Standing.ELECTED, Standing.KEPT}
        ink = paint.warn if grave else paint.accent if elected else paint.mute
        self._icon.show(STANDING_ICONS[option.standing])
        self._icon.color = self._word.color = ink
        self._name.text = option.label
        self._name.color = paint.mute if option.standing is Standing.NOT_ELECTED else paint.ink
        self._word.text = self._kit.words(f"standing-{option.standing}")
        rated = len(option.votes) == len(Level)
        self._show_ratings(option.votes if rated else ())
        behind = 1 if self._wide else 0
        if rated:
            attach(self, self._end, wanted=False)
            attach(self, self._bar, wanted=False)
            return
        attach(self, self._end, wanted=True, index=behind)
        attach(self, self._bar, wanted=self._wide, index=behind + 1)
        color = paint.accent if elected else paint.no_vote
        self._bar.show(option.fractions[0] if option.fractions else 0, color, option.tick)
        self._count.show(str(option.votes[0] if option.votes else 0), ink if elected else None)

    def _show_ratings(self, votes: Sequence[int]) -> None:
        """High, medium and low, or none of them where options were voted on."""
        if votes and not self._ratings:
            self._ratings = [self._pair(level) for level in Level]
        for pair, _ in self._ratings:
            attach(self, pair, wanted=bool(votes), index=1 if self._wide else 0)
        for (_, number), count in zip(self._ratings, votes, strict=False):
            number.show(str(count))

    def _pair(self, level: Level) -> tuple[Panel, Digits]:
        color = vote_edge(self._kit.paint, LEVEL_CHOICES[level])
        number = Digits(self._kit, 54 if self._wide else 44, 700)
        icon = Icon(self._kit, LEVEL_ICONS[level], 40, color)
        pair = row(icon, number, spacing=10, size_hint_x=None)
        pair.width = 140 if self._wide else 110
        return pair, number


class WallOptions(Panel):
    """All options, and under them the turnout in one line."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", spacing=10)
        self._kit = kit
        self._grid = GridLayout(cols=1, spacing=(44, 2))
        self._one: Keyed[OptionBar] = Keyed(
            self._grid, lambda o: ("wide", o.option), lambda _: WallOption(kit, wide=True)
        )
        self._two: Keyed[OptionBar] = Keyed(
            self._grid, lambda o: ("slim", o.option), lambda _: WallOption(kit, wide=False)
        )
        self._turnout = Fit(kit, 34, 400, kit.paint.mute, size_hint_y=None, height=50)
        self._legend = LevelKeyLine(kit, 32)
        self.add_widget(self._grid)
        self.add_widget(self._turnout)

    def show(self, options: Sequence[OptionBar], facts: Sequence[Bar]) -> None:
        """Show the options of one result."""
        words = self._kit.words
        two = len(options) > ONE_COLUMN
        shown, other = (self._two, self._one) if two else (self._one, self._two)
        other.show(())
        self._grid.cols = 2 if two else 1
        shown.show(tuple(options)[:MOST_LINES])
        rest = len(options) - MOST_LINES
        turnout = (f"{words(bar.key)} {bar.count}" for bar in facts)
        more = words("rest-of-list", count=rest) if rest > 0 else ""
        rated = bool(options) and len(options[0].votes) == len(Level)
        attach(self, self._legend, wanted=rated, index=1)
        self._turnout.text = words.joined(more, *turnout)
