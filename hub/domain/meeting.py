"""A whole meeting: which part decides which command, and how every event moves the state.

Theory of operation. `decide` looks at the state and a command and answers with events or a `DomainError`;
it changes nothing. `evolve` applies one event; it cannot fail, since only decided events are recorded.
Folding `evolve` over the record gives the state again, on every start and for every auditor. Anything
that crosses parts (a poll moves its item, a close needs settled polls) stands here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hub.domain import agenda, attendance, commands, events, poll, session
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.vocabulary import MeetingPlan, QuorumPolicy


@dataclass(frozen=True)
class Meeting:
    """State of a meeting; `plan` is None until it is convened."""

    plan: MeetingPlan | None = None
    session: session.Session = field(default_factory=session.Session)
    attendance: attendance.Attendance = field(default_factory=attendance.Attendance)
    agenda: agenda.Agenda = field(default_factory=agenda.Agenda)
    polls: Mapping[str, poll.Poll] = field(default_factory=dict)
    minutes: events.MinutesWritten | None = None
    receipt: events.BundleReceived | None = None

    @property
    def convened(self) -> MeetingPlan:
        """The plan, or a refusal when there is no meeting yet."""
        if self.plan is None:
            raise DomainError("no-meeting")
        return self.plan


def decide(state: Meeting, command: Command, now: int) -> tuple[Event, ...]:
    """What `command` makes happen at `now` (milliseconds since the epoch), or a `DomainError`.

    An empty answer means: already so.
    """
    return _DECIDERS[type(command)](state, command, now)


def roll_hash(roll: Iterable[str]) -> str:
    """SHA-256 of the roll: the JSON list of sorted persons, without spaces."""
    text = json.dumps(sorted(roll), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def due(state: Meeting, now: int) -> tuple[Command, ...]:
    """What the clock alone asks for: polls whose time has run out are to be closed."""
    return tuple(
        commands.ClosePoll(name, reason="time")
        for name, found in state.polls.items()
        if found.closes_at is not None and now >= found.closes_at
    )


def next_due(state: Meeting) -> int | None:
    """When the clock will next ask for something."""
    return min((p.closes_at for p in state.polls.values() if p.closes_at is not None), default=None)


# ── deciding ────────────────────────────────────────────────────────────────────────────────────


def _convene(state: Meeting, command: commands.ConveneMeeting, _now: int) -> tuple[Event, ...]:
    if state.plan is not None:
        raise DomainError("already-convened")
    return (events.MeetingConvened(command.plan),)


def _sign_in(state: Meeting, command: commands.SignIn, _now: int) -> tuple[Event, ...]:
    if state.session.phase is session.Phase.CLOSED:
        raise DomainError("session-closed")
    return attendance.sign_in(state.convened, state.attendance, command)


def _sign_out(state: Meeting, command: commands.SignOut, _now: int) -> tuple[Event, ...]:
    if state.session.phase is session.Phase.CLOSED:
        raise DomainError("session-closed")
    return attendance.sign_out(state.convened, state.attendance, command)


def _open_session(state: Meeting, _command: commands.OpenSession, _now: int) -> tuple[Event, ...]:
    plan = state.convened
    session.check(state.session.phase, "OpenSession")
    members = attendance.members(plan)
    present = attendance.members_present(plan, state.attendance)
    if state.attendance.quorum is not attendance.Quorum.MET:
        need = attendance.needed(plan.quorum, len(members))
        raise DomainError("quorum-not-met", present=len(present), needed=need)
    return (events.SessionOpened(len(present), len(members)),)


def _close_session(state: Meeting, _command: commands.CloseSession, _now: int) -> tuple[Event, ...]:
    session.check(state.session.phase, "CloseSession")
    if any(found.stage in poll.UNSETTLED for found in state.polls.values()):
        raise DomainError("poll-unsettled")
    if state.agenda.active:
        raise DomainError("item-not-concluded", item=state.agenda.active)
    return (events.SessionClosed(),)


def _take_item(state: Meeting, command: commands.TakeItem, _now: int) -> tuple[Event, ...]:
    session.require_open(state.session)
    return agenda.take(state.agenda, command)


def _start_discussion(
    state: Meeting, command: commands.StartDiscussion, _now: int
) -> tuple[Event, ...]:
    session.require_open(state.session)
    return agenda.start_discussion(state.agenda, command)


def _conclude_item(state: Meeting, command: commands.ConcludeItem, _now: int) -> tuple[Event, ...]:
    session.require_open(state.session)
    return agenda.conclude(state.agenda, command)


def _open_poll(state: Meeting, command: commands.OpenPoll, now: int) -> tuple[Event, ...]:
    session.require_open(state.session)
    plan, found = state.convened, _poll(state, command.poll)
    if any(other.stage in poll.UNSETTLED for other in state.polls.values()):
        poll.check(found, "OpenPoll")
        raise DomainError("poll-unsettled")
    if found.plan.item != state.agenda.active:
        raise DomainError("item-not-active", item=found.plan.item)
    quorum_met = state.attendance.quorum is attendance.Quorum.MET
    if not quorum_met and found.plan.settings.quorum is QuorumPolicy.BLOCK:
        raise DomainError("quorum-not-met")
    roll = attendance.members(plan)
    opened = poll.open_poll(
        found,
        roll=roll,
        roll_sha256=roll_hash(roll),
        present=attendance.members_present(plan, state.attendance),
        members=len(roll),
        quorum_met=quorum_met,
        now=now,
    )
    stage = agenda.move(state.agenda, found.plan.item, "OpenPoll")
    return (opened, events.ItemMoved(found.plan.item, stage))


def _pause_poll(state: Meeting, command: commands.PausePoll, now: int) -> tuple[Event, ...]:
    return (poll.pause(_poll(state, command.poll), command, now),)


def _resume_poll(state: Meeting, command: commands.ResumePoll, now: int) -> tuple[Event, ...]:
    return (poll.resume(_poll(state, command.poll), command, now),)


def _extend_poll(state: Meeting, command: commands.ExtendPoll, now: int) -> tuple[Event, ...]:
    return (poll.extend(_poll(state, command.poll), command, now),)


def _cast_ballot(state: Meeting, command: commands.CastBallot, now: int) -> tuple[Event, ...]:
    place = state.attendance.present.get(command.person)
    found = _poll(state, command.poll)
    if place is None or place.seat != command.seat or place.device != command.device:
        raise DomainError("not-signed-in-here")
    if any(command.ballot in other.used for other in state.polls.values()):
        raise DomainError("ballot-reused")
    return (poll.cast(found, command, now),)


def _close_poll(state: Meeting, command: commands.ClosePoll, _now: int) -> tuple[Event, ...]:
    return (poll.close(_poll(state, command.poll), command, state.convened.chair),)


def _announce_poll(state: Meeting, command: commands.AnnouncePoll, _now: int) -> tuple[Event, ...]:
    found = _poll(state, command.poll)
    poll.check(found, "AnnouncePoll")
    stage = agenda.move(state.agenda, found.plan.item, "AnnouncePoll")
    return (events.PollAnnounced(command.poll), events.ItemMoved(found.plan.item, stage))


def _void_poll(state: Meeting, command: commands.VoidPoll, _now: int) -> tuple[Event, ...]:
    session.require_open(state.session)
    found = _poll(state, command.poll)
    voided = poll.void(found, command, state.convened.secretary)
    if found.stage is poll.PollStage.ANNOUNCED:
        return (voided,)
    stage = agenda.move(state.agenda, found.plan.item, "VoidPoll")
    return (voided, events.ItemMoved(found.plan.item, stage))


def _record_minutes(
    state: Meeting, command: commands.RecordMinutes, _now: int
) -> tuple[Event, ...]:
    if state.session.phase is not session.Phase.CLOSED:
        raise DomainError("session-not-closed")
    return (events.MinutesWritten(command.file, command.sha256, command.size),)


def _record_receipt(
    state: Meeting, command: commands.RecordReceipt, _now: int
) -> tuple[Event, ...]:
    if state.minutes is None:
        raise DomainError("no-minutes")
    if state.receipt is not None and state.receipt.bundle_sha256 == command.bundle_sha256:
        return ()
    return (
        events.BundleReceived(
            command.bundle_sha256, command.centre, command.receipt, command.signature
        ),
    )


def _poll(state: Meeting, name: str) -> poll.Poll:
    found = state.polls.get(name)
    if found is None:
        raise DomainError("unknown-poll", poll=name)
    return found


_DECIDERS: dict[type[Any], Callable[[Meeting, Any, int], tuple[Event, ...]]] = {
    commands.ConveneMeeting: _convene,
    commands.SignIn: _sign_in,
    commands.SignOut: _sign_out,
    commands.OpenSession: _open_session,
    commands.CloseSession: _close_session,
    commands.TakeItem: _take_item,
    commands.StartDiscussion: _start_discussion,
    commands.ConcludeItem: _conclude_item,
    commands.OpenPoll: _open_poll,
    commands.PausePoll: _pause_poll,
    commands.ResumePoll: _resume_poll,
    commands.ExtendPoll: _extend_poll,
    commands.CastBallot: _cast_ballot,
    commands.ClosePoll: _close_poll,
    commands.AnnouncePoll: _announce_poll,
    commands.VoidPoll: _void_poll,
    commands.RecordMinutes: _record_minutes,
    commands.RecordReceipt: _record_receipt,
}


# ── evolving ────────────────────────────────────────────────────────────────────────────────────


def evolve(state: Meeting, event: Event, at: int) -> Meeting:
    """The state after `event`, recorded at `at`."""
    name = getattr(event, "poll", None)
    if name is not None:
        moved = poll.evolve(state.polls[name], event, at)
        return replace(state, polls={**state.polls, name: moved})
    if isinstance(event, events.MeetingConvened):
        polls = {planned.poll: poll.Poll(planned) for planned in event.plan.polls}
        return replace(state, plan=event.plan, agenda=agenda.start(event.plan), polls=polls)
    if isinstance(event, events.SessionOpened):
        opened = session.Session(session.Phase.OPEN, opened_at=at)
        return replace(state, session=opened)
    if isinstance(event, events.SessionClosed):
        closed = replace(state.session, phase=session.Phase.CLOSED, closed_at=at)
        return replace(state, session=closed)
    if isinstance(event, events.MinutesWritten):
        return replace(state, minutes=event)
    if isinstance(event, events.BundleReceived):
        return replace(state, receipt=event)
    return replace(
        state,
        attendance=attendance.evolve(state.attendance, event, at),
        agenda=agenda.evolve(state.agenda, event, at),
    )
