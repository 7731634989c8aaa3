"""Steps of speaking as the whole meeting decides them: who may ask, and who begins by themselves."""

from __future__ import annotations

from hub.domain import agenda, attendance, commands, events, poll, session, speaking, speaking_order
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.state import Meeting, after
from hub.domain.vocabulary import QueueMode, SpeechKind, Stage

Events = tuple[Event, ...]
_RUNNING = frozenset({poll.PollStage.OPEN, poll.PollStage.PAUSED})


def queue(state: Meeting) -> tuple[speaking.Request, ...]:
    """Who waits to speak on the active item and is present, in the order they are to speak."""
    present = state.attendance.present
    return speaking_order.queue(state.convened, state.speaking, state.agenda.active, present)


def allotted(state: Meeting, person: str, kind: SpeechKind) -> int | None:
    """How long the person may speak on the active item now; None for no limit: whoever presides."""
    if person == state.presiding:
        return None
    return speaking_order.allotted(
        state.convened, state.speaking, state.agenda.active, person, kind
    )


# ── asking ──────────────────────────────────────────────────────────────────────────────────────


def request(state: Meeting, command: commands.RequestSpeech, now: int) -> Events:
    """Ask to speak on the active item."""
    session.require_begun(state.session)
    item = state.agenda.active
    if not item:
        raise DomainError("no-active-item")
    attendance.require_here(state.attendance, command.person, command.device)
    if command.kind is SpeechKind.PRESENTATION:
        raise DomainError("bad-speech-kind")
    _require_not_speaking(state, command.person)
    asked = speaking.waiting(state.speaking, item, command.person)
    if asked is not None and asked.kind is command.kind:
        return ()
    if asked is None and len(state.speaking.requests.get(item, ())) >= speaking.MAX_REQUESTS:
        raise DomainError("queue-full", limit=speaking.MAX_REQUESTS)
    requested = events.SpeechRequested(command.person, item, command.kind, command.device)
    return and_next(state, (requested,), now)


def withdraw(state: Meeting, command: commands.WithdrawSpeech, _now: int) -> Events:
    """Take a request back, which only who is here can do, or strike it out."""
    item = state.agenda.active
    if speaking.waiting(state.speaking, item, command.person) is None:
        return ()
    if command.by == "person" and command.person not in state.attendance.present:
        raise DomainError("person-not-present", person=command.person)
    return (events.SpeechWithdrawn(command.person, item, command.by),)


# ── giving the floor ────────────────────────────────────────────────────────────────────────────


def grant(state: Meeting, command: commands.GrantSpeech, now: int) -> Events:
    """Give a person the floor; whoever has it stops."""
    session.require_open(state.session)
    item = state.agenda.active
    if not item:
        raise DomainError("no-active-item")
    if any(found.stage in _RUNNING for found in state.polls.values()):
        raise DomainError("poll-open")
    stage = state.agenda.items[item].stage
    if stage not in agenda.TALKING:
        raise DomainError("item-not-ready", item=item, stage=stage)
    if command.person not in state.attendance.present:
        raise DomainError("person-not-present", person=command.person[:80])
    _require_not_speaking(state, command.person)
    kind = command.kind or _kind_asked(state, command.person)
    if kind is SpeechKind.PRESENTATION and stage is not Stage.PRESENTING:
        raise DomainError("bad-speech-kind")
    ended = speaking.ended(state.speaking, "next", now)
    return (*ended, begun(after(state, ended, now), command.person, kind))


def begun(state: Meeting, person: str, kind: SpeechKind) -> events.SpeechBegun:
    """The person's speech on the active item, with its turn and its time."""
    item = state.agenda.active
    turn = speaking_order.turn(state.speaking, item, person)
    return events.SpeechBegun(person, item, kind, allotted(state, person, kind), turn)


def and_next(state: Meeting, happened: Events, now: int) -> Events:
    """`happened`, and in FIFO mode the first of the queue, if the floor is free and the item discussed."""
    then = after(state, happened, now)
    active = then.agenda.items.get(then.agenda.active)
    if (
        then.speaking.mode is not QueueMode.FIFO
        or then.speaking.current is not None
        or then.session.phase is not session.Phase.OPEN
        or active is None
        or active.stage is not Stage.DISCUSSING
    ):
        return happened
    called = next(iter(queue(then)), None)
    return happened if called is None else (*happened, begun(then, called.person, called.kind))


def set_mode(state: Meeting, command: commands.SetQueueMode, now: int) -> Events:
    """Decide otherwise who speaks next."""
    _ = state.convened
    session.require_not_closed(state.session)
    if command.mode is state.speaking.mode:
        return ()
    return and_next(state, (events.QueueModeSet(command.mode),), now)


# ── the speech going on ─────────────────────────────────────────────────────────────────────────


def pause(state: Meeting, _command: commands.PauseSpeech, _now: int) -> Events:
    """Stop its clock."""
    session.require_open(state.session)
    speech = speaking.has_floor(state.speaking)
    return () if speech.since is None else (events.SpeechPaused(speech.person),)


def resume(state: Meeting, _command: commands.ResumeSpeech, _now: int) -> Events:
    """Let it go on."""
    session.require_open(state.session)
    speech = speaking.has_floor(state.speaking)
    return (events.SpeechResumed(speech.person),) if speech.since is None else ()


def extend(state: Meeting, _command: commands.ExtendSpeech, _now: int) -> Events:
    """Give it the norms' extension."""
    session.require_open(state.session)
    speech = speaking.has_floor(state.speaking)
    if speech.allotted_ms is None:
        raise DomainError("not-timed")
    extended = speech.allotted_ms + state.convened.norms.extension_ms
    if extended > speaking.MAX_ALLOTTED_MS:
        raise DomainError("too-long", limit=speaking.MAX_ALLOTTED_MS)
    return (events.SpeechExtended(speech.person, extended),)


def end(state: Meeting, command: commands.EndSpeech, now: int) -> Events:
    """Free the floor."""
    session.require_open(state.session)
    speech = speaking.has_floor(state.speaking)
    by_chair = command.by == "chair"
    if not by_chair and command.by != speech.person:
        raise DomainError("not-speaking")
    reason = "chair" if by_chair else "person"
    return and_next(state, speaking.ended(state.speaking, reason, now), now)


def _require_not_speaking(state: Meeting, person: str) -> None:
    speech = state.speaking.current
    if speech is not None and speech.person == person:
        raise DomainError("already-speaking")


def _kind_asked(state: Meeting, person: str) -> SpeechKind:
    asked = speaking.waiting(state.speaking, state.agenda.active, person)
    return asked.kind if asked else SpeechKind.CONTRIBUTION
