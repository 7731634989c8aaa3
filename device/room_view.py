"""What a terminal has been told about the room: the newest snapshot of each aspect, and the heads.

Theory of operation. Snapshots carry the log sequence they show and the hub's time; an older one never
replaces a newer one, whatever order they arrive in. A view is about one meeting; another meeting that
is newer by the hub's time gets a new view. Heads, receipts and closing records name sequence numbers
with their hashes: two different hashes for one number mean that the hub tells different stories, and
that is never forgotten.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

from protocol.envelope import Envelope
from protocol.messages import (
    NAMES,
    AgendaState,
    Attendee,
    BallotsState,
    CatalogueState,
    ChairView,
    HallState,
    Head,
    ItemState,
    Mark,
    Message,
    OnePoll,
    PeopleState,
    PersonAt,
    PollState,
    PresenterState,
    ProgressState,
    Receipt,
    SeatNotice,
    SessionState,
    SpeakersState,
    Welcome,
)
from protocol.record import GENESIS

# Kept heads: a day of presses at one head a second would be 28,800, polls are what counts.
MAX_HEADS = 4096
SNAPSHOTS = (
    SessionState,
    AgendaState,
    PeopleState,
    PollState,
    ProgressState,
    BallotsState,
    CatalogueState,
    PresenterState,
    SpeakersState,
    HallState,
    ChairView,
    SeatNotice,
    Head,
)

M = TypeVar("M")


class HubClock:
    """The hub's time as heard: messages only ever arrive late, so the largest difference is nearest."""

    def __init__(self) -> None:
        self._offset: int | None = None

    def hear(self, envelope: Envelope, now: int) -> None:
        """Learn from a message's time; a welcome is fresh and resets what was learnt."""
        offset = envelope.at - now
        fresh = isinstance(envelope.message, Welcome)
        if self._offset is None or fresh or offset > self._offset:
            self._offset = offset

    def at(self, now: int) -> int | None:
        """The hub's time in milliseconds since the epoch, or None before it was heard."""
        return None if self._offset is None else now + self._offset

    def when(self, at: int | None) -> int | None:
        """When the hub's time will be `at`, on this machine's clock; None if that cannot be known."""
        return None if self._offset is None or at is None else at - self._offset


