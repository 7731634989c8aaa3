"""An open poll: opening it, its clock, and the ballots persons press."""

from __future__ import annotations

from msgspec import Struct

from hub.domain.answers import check_answer
from hub.domain.commands import (
    CastBallot,
    ExtendPoll,
    GiveTimeBack,
    PausePoll,
    ReadyPoll,
    ResumePoll,
)
from hub.domain.errors import DomainError
from hub.domain.events import (
    BallotCast,
    PollExtended,
    PollOpened,
    PollPaused,
    PollReadied,
    PollResumed,
)
from hub.domain.poll import Poll, check
from hub.domain.vocabulary import PollKind, PressRule

MAX_EXTENSION_MS = 600_000  # ten minutes: longer is a pause


class Hall(Struct, frozen=True):
    """Who is there at an opening: the frozen lists, N, and whether quorum is met."""

    roll: tuple[str, ...]
    roll_sha256: str
    present: tuple[str, ...]
    members: int
    quorum_met: bool


def ready(poll: Poll, command: ReadyPoll) -> PollReadied:
    """Declare a drafted poll ready."""
    check(poll, "ReadyPoll")
    return PollReadied(command.poll)


def open_poll(poll: Poll, hall: Hall, now: int) -> PollOpened:
    """Freeze the lists and let answering begin."""
    check(poll, "OpenPoll")
    if poll.plan.kind is PollKind.SECRET:
        raise DomainError("secret-poll-unsupported", poll=poll.plan.poll)
    duration = poll.plan.settings.duration_ms if poll.pressed else None
    return PollOpened(
        poll=poll.plan.poll,
        roll=hall.roll,
        roll_sha256=hall.roll_sha256,
        members=hall.members,
        present=hall.present,
        closes_at=None if duration is None else now + duration,
        quorum_met=hall.quorum_met,
    )


def pause(poll: Poll, command: PausePoll, now: int) -> PollPaused:
    """Suspend answering, keeping what is left of the time."""
    check(poll, "PausePoll")
    _check_time(poll, now)
    remaining = None if poll.closes_at is None else poll.closes_at - now
    return PollPaused(command.poll, remaining)


def resume(poll: Poll, command: ResumePoll, now: int) -> PollResumed:
    """Go on with the time that was left."""
    check(poll, "ResumePoll")
    closes_at = None if poll.remaining_ms is None else now + poll.remaining_ms
    return PollResumed(command.poll, closes_at)


def extend(poll: Poll, command: ExtendPoll, now: int) -> PollExtended:
    """Give more time to a poll that has a clock."""
    check(poll, "ExtendPoll")
    _check_time(poll, now)
    if poll.closes_at is None:
        raise DomainError("poll-without-clock", poll=command.poll)
    if not 0 < command.by_ms <= MAX_EXTENSION_MS:
        raise DomainError("bad-extension", limit=MAX_EXTENSION_MS)
    return PollExtended(command.poll, poll.closes_at + command.by_ms)


def give_back(poll: Poll, command: GiveTimeBack) -> tuple[PollExtended, ...]:
    """Let nobody's time to press run out while the hub was away, even if it would be over by now."""
    check(poll, "GiveTimeBack")
    if poll.closes_at is None or poll.closes_at >= command.until:
        return ()
    return (PollExtended(command.poll, command.until),)


def cast(poll: Poll, command: CastBallot, now: int) -> BallotCast:
    """Accept one ballot, or say why not."""
    check(poll, "CastBallot")
    if not poll.pressed:
        raise DomainError("not-pressed-poll", poll=command.poll)
    _check_time(poll, now)
    if command.person not in poll.present:
        entitled = command.person in poll.roll
        raise DomainError("arrived-after-opening" if entitled else "not-entitled")
    check_answer(poll.plan, command.answer)
    if command.person in poll.ballots and poll.plan.settings.press is PressRule.FIRST:
        raise DomainError("already-voted")
    return BallotCast(
        poll=command.poll,
        person=command.person,
        seat=command.seat,
        device=command.device,
        answer=command.answer,
        ballot=command.ballot,
        statement=command.statement,
        signature=command.signature,
    )


def _check_time(poll: Poll, now: int) -> None:
    if poll.closes_at is not None and now >= poll.closes_at:
        raise DomainError("poll-closed", poll=poll.plan.poll)
