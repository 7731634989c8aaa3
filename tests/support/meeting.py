"""A meeting told as dialogue: somebody asks, the meeting answers with events or refuses.

play = Play(make_plan(3))
play.does(SignIn("p001", "001", "seat-001"))
assert play.refuses(OpenSession()) == "quorum-not-met"
"""

from __future__ import annotations

from uuid import UUID

from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.meeting import Meeting, decide, evolve
from hub.domain.vocabulary import Choice, Entry, MeetingPlan, NamedAnswer
from tests.support.plans import device_id, person_id


class Play:
    """One meeting and everything that has happened in it. `now` moves when told."""

    def __init__(self, plan: MeetingPlan) -> None:
        self.state = Meeting()
        self.now = plan.starts_at
        self.events: list[tuple[Event, int]] = []
        self._ids = 0
        self.does(commands.ConveneMeeting(plan))

    def does(self, *asked: Command) -> tuple[Event, ...]:
        """Decide and record each; the events of the last one."""
        decided: tuple[Event, ...] = ()
        for command in asked:
            decided = decide(self.state, command, self.now)
            self.records(*decided)
        return decided

    def records(self, *events: Event) -> None:
        """These have happened."""
        for event in events:
            self.events.append((event, self.now))
            self.state = evolve(self.state, event, self.now)

    def refuses(self, command: Command) -> str:
        """The code with which a command is refused; fails if it is not."""
        before = self.state
        try:
            decided = decide(self.state, command, self.now)
        except DomainError as refusal:
            assert self.state == before
            return refusal.code
        raise AssertionError(f"not refused: {decided}")

    def waits(self, milliseconds: int) -> None:
        """Let time pass."""
        self.now += milliseconds

    def signs_in(self, *numbers: int) -> None:
        """These persons sit down at their seats."""
        self.does(*(sign_in(number) for number in numbers))

    def leaves(self, *numbers: int) -> None:
        """These persons go."""
        self.does(*(commands.SignOut(person_id(number), "left") for number in numbers))

    def ballot(
        self, number: int, answer: Choice | tuple[str, ...], poll: str = "poll-1-1"
    ) -> commands.CastBallot:
        """A fresh ballot of a person at their seat."""
        return commands.CastBallot(
            poll=poll,
            person=person_id(number),
            seat=f"{number:03d}",
            device=device_id(number),
            answer=(answer,) if isinstance(answer, Choice) else answer,
            ballot=self._new_id(),
            statement="{}",
            signature="00",
        )

    def voids(self, poll: str = "poll-1-1") -> None:
        """The chair proposes and the secretary (p002) agrees that a poll is void."""
        self.does(
            commands.ProposeVoid(poll, "nhầm nội dung"),
            commands.AnswerVoid(poll, person_id(2), device_id(2), agrees=True),
        )

    def count(self, number: int, entry: Entry, poll: str = "poll-1-1") -> commands.EnterCount:
        """Counts as this person typed them."""
        who = (person_id(number), device_id(number))
        return commands.EnterCount(poll, *who, entry, self._new_id(), "{}", "00")

    def correction(
        self,
        *answers: tuple[int, tuple[str, ...]],
        entry: Entry | None = None,
        poll: str = "poll-1-1",
    ) -> commands.CorrectPoll:
        """The secretary's (p002) correction of what persons answered, or of the counts."""
        return commands.CorrectPoll(
            poll=poll,
            person=person_id(2),
            device=device_id(2),
            reason="bấm nhầm",
            answers=tuple(NamedAnswer(person_id(n), answer) for n, answer in answers),
            entry=entry,
            correction=self._new_id(),
            statement="{}",
            signature="00",
        )

    def _new_id(self) -> str:
        self._ids += 1
        return str(UUID(int=self._ids))

    def votes(self, **choices: Choice) -> None:
        """`votes(p1=Choice.FOR)`: persons answer the first poll."""
        for name, choice in choices.items():
            self.does(self.ballot(int(name[1:]), choice))


def sign_in(number: int) -> commands.SignIn:
    return commands.SignIn(person_id(number), f"{number:03d}", device_id(number), proven=True)


def in_session(plan: MeetingPlan, present: int) -> Play:
    """The session is open and the first item is being discussed."""
    play = Play(plan)
    play.signs_in(*range(1, present + 1))
    play.does(
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
    )
    return play


def in_poll(plan: MeetingPlan, present: int) -> Play:
    """The first poll of the first item is open."""
    play = in_session(plan, present)
    play.does(commands.OpenPoll("poll-1-1"))
    return play
