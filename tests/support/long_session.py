"""An eight-hour session of a full hall, as steps that any test can replay in its own way.

long = long_session(80)
for step in long.steps: ...   # at which time, by which device, which command
long.play.state               # what it all came to
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.meeting import due
from hub.domain.speaking_steps import queue
from hub.domain.vocabulary import (
    Assignment,
    Choice,
    Group,
    MeetingPlan,
    PastSession,
    Registration,
    SpeechKind,
)
from tests.support.meeting import Play, sign_in
from tests.support.plans import device_id, make_plan, person_id

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
CONSOLE = "chair-1"
KINDS = (SpeechKind.CONTRIBUTION, SpeechKind.DEBATE, SpeechKind.QUESTION, SpeechKind.ANSWER)
TASK = Assignment("Hoàn thiện hồ sơ", "Sở Tài chính", ("Sở Tư pháp",), "2026-12-15")
BREAKS = {3: 15, 6: 90, 9: 15}  # after which item, minutes
ITEMS = 12
LOST = 8  # the item in whose debate so many leave that quorum is lost
HANDED_OVER = 5  # the item that a deputy presides over


class Step(Struct, frozen=True):
    """A command as it was given at `at` (milliseconds since the epoch) by `device`."""

    at: int
    device: str
    command: Command


class LongSession(Struct, frozen=True):
    """What was asked, and the meeting that came of it."""

    play: Play
    steps: tuple[Step, ...]


def long_plan(seats: int) -> MeetingPlan:
    """Twelve items of half an hour with a poll each; four groups, one of them with a budget."""
    plan = make_plan(seats, items=ITEMS)
    groups = tuple(
        Group(f"to-{n}", f"Tổ {n}", 40 * MINUTE if n == 1 else None) for n in range(1, 5)
    )
    return replace(
        plan,
        deputies=(person_id(3),),
        groups=groups,
        persons=tuple(
            replace(person, group=f"to-{n % 4 + 1}") for n, person in enumerate(plan.persons)
        ),
        items=tuple(
            replace(
                item,
                planned_minutes=30,
                speaker=person_id(4 + item.number),
                registered=(Registration(person_id(30 + item.number)),),
            )
            for item in plan.items
        ),
        agencies=("Sở Tài chính", "Sở Tư pháp"),
        before=(PastSession("2026-10-26", 620, 12, 140, paper=True),),
    )


def long_session(seats: int = 80) -> LongSession:
    """The whole day; the same every time. At least 50 seats."""
    return _Day(seats).whole()


class _Day:
    def __init__(self, seats: int) -> None:
        self.seats = seats
        self.play = Play(long_plan(seats))
        self.steps: list[Step] = []

    def whole(self) -> LongSession:
        self._arrive()
        self.chair(commands.OpenSession())
        for number in range(1, ITEMS + 1):
            self._item(number)
            if number in BREAKS:
                self._break(BREAKS[number])
        self.chair(commands.CloseSession())
        return LongSession(self.play, tuple(self.steps))

    # ── the hours ───────────────────────────────────────────────────────────────────────────────

    def _arrive(self) -> None:
        for number in range(1, self.seats + 1):
            self.seat(number, sign_in(number))
            self.play.waits(5 * SECOND)

    def _item(self, number: int) -> None:
        item = f"item-{number}"
        if number == HANDED_OVER:
            self.chair(commands.HandOverChair(person_id(3), CONSOLE))
        self.chair(commands.TakeItem(item))
        self.play.waits(8 * MINUTE)
        self.chair(commands.StartDiscussion(item))
        self._debate(number)
        if number == LOST:
            self._lose_quorum(item)
        self._vote(f"poll-{number}-1")
        self.chair(commands.DraftConclusion(item, "Thống nhất thông qua.", (TASK,)))
        self.play.waits(2 * MINUTE)
        self.chair(commands.ConcludeItem(item, "Thống nhất thông qua.", (TASK,)))
        if number == HANDED_OVER:
            self.chair(commands.HandOverChair(person_id(1), CONSOLE))

    def _debate(self, number: int) -> None:
        """Six ask, and whoever is first in the queue is called, seven times; some run over."""
        for turn in range(6):
            asker = (number * 7 + turn * 11) % (self.seats - 4) + 4
            kind = KINDS[turn % len(KINDS)]
            self.seat(asker, commands.RequestSpeech(person_id(asker), kind, device_id(asker)))
            self.play.waits(20 * SECOND)
        for turn in range(7):
            waiting = queue(self.play.state)
            self.chair(commands.GrantSpeech(waiting[0].person))
            self.play.waits((1 + turn % 4) * MINUTE + number * SECOND)
        self.chair(commands.EndSpeech())

    def _lose_quorum(self, item: str) -> None:
        """In mid-speech a third of the hall leaves; the poll waits until they are back."""
        speaker = 50
        self.chair(commands.GrantSpeech(person_id(speaker)))
        leaving = range(self.seats // 2, self.seats + 1)
        self.play.waits(MINUTE)
        for number in leaving:
            self.seat(number, commands.SignOut(person_id(number), "left"))
        assert self.play.refuses(commands.OpenPoll(f"poll-{LOST}-1")) == "quorum-not-met"
        self.play.waits(10 * MINUTE)
        self.chair(commands.NoteItem(item, "Tạm thời không đủ đại biểu."))
        for number in leaving:
            self.seat(number, sign_in(number))

    def _vote(self, poll: str) -> None:
        self.chair(commands.OpenPoll(poll))
        for number in range(1, self.seats + 1):
            choice = Choice.AGAINST if number % 9 == 0 else Choice.FOR
            if number % 20:
                self.seat(number, self.play.ballot(number, choice, poll))
            self.play.waits(200)
        self.play.waits(30 * SECOND)
        self._say("hub", due(self.play.state, self.play.now))
        self.chair(commands.AnnouncePoll(poll))

    def _break(self, minutes: int) -> None:
        self.chair(commands.SuspendSession(self.play.now + minutes * MINUTE))
        self.play.waits(minutes * MINUTE + 40 * SECOND)
        self.chair(commands.ResumeSession())

    # ── who says it ─────────────────────────────────────────────────────────────────────────────

    def chair(self, command: Command) -> None:
        self._say(CONSOLE, (command,))

    def seat(self, number: int, command: Command) -> None:
        self._say(device_id(number), (command,))

    def _say(self, device: str, asked: Iterable[Command]) -> None:
        for command in asked:
            self.steps.append(Step(self.play.now, device, command))
            self.play.does(command)
