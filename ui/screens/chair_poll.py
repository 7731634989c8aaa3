"""The console while a poll is open: who is missing, how many, how long; never who voted what."""

from __future__ import annotations

from collections.abc import Callable

from device.screens import (
    PRESSED,
    ChairScreen,
    CountDesk,
    Form,
    PollPanel,
    PollStage,
    SeatState,
    Step,
)
from ui.kit import Kit
from ui.viewmodels.clocks import poll_face
from ui.viewmodels.votes import KIND_ICONS
from ui.widgets.count_desk import CountCard
from ui.widgets.digits import Ratio
from ui.widgets.listing import OnDemand, Slot
from ui.widgets.map_card import MapCard
from ui.widgets.ring import CountdownRing
from ui.widgets.running_counts import Entries, RunningCounts
from ui.widgets.surface import Panel, card, column, divider, line_of, row, space, stack, upright
from ui.widgets.text import Fit, Icon, Run, Text
from ui.widgets.touchable import SecondaryButton


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
        state = words("poll-paused-tag" if paused else "poll-open-tag")
        item = words("item", number=poll.item_number)
        self._state_icon.show("pause" if paused else KIND_ICONS[poll.kind])
        self._state.text = words.joined(state, words(f"kind-{poll.kind}"), item, self._asked(poll))
        self._question.text = poll.question
        self._rule.text = words.rule(poll.rule, capital=True, form=poll.form)
        rated = poll.form is Form.CONFIDENCE
        self._needed.text = "" if rated else words.needed(poll.rule)
        self._proposed(poll)

    def _asked(self, poll: PollPanel) -> str:
        """What an answer is, where it is not one of three."""
        words = self._kit.words
        if poll.package:
            return words("ballot-title-package", count=len(poll.package), picks=poll.picks)
        if poll.form is Form.OPTIONS:
            return words("picks-of", picks=poll.picks, count=len(poll.options))
        return words("form-confidence") if poll.form is Form.CONFIDENCE else ""

    def _proposed(self, poll: PollPanel) -> None:
        """A proposal to declare it void takes the place of the state."""
        paint = self._kit.paint
        if poll.void_proposed:
            self._state_icon.show("alert")
            self._state.text = self._kit.words("void-proposed", reason=poll.void_proposed)
        self._state.color = paint.warn if poll.void_proposed else paint.accent
        self._state_icon.color = self._state.color


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


class Polling(Panel):
    """Question above; map or counts to type at the left; clock and counts at the right."""

    def __init__(
        self, kit: Kit, extend: Callable[[], None], send_count: Callable[[CountDesk], None]
    ) -> None:
        super().__init__(orientation="vertical", padding=(20, 16), spacing=16)
        self._kit = kit
        self._question = QuestionCard(kit)
        self._middle = PressedMiddle(kit)
        self._lefts = OnDemand(
            {
                True: lambda: CountCard(kit, send_count, compact=True),
                False: lambda: MapCard(kit, self._middle),
            }
        )
        self._left = Slot()
        self._ring = CountdownRing(kit, 128, 10, 44, 16)
        self._counts = RunningCounts(kit)
        self._entries = Entries(kit)
        self._beside = Slot()
        self._clocked = column(self._clock(extend), divider(kit), self._counts, spacing=12)
        right = card(kit, self._beside, padding=(24, 18, 20, 12), size_hint_x=None, width=348)
        self.add_widget(self._question)
        self.add_widget(row(self._left, right, spacing=16))

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
        poll = screen.poll
        if poll is None:
            return
        self._question.show(poll)
        self._show_left(screen, poll)
        if poll.kind not in PRESSED:
            self._entries.show(poll)
            self._beside.put(self._entries)
            return
        self._show_clock(screen, poll)
        self._counts.show(poll)
        self._beside.put(self._clocked)

    def _show_left(self, screen: ChairScreen, poll: PollPanel) -> None:
        left = self._lefts[poll.entry is not None]
        if poll.entry is not None:
            left.show(poll.entry)
        else:
            lost = sum(seat.state is SeatState.TROUBLE for seat in screen.map)
            words = self._kit.words
            self._middle.show(poll)
            left.show(screen, words("terminals-lost", count=lost) if lost else words("tap-a-seat"))
        self._left.put(left)

    def _show_clock(self, screen: ChairScreen, poll: PollPanel) -> None:
        words, total = self._kit.words, poll.countdown.total_ms
        self._ring.show(poll_face(poll.countdown))
        self._total.text = (
            words("of-seconds", count=total // 1000) if total else words("until-closed-by-chair")
        )
        extendable = any(s.step is Step.EXTEND_POLL and s.enabled for s in screen.other_steps)
        self._extend.opacity = 1 if extendable else 0
        self._extend.able(enabled=extendable)
