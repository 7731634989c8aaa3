"""The state of a whole meeting, and how every event moves it.

Theory of operation. `evolve` applies one event; it cannot fail, since only decided events are recorded.
Folding it over the record gives the state again, on every start and for every auditor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hub.domain import agenda, attendance, events, papers, poll, session
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.vocabulary import MeetingPlan


@dataclass(frozen=True)
class Meeting:
    """State of a meeting; `plan` is None until it is convened."""

    plan: MeetingPlan | None = None
    session: session.Session = field(default_factory=session.Session)
    attendance: attendance.Attendance = field(default_factory=attendance.Attendance)
    agenda: agenda.Agenda = field(default_factory=agenda.Agenda)
    polls: Mapping[str, poll.Poll] = field(default_factory=dict)
    dossier: papers.Dossier = field(default_factory=papers.Dossier)
    minutes: events.MinutesWritten | None = None
    receipt: events.BundleReceived | None = None

    @property
    def convened(self) -> MeetingPlan:
        """The plan, or a refusal when there is no meeting yet."""
        if self.plan is None:
            raise DomainError("no-meeting")
        return self.plan

    def poll(self, name: str) -> poll.Poll:
        """A poll of this meeting, or the refusal `unknown-poll`."""
        found = self.polls.get(name)
        if found is None:
            raise DomainError("unknown-poll", poll=name[:80])
        return found


def evolve(state: Meeting, event: Event, at: int) -> Meeting:
    """The state after `event`, recorded at `at` (milliseconds since the epoch)."""
    if isinstance(event, events.ItemPassed):
        return replace(state, agenda=agenda.evolve(state.agenda, event, at))
    name = getattr(event, "poll", None)
    if name is not None:
        moved = poll.evolve(state.polls[name], event, at)
        return replace(state, polls={**state.polls, name: moved})
    if isinstance(event, events.PollDrafted):
        return replace(state, polls={**state.polls, event.plan.poll: poll.start(event.plan)})
    if isinstance(event, events.MeetingConvened):
        return _convened(state, event.plan)
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
    if isinstance(event, events.PaperReleased | events.PaperRecalled):
        return replace(state, dossier=papers.evolve(state.dossier, event))
    return replace(
        state,
        attendance=attendance.evolve(state.attendance, event, at),
        agenda=agenda.evolve(state.agenda, event, at),
    )


def _convened(state: Meeting, plan: MeetingPlan) -> Meeting:
    return replace(
        state,
        plan=plan,
        attendance=attendance.start(plan),
        agenda=agenda.start(plan),
        dossier=papers.start(plan),
        polls={planned.poll: poll.start(planned) for planned in plan.polls},
    )
