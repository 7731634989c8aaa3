"""Running counts of a poll at the console: what only the chair may see, and how far tellers have come."""

from __future__ import annotations

from device.screens import Counts, Form, PollPanel
from ui.kit import Kit
from ui.viewmodels.results import vote_bars
from ui.viewmodels.rules import Bar
from ui.viewmodels.votes import KIND_ICONS
from ui.widgets.bars import Gauge, vote_color, vote_edge
from ui.widgets.digits import Digits, Ratio
from ui.widgets.listing import Keyed, Scroller, Slot
from ui.widgets.surface import Panel, column, line_of, row, space, stack
from ui.widgets.text import Fit, Icon, Text
from ui.widgets.touchable import Tag


class Tally(Panel):
    """A running count: icon, word, number, and under them the bar."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", size_hint_y=None, height=kit.tall(62), spacing=2)
        self._kit = kit
        self._icon = Icon(kit, "check-circle", 26)
        self._word = Fit(kit, 16, 500)
        self._count = Digits(kit, 27, 700)
        self._bar = Gauge(kit, 14)
        self.add_widget(row(self._icon, self._word, self._count, spacing=12))
        self.add_widget(row(self._bar, size_hint_y=None, height=24))

    def show(self, bar: Bar) -> None:
        """Show a count of votes."""
        paint = self._kit.paint
        self._icon.show(bar.icon)
        self._word.text = self._kit.words(bar.key)
        self._count.show(str(bar.count))
        if bar.choice:
            self._icon.color = vote_edge(paint, bar.choice)
            self._bar.show(bar.fraction, vote_color(paint, bar.choice), bar.tick)


class RunningCounts(Panel):
    """What only the chair may see before the close, or that nobody may."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        title = Fit(kit, 17, 600, text=kit.words("running-count"))
        self._who = Tag(kit, 14)
        self._who.show("eye-lock", kit.words("only-chair"), kit.paint.mute, kit.paint.ground)
        head = row(title, self._who, size_hint_y=None, height=kit.tall(36))
        rows = stack(spacing=10, padding=(0, 0, 14, 0))
        self._lines: Keyed[Bar] = Keyed(rows, lambda bar: bar.key, lambda _: Tally(kit))
        self._options: Keyed[tuple[str, str]] = Keyed(
            rows, lambda line: line[0], lambda _: OptionCount(kit)
        )
        self._open = column(head, Scroller(kit, rows), spacing=10)
        hidden = Fit(kit, 16, 400, kit.paint.mute, kit.words("counts-hidden"), halign="center")
        hidden.size_hint_y, hidden.height = None, kit.tall(72)
        lock = Icon(kit, "eye-off", 40, kit.paint.mute)
        self._hidden = column(space(), lock, hidden, space(), spacing=12)
        self._switch = Slot()
        self.add_widget(self._switch)

    def show(self, poll: PollPanel) -> None:
        """Show running counts if the rule lets the chair see them."""
        if poll.counts is None:
            self._switch.put(self._hidden)
            return
        self._show_lines(poll, poll.counts)
        self._switch.put(self._open)

    def _show_lines(self, poll: PollPanel, counts: Counts) -> None:
        """The three answers to a motion, or a line for each option."""
        if poll.form is Form.MOTION:
            self._options.show(())
            self._lines.show([bar for bar in vote_bars(counts, poll.rule) if bar.choice])
            return
        self._lines.show(())
        votes = poll.votes or ((),) * len(poll.options)
        self._options.show(
            [
                (label, " / ".join(map(str, each)) or "–")
                for label, each in zip(poll.options, votes, strict=False)
            ]
        )


class OptionCount(Panel):
    """An option and its running count."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_y=None, height=kit.tall(44), spacing=12)
        self._label = Fit(kit, 16, 500)
        self._count = Fit(kit, 20, 700, halign="right", size_hint_x=0.5)
        self.add_widget(self._label)
        self.add_widget(self._count)

    def show(self, line: tuple[str, str]) -> None:
        """Show a label and a count in words."""
        self._label.text, self._count.text = line


class Entries(Panel):
    """Hands or paper: how far the counting has come."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(orientation="vertical", spacing=10)
        self._kit = kit
        self._icon = Icon(kit, "hand-back-right", 44, kit.paint.accent)
        self._title = Text(kit, 20, 600, halign="center")
        self._hint = Text(kit, 16, 400, kit.paint.mute, halign="center")
        self._entered = Ratio(kit, 44, 28)
        self._word = Fit(kit, 16, 400, kit.paint.mute, kit.words("entries-word"), halign="center")
        self._word.size_hint_y, self._word.height = None, kit.tall(28)
        self._state_icon = Icon(kit, "timer-sand", 22)
        self._state = Text(kit, 16, 600, pos_hint={"center_y": 0.5})
        number = row(space(), self._entered, space(), size_hint_y=None, height=kit.tall(60))
        self._box = line_of(self._state_icon, self._state, radius=12, padding=(14, 10), spacing=10)
        parts = (self._icon, self._title, self._hint, number, self._word, self._box)
        self.add_widget(Scroller(kit, stack(*parts, spacing=10, padding=(0, 4, 8, 4))))

    def show(self, poll: PollPanel) -> None:
        """Show how many have entered, and whether they agree."""
        paint, words = self._kit.paint, self._kit.words
        self._icon.show(KIND_ICONS[poll.kind])
        self._title.text = words(f"kind-{poll.kind}")
        self._hint.text = words(f"entries-hint-{poll.kind}")
        self._entered.show(poll.entered, max(poll.entries_needed, 1))
        whole = poll.entered >= poll.entries_needed
        alarm = poll.entries_differ or not whole
        icon = "alert" if poll.entries_differ else "check-all" if whole else "timer-sand"
        key = "differ" if poll.entries_differ else "whole" if whole else "missing"
        self._state_icon.show(icon)
        self._state.text = words(f"entries-{key}")
        self._state.color = self._state_icon.color = paint.warn if alarm else paint.accent
        self._box.dress(fill=paint.warn_soft if alarm else paint.accent_soft)
