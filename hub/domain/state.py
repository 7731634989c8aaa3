"""The state of a whole meeting, and how every event moves it.

Theory of operation. `evolve` applies one event; it cannot fail, since only decided events are recorded.
Folding it over the record gives the state again, on every start and for every auditor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from hub.domain import agenda, attendance, events, papers, poll, session, speaking
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.vocabulary import MeetingPlan


class Meeting(Struct, frozen=True):
    """State of a meeting; `plan` is None until it is convened. `presiding` has the chair now."""

    plan: MeetingPlan | None = None
    session: session.Session = field(default_factory=session.Session)
    presiding: str = ""
    attendance: attendance.Attendance = field(default_factory=attendance.Attendance)
    agenda: agenda.Agenda = field(default_factory=agenda.Agenda)
    speaking: speaking.Speaking = field(default_factory=speaking.Speaking)
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
    if isinstance(event, events.ChairHandedOver):
        return replace(state, presiding=event.person)
    if isinstance(event, events.MinutesWritten):
        return replace(state, minutes=event)
    if isinstance(event, events.BundleReceived):
        return replace(state, receipt=event)
    if isinstance(event, events.PaperReleased | events.PaperRecalled):
        return replace(state, dossier=papers.evolve(state.dossier, event))
    return replace(
        state,
        session=session.evolve(state.session, event, at),
        attendance=attendance.evolve(state.attendance, event, at),
        agenda=agenda.evolve(state.agenda, event, at),
        speaking=speaking.evolve(state.speaking, event, at),
    )


def after(state: Meeting, happened: Iterable[Event], at: int) -> Meeting:
    """The state after all of `happened`, one after another."""
    for event in happened:
        state = evolve(state, event, at)
    return state


def _convened(state: Meeting, plan: MeetingPlan) -> Meeting:
    return replace(
        state,
        plan=plan,
        presiding=plan.chair,
        attendance=attendance.start(plan),
        agenda=agenda.start(plan),
        speaking=speaking.start(plan),
        dossier=papers.start(plan),
        polls={planned.poll: poll.start(planned) for planned in plan.polls},
    )
