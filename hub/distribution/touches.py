"""Which snapshots an event makes old: one table. An event that is not in it touches the whole meeting."""

from __future__ import annotations

from hub.domain import events
from hub.domain.events import Event
from protocol.topics import Aspect

_MEETING = frozenset(Aspect) - {Aspect.CATALOGUE, Aspect.PRESENTER, Aspect.HALL}
CALM = frozenset({events.BallotCast, events.PersonSignedIn})  # what may come by the hundred
_AGENDA = frozenset({Aspect.AGENDA})
_SPEAKERS = frozenset({Aspect.SPEAKERS})
_PEOPLE = frozenset({Aspect.PEOPLE, Aspect.SESSION, Aspect.POLL, Aspect.SPEAKERS})
_LEADING = frozenset({Aspect.POLL, Aspect.PROGRESS, Aspect.BALLOTS})  # which poll leads
_COURSE = frozenset({Aspect.AGENDA, Aspect.SPEAKERS, *_LEADING})
_VOTING = frozenset({Aspect.AGENDA, *_LEADING})
TOUCHES: dict[type[object], frozenset[Aspect]] = {
    events.PollReadied: _VOTING,
    events.PollOpened: _VOTING,
    events.PollPaused: _VOTING,
    events.PollResumed: _VOTING,
    events.PollExtended: _VOTING,
    events.PollClosed: _VOTING,
    events.PollAnnounced: _VOTING,
    events.PollVoided: _VOTING,
    events.PollSuperseded: _VOTING,
    events.PollCorrected: _VOTING,
    events.CountEntered: _VOTING,
    events.TieDecided: _VOTING,
    events.VoidProposed: _VOTING,
    events.VoidDeclined: _VOTING,
    events.BallotCast: frozenset({Aspect.PROGRESS}),
    events.PersonSignedIn: _PEOPLE,
    events.PaperReleased: frozenset({Aspect.CATALOGUE}),
    events.PaperRecalled: frozenset({Aspect.CATALOGUE}),
    events.SessionSuspended: frozenset({Aspect.SESSION, *_COURSE}),
    events.SessionResumed: frozenset({Aspect.SESSION, *_COURSE}),
    events.ChairHandedOver: frozenset({Aspect.SESSION, *_SPEAKERS}),
    events.ItemTaken: _COURSE,
    events.ItemPaused: _COURSE,
    events.ItemPostponed: _COURSE,
    events.ItemWithdrawn: _COURSE,
    events.ItemConcluded: _COURSE,
    events.ItemMoved: _VOTING,
    events.ItemRestored: _AGENDA,
    events.ItemPassed: _AGENDA,
    events.ItemInserted: _AGENDA,
    events.AgendaReordered: _AGENDA,
    events.ConclusionDrafted: _AGENDA,
    events.ItemNoted: _AGENDA,
    events.SpeechRequested: _SPEAKERS,
    events.SpeechWithdrawn: _SPEAKERS,
    events.QueueModeSet: _SPEAKERS,
    events.SpeechBegun: _SPEAKERS,
    events.SpeechPaused: _SPEAKERS,
    events.SpeechResumed: _SPEAKERS,
    events.SpeechExtended: _SPEAKERS,
    events.SpeechEnded: _SPEAKERS,
    events.SessionClosed: frozenset(Aspect),
}


def touched_by(event: Event) -> frozenset[Aspect]:
    """The snapshots to be made anew."""
    return TOUCHES.get(type(event), _MEETING)
