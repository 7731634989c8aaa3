"""A whole meeting: which part decides which command.

Theory of operation. `decide` looks at the state and a command and answers with events or a `DomainError`;
it changes nothing. Anything that crosses parts (a poll moves its item, a close needs settled polls) is
decided here and in `poll_steps`. What the clock alone asks for is a command like any other: `due`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.domain import agenda, attendance, commands, events, papers, poll, poll_steps, session
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.poll_steps import roll_hash
from hub.domain.state import Meeting, evolve

__all__ = ["Meeting", "decide", "due", "evolve", "next_due", "roll_hash"]

Events = tuple[Event, ...]


def decide(state: Meeting, command: Command, now: int) -> Events:
    """What `command` makes happen at `now` (milliseconds since the epoch), or a `DomainError`.

    An empty answer means: already so.
    """
    return _DECIDERS[type(command)](state, command, now)


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


# ── the meeting and its people ──────────────────────────────────────────────────────────────────


def _convene(state: Meeting, command: commands.ConveneMeeting, _now: int) -> Events:
    if state.plan is not None:
        raise DomainError("already-convened")
    return (events.MeetingConvened(command.plan),)


def _sign_in(state: Meeting, command: commands.SignIn, _now: int) -> Events:
    _require_not_closed(state)
    return attendance.sign_in(state.convened, state.attendance, command)


def _sign_out(state: Meeting, command: commands.SignOut, _now: int) -> Events:
    _require_not_closed(state)
    return attendance.sign_out(state.convened, state.attendance, command)


def _move_person(state: Meeting, command: commands.MovePerson, _now: int) -> Events:
    _require_not_closed(state)
    return attendance.move(state.convened, state.attendance, command)


def _accept_absence(state: Meeting, command: commands.AcceptAbsence, _now: int) -> Events:
    _require_not_closed(state)
    return attendance.accept_absence(state.convened, state.attendance, command)


def _unlock_person(state: Meeting, command: commands.UnlockPerson, _now: int) -> Events:
    _require_not_closed(state)
    return attendance.unlock(state.attendance, command)


def _require_not_closed(state: Meeting) -> None:
    if state.session.phase is session.Phase.CLOSED:
        raise DomainError("session-closed")


# ── session and agenda ──────────────────────────────────────────────────────────────────────────


def _open_session(state: Meeting, _command: commands.OpenSession, _now: int) -> Events:
    plan = state.convened
    session.check(state.session.phase, "OpenSession")
    members = attendance.members(plan)
    present = attendance.members_present(plan, state.attendance)
    if state.attendance.quorum is not attendance.Quorum.MET:
        need = attendance.needed(plan.quorum, len(members))
        raise DomainError("quorum-not-met", present=len(present), needed=need)
    return (events.SessionOpened(len(present), len(members)),)


def _close_session(state: Meeting, _command: commands.CloseSession, _now: int) -> Events:
    session.check(state.session.phase, "CloseSession")
    if any(found.stage in poll.UNSETTLED for found in state.polls.values()):
        raise DomainError("poll-unsettled")
    if state.agenda.active:
        raise DomainError("item-not-concluded", item=state.agenda.active)
    return (events.SessionClosed(),)


def _take_item(state: Meeting, command: commands.TakeItem, _now: int) -> Events:
    session.require_open(state.session)
    return agenda.take(state.agenda, command)


def _start_discussion(state: Meeting, command: commands.StartDiscussion, _now: int) -> Events:
    session.require_open(state.session)
    return agenda.start_discussion(state.agenda, command)


def _conclude_item(state: Meeting, command: commands.ConcludeItem, _now: int) -> Events:
    session.require_open(state.session)
    return agenda.conclude(state.agenda, command)


def _release_paper(state: Meeting, command: commands.ReleasePaper, _now: int) -> Events:
    _require_not_closed(state)
    return (papers.release(state.convened, state.dossier, command),)


def _recall_paper(state: Meeting, command: commands.RecallPaper, _now: int) -> Events:
    return (papers.recall(state.dossier, command),)


def _record_minutes(state: Meeting, command: commands.RecordMinutes, _now: int) -> Events:
    if state.session.phase is not session.Phase.CLOSED:
        raise DomainError("session-not-closed")
    return (events.MinutesWritten(command.file, command.sha256, command.size),)


def _record_receipt(state: Meeting, command: commands.RecordReceipt, _now: int) -> Events:
    if state.minutes is None:
        raise DomainError("no-minutes")
    if state.receipt is not None and state.receipt.bundle_sha256 == command.bundle_sha256:
        return ()
    return (
        events.BundleReceived(
            command.bundle_sha256, command.centre, command.receipt, command.signature
        ),
    )


_DECIDERS: dict[type[Any], Callable[[Meeting, Any, int], Events]] = {
    commands.ConveneMeeting: _convene,
    commands.SignIn: _sign_in,
    commands.SignOut: _sign_out,
    commands.MovePerson: _move_person,
    commands.AcceptAbsence: _accept_absence,
    commands.UnlockPerson: _unlock_person,
    commands.OpenSession: _open_session,
    commands.CloseSession: _close_session,
    commands.TakeItem: _take_item,
    commands.StartDiscussion: _start_discussion,
    commands.ConcludeItem: _conclude_item,
    commands.ReadyPoll: poll_steps.ready,
    commands.AskNow: poll_steps.ask_now,
    commands.Revote: poll_steps.revote,
    commands.OpenPoll: poll_steps.open_poll,
    commands.PausePoll: poll_steps.pause,
    commands.ResumePoll: poll_steps.resume,
    commands.ExtendPoll: poll_steps.extend,
    commands.CastBallot: poll_steps.cast,
    commands.EnterCount: poll_steps.enter,
    commands.ClosePoll: poll_steps.close,
    commands.DecideTie: poll_steps.decide_tie,
    commands.AnnouncePoll: poll_steps.announce,
    commands.CorrectPoll: poll_steps.correct,
    commands.ProposeVoid: poll_steps.propose_void,
    commands.AnswerVoid: poll_steps.answer_void,
    commands.ReleasePaper: _release_paper,
    commands.RecallPaper: _recall_paper,
    commands.RecordMinutes: _record_minutes,
    commands.RecordReceipt: _record_receipt,
}
