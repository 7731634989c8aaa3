"""A whole meeting: which part decides which command.

Theory of operation. `decide` looks at the state and a command and answers with events or a `DomainError`;
it changes nothing. Anything that crosses parts (a poll moves its item and ends a speech, a break pauses
it, a close needs settled polls) is decided in the part's steps, which see the whole meeting. What the clock
alone asks for is a command like any other: `due`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.domain import (
    agenda_steps,
    commands,
    events,
    papers,
    people_steps,
    poll_steps,
    session,
    session_steps,
    speaking_steps,
)
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.poll_steps import roll_hash
from hub.domain.state import Meeting, evolve

__all__ = ["Meeting", "decide", "due", "evolve", "given_back", "next_due", "roll_hash"]

Events = tuple[Event, ...]

# As one touch of "+15 giây": five heartbeats, in which every terminal is back.
LAST_CALL_MS = 15_000


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


def given_back(state: Meeting, now: int) -> tuple[Command, ...]:
    """What a hub does first that was away nobody knows how long: whoever wanted to press still can."""
    return tuple(
        commands.GiveTimeBack(name, now + LAST_CALL_MS)
        for name, found in state.polls.items()
        if found.closes_at is not None
    )


def next_due(state: Meeting) -> int | None:
    """When the clock will next ask for something."""
    return min((p.closes_at for p in state.polls.values() if p.closes_at is not None), default=None)


# ── papers, minutes and receipts ────────────────────────────────────────────────────────────────


def _release_paper(state: Meeting, command: commands.ReleasePaper, _now: int) -> Events:
    _ = state.convened
    session.require_not_closed(state.session)
    return (papers.release(state.agenda.items, state.dossier, command),)


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
    commands.ConveneMeeting: session_steps.convene,
    commands.OpenSession: session_steps.open_session,
    commands.SuspendSession: session_steps.suspend,
    commands.ResumeSession: session_steps.resume,
    commands.HandOverChair: session_steps.hand_over,
    commands.CloseSession: session_steps.close,
    commands.SignIn: people_steps.sign_in,
    commands.SignOut: people_steps.sign_out,
    commands.MovePerson: people_steps.move,
    commands.AcceptAbsence: people_steps.accept_absence,
    commands.UnlockPerson: people_steps.unlock,
    commands.TakeItem: agenda_steps.take,
    commands.StartDiscussion: agenda_steps.start_discussion,
    commands.PauseItem: agenda_steps.pause,
    commands.PostponeItem: agenda_steps.postpone,
    commands.WithdrawItem: agenda_steps.withdraw,
    commands.PassItems: agenda_steps.pass_items,
    commands.RestoreItem: agenda_steps.restore,
    commands.InsertItem: agenda_steps.insert,
    commands.MoveItem: agenda_steps.reorder,
    commands.DraftConclusion: agenda_steps.draft,
    commands.NoteItem: agenda_steps.note,
    commands.ConcludeItem: agenda_steps.conclude,
    commands.RequestSpeech: speaking_steps.request,
    commands.WithdrawSpeech: speaking_steps.withdraw,
    commands.GrantSpeech: speaking_steps.grant,
    commands.PauseSpeech: speaking_steps.pause,
    commands.ResumeSpeech: speaking_steps.resume,
    commands.ExtendSpeech: speaking_steps.extend,
    commands.EndSpeech: speaking_steps.end,
    commands.SetQueueMode: speaking_steps.set_mode,
    commands.ReadyPoll: poll_steps.ready,
    commands.AskNow: poll_steps.ask_now,
    commands.Revote: poll_steps.revote,
    commands.OpenPoll: poll_steps.open_poll,
    commands.PausePoll: poll_steps.pause,
    commands.ResumePoll: poll_steps.resume,
    commands.ExtendPoll: poll_steps.extend,
    commands.GiveTimeBack: poll_steps.give_back,
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
