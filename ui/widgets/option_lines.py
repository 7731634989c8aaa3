"""Options and persons in a result: votes, bars, and the verdict on each."""

from __future__ import annotations

from collections.abc import Sequence

from device.screens import Level, Standing
from ui.kit import Kit
from ui.viewmodels.results import GRAVE, STANDING_ICONS, OptionBar
from ui.viewmodels.votes import LEVEL_CHOICES, LEVEL_ICONS
from ui.widgets.bars import Gauge, vote_color, vote_edge
from ui.widgets.digits import Digits
from ui.widgets.listing import Keyed
from ui.widgets.surface import Panel, row, stack, strip
from ui.widgets.text import Fit, Icon
from ui.widgets.touchable import Tag


class StandingTag(Tag):
    """Elected, tied, kept …: icon and word."""

    def __init__(self, kit: Kit, size: float) -> None:
        super().__init__(kit, size)
        self._kit = kit

    def stand(self, standing: Standing) -> None:
        """Show a standing."""
        paint = self._kit.paint
        ink, fill = paint.accent, paint.accent_soft
        if standing in GRAVE:
            ink, fill = paint.warn, paint.warn_soft
        elif standing is Standing.NOT_ELECTED:
            ink, fill = paint.mute, paint.ground
        word = self._kit.words(f"standing-{standing}")
        self.show(STANDING_ICONS[standing], word, ink, fill)


class PickLine(Panel):
    """An option with its votes: name and standing, under them the bar and the number."""

    def __init__(self, kit: Kit, size: float, bar: float) -> None:
        super().__init__(
            orientation="vertical", size_hint_y=None, height=kit.px(size) * 3.0, spacing=2
        )
        self._kit = kit
        self._name = Fit(kit, size, 600)
        self._standing = StandingTag(kit, size * 0.84)
        self._gauge = Gauge(kit, bar, kit.paint.ground, square=bar > 20)
        self._count = Digits(kit, size * 1.35, 700)
        number = row(Panel(), self._count, size_hint_x=None, width=kit.px(size) * 3)
        self.add_widget(row(self._name, self._standing, spacing=12, size_hint_y=1.1))
        self.add_widget(row(self._gauge, number, spacing=12))

    def show(self, option: OptionBar) -> None:
        """Show an option."""
        paint = self._kit.paint
        elected = option.standing is Standing.ELECTED
        self._name.text = option.label
        self._name.color = paint.ink if elected else paint.mute
        self._standing.stand(option.standing)
        color = paint.accent if elected else paint.no_vote
        self._gauge.show(option.fractions[0] if option.fractions else 0, color, option.tick)
        self._count.show(str(option.votes[0] if option.votes else 0))


class LevelCount(Panel):
    """One of the three numbers of a person: icon, number, and a word where there is room."""

    def __init__(self, kit: Kit, level: Level, size: float) -> None:
        super().__init__(spacing=size * 0.4, size_hint_x=None, width=kit.px(size) * 4.2)
        choice = LEVEL_CHOICES[level]
        self._icon = Icon(kit, LEVEL_ICONS[level], size * 1.2, vote_edge(kit.paint, choice))
        self._count = Digits(kit, size * 1.3, 700)
        self.add_widget(self._icon)
        self.add_widget(self._count)

    def show(self, count: int) -> None:
        """Show a number."""
        self._count.show(str(count))


class SplitBar(Panel):
    """Three pieces as long as their numbers."""

    def __init__(self, kit: Kit, thickness: float) -> None:
        super().__init__(size_hint_y=None, height=thickness, spacing=3)
        self._pieces = [
            Panel(fill=vote_color(kit.paint, LEVEL_CHOICES[level]), radius=thickness / 3)
            for level in Level
        ]
        self._rest = Panel(fill=kit.paint.ground, radius=thickness / 3)
        for piece in (*self._pieces, self._rest):
            self.add_widget(piece)

    def show(self, fractions: Sequence[float]) -> None:
        """Show fractions of the whole; what is left is empty track."""
        for piece, fraction in zip(self._pieces, fractions, strict=False):
            piece.size_hint_x = max(fraction, 0.0001)
            piece.opacity = 1 if fraction else 0
        self._rest.size_hint_x = max(1 - sum(fractions), 0.0001)


class LevelLine(Panel):
    """A person with three numbers, the verdict, and a bar of three pieces."""

    def __init__(self, kit: Kit, size: float, bar: float) -> None:
        super().__init__(
            orientation="vertical", size_hint_y=None, height=kit.px(size) * 3.2 + bar, spacing=4
        )
        self._name = Fit(kit, size, 600)
        self._standing = StandingTag(kit, size * 0.84)
        self._counts = [LevelCount(kit, level, size) for level in Level]
        self._bar = SplitBar(kit, bar)
        numbers = strip(*self._counts)
        self.add_widget(row(self._name, self._standing, spacing=12))
        self.add_widget(row(numbers, Panel()))
        self.add_widget(self._bar)

    def show(self, option: OptionBar) -> None:
        """Show a person."""
        self._name.text = option.label
        self._standing.stand(option.standing)
        for count, votes in zip(self._counts, option.votes, strict=False):
            count.show(votes)
        self._bar.show(option.fractions)


class LevelKeyLine(Panel):
    """What the three signs mean."""

    def __init__(self, kit: Kit, size: float) -> None:
        super().__init__(size_hint_y=None, height=kit.px(size) * 1.7, spacing=size)
        for level in Level:
            color = vote_edge(kit.paint, LEVEL_CHOICES[level])
            word = Fit(kit, size, 500, text=kit.words(f"level-{level}"))
            self.add_widget(row(Icon(kit, LEVEL_ICONS[level], size * 1.2, color), word, spacing=6))


class OptionLines(Panel):
    """All options of a result, as tall as they are."""

    def __init__(self, kit: Kit, size: float = 16, bar: float = 10) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, spacing=size * 0.5)
        self._legend = LevelKeyLine(kit, max(size * 0.86, 14))
        rows = stack(spacing=size * 0.7)
        self._picks: Keyed[OptionBar] = Keyed(
            rows, lambda o: ("pick", o.option), lambda _: PickLine(kit, size, bar)
        )
        self._levels: Keyed[OptionBar] = Keyed(
            rows, lambda o: ("level", o.option), lambda _: LevelLine(kit, size, bar)
        )
        self.add_widget(rows)
        self.bind(minimum_height=self.setter("height"))

    def show(self, options: Sequence[OptionBar]) -> None:
        """Show the options of one result; none leaves no room."""
        rated = bool(options) and len(options[0].votes) == len(Level)
        shown, other = (self._levels, self._picks) if rated else (self._picks, self._levels)
        other.show(())
        shown.show(tuple(options))
        if rated and self._legend.parent is None:
            self.add_widget(self._legend, index=1)
        elif not rated and self._legend.parent is not None:
            self.remove_widget(self._legend)
