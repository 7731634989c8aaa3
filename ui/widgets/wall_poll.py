"""Parts of the wall during a poll: how many, what to do, and the list that is put to the vote."""

from __future__ import annotations

from kivy.uix.gridlayout import GridLayout

from device.screens import Form, PollStage, WallPoll
from ui.kit import Kit
from ui.viewmodels.clocks import ClockFace, Mood, poll_face
from ui.viewmodels.results import vote_bars
from ui.viewmodels.rules import Bar
from ui.viewmodels.votes import KIND_ICONS
from ui.widgets.bar_line import BarLine
from ui.widgets.cells import Cells
from ui.widgets.digits import Digits, Ratio
from ui.widgets.listing import Keyed, attach
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, card, column, row, space
from ui.widgets.text import Fit, Icon, Run

CLOSED_FACE = ClockFace("0", "clock-closed", 0.0, Mood.STILL)
ONE_COLUMN = 5  # lines; more stand in two columns
MOST_LINES = 12  # in letters that are read from the last row; the seats have the whole list


def face_of(screen: WallPoll) -> ClockFace:
    """The clock of a poll on the wall; a closed one stands at nought."""
    closed = screen.stage not in {PollStage.OPEN, PollStage.PAUSED}
    return CLOSED_FACE if closed else poll_face(screen.countdown)


class LargeCount(BarLine):
    """Icon, word and number of a running count, for the wall."""

    def __init__(self, kit: Kit) -> None:
        icon = Icon(kit, "check-circle", 48)
        super().__init__(kit, icon, Fit(kit, 34, 500), Digits(kit, 60, 700), spacing=14)


class PressedPart(Panel):
    """How many of those present have pressed, a cell for each, and the clock."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=32)
        self._kit = kit
        self._pressed = Ratio(kit, 204, 100, gap=36)
        words = Fit(kit, 64, 500, text=kit.words("members-pressed-wall"))
        self._cells = Cells(kit)
        counts = row(spacing=40)
        self._counts: Keyed[Bar] = Keyed(counts, lambda bar: bar.key, lambda _: LargeCount(kit))
        self._counted = row(counts, size_hint_y=None, height=92)
        self._card = card(
            kit,
            row(self._pressed, words, spacing=52),
            self._cells,
            radius=28,
            padding=(56, 24, 56, 40),
            spacing=16,
        )
        self._ring = CountdownRing(kit, 352, 30, 132, 42, grows=False)
        clock = card(kit, self._ring, radius=28, padding=24, size_hint_x=None, width=544)
        self.add_widget(self._card)
        self.add_widget(clock)

    def show(self, screen: WallPoll) -> None:
        """Show a motion that is pressed."""
        self._pressed.show(screen.pressed, screen.entitled_present)
        self._cells.show(screen.pressed, screen.entitled_present)
        self._ring.show(face_of(screen))
        attach(self._card, self._counted, wanted=screen.counts is not None)
        if screen.counts is not None:
            bars = vote_bars(screen.counts, screen.rule)
            self._counts.show([bar for bar in bars if bar.choice])


class WallLine(Panel):
    """A number, a label, and perhaps a running count."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=20)
        self._number = Fit(kit, 40, 600, kit.paint.accent, size_hint_x=None, width=64)
        self._label = Fit(kit, 42, 500)
        self._votes = Run(kit, 36, 700)
        for child in (self._number, self._label, self._votes):
            self.add_widget(child)

    def show(self, line: tuple[int, str, str]) -> None:
        """Show a line."""
        number, self._label.text, self._votes.text = line
        self._number.text = f"{number}."


class ListPart(Panel):
    """Options, persons or items of a package; beside them how many have answered, and the clock."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=32)
        self._kit = kit
        self._title = Fit(kit, 42, 600, kit.paint.accent, size_hint_y=None, height=64)
        self._grid = GridLayout(cols=1, spacing=(40, 4))
        self._lines: Keyed[tuple[int, str, str]] = Keyed(
            self._grid, lambda line: line[0], lambda _: WallLine(kit)
        )
        self._list = card(
            kit, self._title, self._grid, radius=28, padding=(52, 24, 40, 24), spacing=8
        )
        self._ring = CountdownRing(kit, 226, 22, 84, 32, grows=False)
        self._pressed = Ratio(kit, 76, 52, gap=18)
        self._word = Fit(kit, 38, 500, kit.paint.mute, halign="center")
        self._word.size_hint_y, self._word.height = None, 56
        self._word.text = kit.words("answered-wall")
        number = row(space(), self._pressed, space(), size_hint_y=None, height=96)
        side = card(kit, self._ring, number, self._word, radius=28, padding=24)
        side.size_hint_x, side.width = None, 460
        self.add_widget(self._list)
        self.add_widget(side)

    def show(self, screen: WallPoll) -> None:
        """Show a list that is put to the vote."""
        words = self._kit.words
        labels = screen.package or screen.options
        key = "package" if screen.package else screen.form
        rest = len(labels) - MOST_LINES
        self._title.text = words.joined(
            words(f"ballot-title-{key}", picks=screen.picks, count=len(labels)),
            words("rest-of-list", count=rest) if rest > 0 else "",
        )
        votes = screen.votes or ((),) * len(labels)
        lines = [
            (number, label, " / ".join(map(str, each)))
            for number, (label, each) in enumerate(zip(labels, votes, strict=False), start=1)
        ]
        self._grid.cols = 2 if len(lines) > ONE_COLUMN else 1
        self._lines.show(lines[:MOST_LINES])
        self._ring.show(face_of(screen))
        self._pressed.show(screen.pressed, screen.entitled_present)


class HandsPart(Panel):
    """Hands or paper: what to do, in the largest letters."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(spacing=32)
        self._kit = kit
        self._icon = Icon(kit, "hand-back-right", 220, kit.paint.accent)
        self._words = Fit(kit, 92, 700, valign="bottom")
        self._hint = Fit(kit, 44, 400, kit.paint.mute, valign="top", size_hint_y=0.7)
        self._options = Fit(kit, 42, 500, valign="top", size_hint_y=0.8)
        self._texts = column(self._words, self._hint, spacing=16)
        self.add_widget(
            card(
                kit,
                self._icon,
                self._texts,
                orientation="horizontal",
                radius=28,
                padding=(72, 28),
                spacing=72,
            )
        )

    def show(self, screen: WallPoll) -> None:
        """Show what to do."""
        words = self._kit.words
        closed = screen.stage is PollStage.CLOSED
        paused = screen.stage is PollStage.PAUSED
        self._icon.show("lock-outline" if closed else KIND_ICONS[screen.kind])
        key = "closed" if closed else "paused" if paused else screen.kind
        self._words.text = words(f"wall-todo-{key}")
        self._hint.text = words(f"wall-hint-{'closed' if closed else screen.kind}")
        listed = screen.package or screen.options
        self._options.text = words.joined(*listed)
        attach(self._texts, self._options, wanted=bool(listed))


def wants_list(screen: WallPoll) -> bool:
    """Whether a pressed poll has more to show than its question."""
    return screen.form is not Form.MOTION or bool(screen.package)