class RoomView:
    """One meeting as told. `meeting` is empty before any was heard of."""

    def __init__(self, meeting: str = "", begun_at: int = 0) -> None:
        self.meeting = meeting
        self.seq = 0
        self.hash = GENESIS
        self.contradicted = False
        self._begun_at = begun_at
        self._seen: dict[type[object], tuple[int, int]] = {}
        self._held: dict[type[object], Message] = {}
        self._heads: OrderedDict[int, str] = OrderedDict()
        self._places: dict[str, PersonAt] = {}  # by device
        self._persons: dict[str, PersonAt | Attendee] = {}
        self._polls: dict[str, OnePoll] = {}

    def superseded_by(self, envelope: Envelope) -> bool:
        """Whether the message is of another, newer meeting."""
        other = envelope.meeting not in {"", self.meeting}
        return other and envelope.at >= self._begun_at

    def take(self, envelope: Envelope) -> bool:
        """Keep a snapshot if it is of this meeting and not older than what is known; whether it was.

        What it says of the record is remembered even if it is old.
        """
        message = envelope.message
        if envelope.meeting != self.meeting:
            return False
        self._note(message)
        mark = (envelope.seq, envelope.at)
        if not isinstance(message, SNAPSHOTS) or mark < self._seen.get(type(message), (0, 0)):
            return False
        self._seen[type(message)] = mark
        self._held[type(message)] = message
        if isinstance(message, PeopleState):
            self._places = {seat.device: seat for seat in message.seats}
            self._persons = {each.person: each for each in reversed(self.persons)}
        elif isinstance(message, PollState):
            self._polls = {poll.poll: poll for poll in message.polls}
        return True

    def marks(self) -> tuple[Mark, ...]:
        """Which snapshots are here, for the heartbeat."""
        return tuple(Mark(NAMES[type(m)], self._seen[kind][1]) for kind, m in self._held.items())

    def _note(self, message: Message) -> None:
        if isinstance(message, Head | Receipt):
            self._note_head(message.seq, message.hash)
        elif isinstance(message, PollState):
            for poll in message.polls:
                if poll.record_seq:
                    self._note_head(poll.record_seq, poll.record_hash)

    def _note_head(self, seq: int, digest: str) -> None:
        """Remember that the record `seq` is said to have this hash."""
        known = self._heads.setdefault(seq, digest)
        if known != digest:
            self.contradicted = True
        while len(self._heads) > MAX_HEADS:
            self._heads.popitem(last=False)
        if seq > self.seq:
            self.seq, self.hash = seq, digest

    @property
    def session(self) -> SessionState | None:
        """The session, if told."""
        return self._of(SessionState)

    @property
    def agenda(self) -> AgendaState:
        """The agenda, empty before it was told."""
        return self._of(AgendaState) or AgendaState((), "")

    @property
    def people(self) -> PeopleState:
        """The seats, none before they were told."""
        return self._of(PeopleState) or PeopleState(())

    @property
    def polls(self) -> PollState:
        """The polls, none before they were told."""
        return self._of(PollState) or PollState((), "")

    def progress(self, poll: str) -> ProgressState:
        """How far `poll` has come, as far as told."""
        told = self._of(ProgressState)
        return told if told and told.poll == poll else ProgressState(poll, 0)

    @property
    def ballots(self) -> BallotsState:
        """The published ballots, none before they were told."""
        return self._of(BallotsState) or BallotsState("", ())

    @property
    def result_fits_ballots(self) -> bool:
        """Whether result and ballots were told of the same moment; else one may still be on its way."""
        poll, never = self.poll, (0, 0)
        result, ballots = self._seen.get(PollState, never), self._seen.get(BallotsState, never)
        return poll is not None and poll.record_seq <= ballots[0] <= result[0]

    @property
    def catalogue(self) -> CatalogueState:
        """The papers, none before they were told."""
        return self._of(CatalogueState) or CatalogueState(())

    @property
    def presenter(self) -> PresenterState:
        """Who shows which page to the room, nobody before it was told."""
        return self._of(PresenterState) or PresenterState("", "", "", 0)

    @property
    def speakers(self) -> SpeakersState:
        """Who speaks and who waits to, nobody before it was told."""
        return self._of(SpeakersState) or SpeakersState("chair", 0, 0, None, ())

    @property
    def hall(self) -> HallState:
        """What the chair shows the hall, nothing before it was told."""
        return self._of(HallState) or HallState()

    @property
    def seat_notice(self) -> SeatNotice:
        """The chair's message to this seat alone, empty before there was one."""
        return self._of(SeatNotice) or SeatNotice("", 0)

    @property
    def presiding(self) -> str:
        """The person who has the chair now; empty before the meeting was told."""
        session = self.session
        return (session.presiding or session.chair) if session else ""

    @property
    def agenda_seq(self) -> int:
        """The record that the agenda was told as of, 0 before it was."""
        return self._seen.get(AgendaState, (0, 0))[0]

    @property
    def people_seq(self) -> int:
        """The record that the seats were told as of, 0 before they were."""
        return self._seen.get(PeopleState, (0, 0))[0]

    @property
    def chair_view(self) -> ChairView:
        """The console's own view, empty elsewhere."""
        return self._of(ChairView) or ChairView((), (), (), 0, 0)

    @property
    def poll(self) -> OnePoll | None:
        """The poll that leads."""
        return self.poll_called(self.polls.current)

    @property
    def item(self) -> ItemState | None:
        """The active agenda item."""
        return self.item_called(self.agenda.active)

    def item_called(self, item: str) -> ItemState | None:
        """An agenda item by its id."""
        return next((each for each in self.agenda.items if each.item == item), None)

    def item_number(self, item: str) -> int:
        """The number of an item, 0 if unknown."""
        found = self.item_called(item)
        return found.number if found else 0

    def poll_called(self, poll: str) -> OnePoll | None:
        """A poll by its id."""
        return self._polls.get(poll)

    def person(self, person: str) -> PersonAt | Attendee | None:
        """Somebody expected, with or without a seat."""
        return self._persons.get(person) if person else None

    @property
    def persons(self) -> tuple[PersonAt | Attendee, ...]:
        """Everybody expected: those with a seat, then the others."""
        told = self.people
        return (*(seat for seat in told.seats if seat.person), *told.others)

    def seat_of(self, device: str) -> PersonAt | None:
        """The seat this terminal stands at."""
        return self._places.get(device)

    def _of(self, kind: type[M]) -> M | None:
        found = self._held.get(kind)
        return found if isinstance(found, kind) else None
