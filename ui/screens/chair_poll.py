"""The console while a poll is open: who is missing, how many, how long; never who voted what."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import ChairScreen, PollPanel, PollStage, SeatState, Step
from ui.kit import Kit
from ui.screens.chair_assembling import MapCard
from ui.viewmodels.clocks import poll_face
from ui.viewmodels.rules import bars
from ui.widgets.bars import Gauge, vote_color, vote_edge
from ui.widgets.digits import Digits, Ratio
from ui.widgets.listing import Keyed, Scroller, Slot
from ui.widgets.ring import CountdownRing
from ui.widgets.surface import Panel, card, column, divider, line_of, row, space, stack, upright
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import SecondaryButton, Tag

from ui.viewmodels.rules import Bar  # isort: skip


class QuestionCard(Panel):
    """The question and what it takes to carry it."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(size_hint_y=None, height=kit.tall(102))
        self._kit = kit
        paint = kit.paint
        self._state_icon = Icon(kit, "vote", 20, paint.accent)
        self._state = Fit(kit, 16, 600, paint.accent)
        state = row(self._state_icon, self._state, spacing=8, size_hint_y=0.34)
        self._question = Fit(kit, 20, 600)
        label = Fit(kit, 15, 400, paint.mute, kit.words("carried-if"))
        self._rule = Fit(kit, 16, 600)
        self._needed = Fit(kit, 20, 600, paint.accent)
        condition = row(Icon(kit, "scale-balance", 18, paint.mute), label, spacing=8)
        right = column(condition, self._rule, self._needed, size_hint_x=None, width=330)
        left = column(state, self._question)
        self.add_widget(
            card(
                kit,
                left,
                upright(kit),
                right,
                orientation="horizontal",
                padding=(24, 10),
                spacing=24,
            )
        )

    def show(self, poll: PollPanel) -> None:
        """Show a poll."""
        words = self._kit.words
        paused = poll.stage is PollStage.PAUSED
        state = words("poll-paused-long" if paused else "poll-open-long")
        self._state_icon.show("pause" if paused else "vote")
        self._state.text = words.joined(state, words("item", number=poll.item_number))
        self._question.text = poll.question
        self._rule.text = words.rule(poll.rule, capital=True)
        self._needed.text = words("needed-of", needed=poll.rule.needed, base=poll.rule.base_count)


class PressedMiddle(Panel):
    """In the middle of the map: how many have pressed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(
            orientation="vertical", fill=kit.paint.ground, edge=kit.paint.line, radius=28
        )
        self._kit = kit
        self._pressed = Ratio(kit, 56, 40, gap=10)
        numbers = row(space(), self._pressed, space())
        numbers.size_hint_y, numbers.height = None, kit.tall(76)
        tall = kit.tall(28)
        self._words = Fit(kit, 17, 400, kit.paint.mute, kit.words("members-pressed"))
        self._words.halign, self._words.size_hint_y, self._words.height = "center", None, tall
        self._missing_icon = Icon(kit, "timer-sand", 22, kit.paint.warn)
        self._missing = Run(kit, 17, 600, kit.paint.warn)
        missing = row(space(), self._missing_icon, self._missing, space(), spacing=10)
        missing.size_hint_y, missing.height = None, kit.tall(36)
        for child in (space(), numbers, self._words, missing, space()):
            self.add_widget(child)

    def show(self, poll: PollPanel) -> None:
        """Show how many have pressed."""
        paint, words = self._kit.paint, self._kit.words
        missing = max(poll.entitled_present - poll.pressed, 0)
        self._pressed.show(poll.pressed, poll.entitled_present)
        self._missing.text = words("still-missing", count=missing) if missing else words("all-in")
        self._missing.color = paint.warn if missing else paint.accent
        self._missing_icon.show("timer-sand" if missing else "check-all")
        self._missing_icon.color = self._missing.color


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
        rows = stack(spacing=10)
        self._lines: Keyed[Bar] = Keyed(rows, lambda bar: bar.key, lambda _: Tally(kit))
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
        self._lines.show([bar for bar in bars(poll.counts, poll.rule) if bar.choice])
        self._switch.put(self._open)


class Polling(Panel):
    """Question above; map at the left; clock and counts at the right."""

    def __init__(self, kit: Kit, extend: Callable[[], None]) -> None:
        super().__init__(orientation="vertical", padding=(20, 16), spacing=16)
        self._kit = kit
        self._question = QuestionCard(kit)
        self._middle = PressedMiddle(kit)
        self._map = MapCard(kit, self._middle)
        self._ring = CountdownRing(kit, 128, 10, 44, 16)
        self._counts = RunningCounts(kit)
        right = card(
            kit,
            self._clock(extend),
            divider(kit),
            self._counts,
            padding=(24, 18, 20, 12),
            spacing=12,
            size_hint_x=None,
            width=348,
        )
        self.add_widget(self._question)
        self.add_widget(row(self._map, right, spacing=16))

    def _clock(self, extend: Callable[[], None]) -> Panel:
        kit = self._kit
        left = Text(kit, 15, 400, kit.paint.mute, kit.words("time-left"))
        self._total = Text(kit, 16, 600)
        self._extend = SecondaryButton(
            kit,
            f"step:{Step.EXTEND_POLL}",
            "plus",
            kit.words(f"step-{Step.EXTEND_POLL}"),
            extend,
            height=max(52, kit.tall(52)),
        )
        beside = stack(left, self._total, self._extend, spacing=6, pos_hint={"center_y": 0.5})
        return line_of(self._ring, beside, spacing=20)

    def show(self, screen: ChairScreen) -> None:
        """Show a console screen in which a poll leads."""
        poll, words = screen.poll, self._kit.words
        if poll is None:
            return
        self._question.show(poll)
        self._middle.show(poll)
        lost = sum(seat.state is SeatState.TROUBLE for seat in screen.map)
        self._map.show(screen, words("terminals-lost", count=lost) if lost else "")
        self._ring.show(poll_face(poll.countdown))
        total = poll.countdown.total_ms
        self._total.text = (
            words("of-seconds", count=total // 1000) if total else words("until-closed-by-chair")
        )
        extendable = any(s.step is Step.EXTEND_POLL and s.enabled for s in screen.other_steps)
        self._extend.opacity = 1 if extendable else 0
        self._extend.able(enabled=extendable)
        self._counts.show(poll)
