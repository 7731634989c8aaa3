"""Steps of the session as the whole meeting decides them: opening, breaks, the chair's seat, the close."""

from __future__ import annotations

from hub.domain import attendance, commands, events, poll, session
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.speaking import Floor
from hub.domain.state import Meeting

Events = tuple[Event, ...]


def convene(state: Meeting, command: commands.ConveneMeeting, _now: int) -> Events:
    """Start the record."""
    if state.plan is not None:
        raise DomainError("already-convened")
    return (events.MeetingConvened(command.plan),)


def open_session(state: Meeting, _command: commands.OpenSession, _now: int) -> Events:
    """Open with quorum."""
    plan = state.convened
    session.check(state.session.phase, "OpenSession")
    members = attendance.members(plan)
    present = attendance.members_present(plan, state.attendance)
    if state.attendance.quorum is not attendance.Quorum.MET:
        need = attendance.needed(plan.quorum, len(members))
        raise DomainError("quorum-not-met", present=len(present), needed=need)
    return (events.SessionOpened(len(present), len(members)),)


def suspend(state: Meeting, command: commands.SuspendSession, now: int) -> Events:
    """Begin a break; whoever speaks goes on afterwards."""
    session.check(state.session.phase, "SuspendSession")
    if any(found.stage is poll.PollStage.OPEN for found in state.polls.values()):
        raise DomainError("poll-open")
    until = command.returns_at
    if until is not None and not now <= until <= now + session.MAX_BREAK_MS:
        raise DomainError("bad-return-time")
    begun = events.SessionSuspended(until)
    speech = state.speaking.current
    if speech is None or state.speaking.floor is not Floor.SPEAKING:
        return (begun,)
    return (events.SpeechPaused(speech.person, reason="break"), begun)


def resume(state: Meeting, _command: commands.ResumeSession, _now: int) -> Events:
    """End the break; a speech that it paused goes on."""
    session.check(state.session.phase, "ResumeSession")
    speech = state.speaking.current
    if speech is None or not speech.paused_by_break:
        return (events.SessionResumed(),)
    return (events.SessionResumed(), events.SpeechResumed(speech.person))


def hand_over(state: Meeting, command: commands.HandOverChair, _now: int) -> Events:
    """Let another person preside; a speech goes on as it is."""
    plan = state.convened
    session.require_not_closed(state.session)
    if command.person not in {plan.chair, *plan.deputies}:
        raise DomainError("not-a-deputy")
    if command.person == state.presiding:
        return ()
    if command.person not in state.attendance.present:
        raise DomainError("person-not-present", person=command.person)
    return (events.ChairHandedOver(state.presiding, command.person, command.device),)


def close(state: Meeting, _command: commands.CloseSession, _now: int) -> Events:
    """Close over nothing open; nobody can be speaking then."""
    session.check(state.session.phase, "CloseSession")
    if any(found.stage in poll.UNSETTLED for found in state.polls.values()):
        raise DomainError("poll-unsettled")
    if state.agenda.active:
        raise DomainError("item-not-concluded", item=state.agenda.active)
    return (events.SessionClosed(),)
