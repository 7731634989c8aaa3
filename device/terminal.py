"""The core of every terminal: inputs in, effects out, no I/O, no clock, no threads.

Theory of operation. `now` is this machine's monotonic time in milliseconds; the hub's time is learnt from
its messages, so a terminal whose own clock is a day off shows and does the right thing. All roles hear
the same room; what a role may do beyond showing it is decided by the parts it has work for: a seat has a
`Delegate` and a `Shelf`, the console says commands, the wall only listens. What needs an answer is said
again until the hub answers, whatever happens to link, broker or hub meanwhile.

Screens are not effects: `device.present` makes one from a terminal whenever somebody wants to look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from device import intents
from device.asking import Asking
from device.attending import Attending
from device.delegate import Delegate
from device.desk import Desk
from device.effects import DropPapers, Effect, ReadPaper, SaveBallot, Say
from device.inputs import (
    CacheLoaded,
    ChunkHeard,
    Heard,
    Input,
    LinkChanged,
    OutboxLoaded,
    PaperFailed,
    PaperOpened,
    StorageFailed,
    Woke,
)
from device.reading import Reading
from device.reports import Reports
from device.room_view import HubClock, RoomView
from device.screens import Lamp, Link
from device.shelf import Shelf
from device.voting import Voting
from device.witness import Evidence, WitnessStand
from protocol.envelope import Envelope
from protocol.messages import (
    CatalogueState,
    Hello,
    KeyGrant,
    OnePoll,
    PersonAt,
    Presence,
    Receipt,
    Refusal,
    Welcome,
    Witness,
)
from protocol.messages import Heard as HeardChunk
from protocol.topics import Said

HEARTBEAT_MS = 3_000
HELLO_MS = 1_000  # until the hub has welcomed this terminal
SOFTWARE = "0.1.0"


@dataclass(frozen=True)
class Identity:
    """Which terminal this is. `wrap_key` is its X25519 key of this run in hex, empty without papers."""

    device: str
    role: str  # seat, chair or wall
    wrap_key: str = ""


@dataclass(frozen=True)
class Chance:
    """Ids, signatures and small random delays, given by whoever runs the core."""

    new_id: Callable[[], str]
    sign: Callable[[bytes], bytes]
    spread: Callable[[int], int]


@dataclass
class Notes:
    """What this terminal's person did that nobody else needs to know."""

    dismissed: str = ""  # poll whose result was put away
    tapped: str = ""  # seat of the map being looked at
    drafts: dict[str, str] = field(default_factory=dict)  # item to edited conclusion
    accepted_at: dict[str, int] = field(
        default_factory=dict
    )  # poll to the hub's time of its receipt
    fault: str = ""  # code of what the disk did not take


class Terminal:
    """One terminal. Feed `handle`, perform what it returns, and wake it at `wake_at`."""

    def __init__(self, identity: Identity, chance: Chance) -> None:
        self.identity = identity
        self.clock = HubClock()
        self.link = Link.SEARCHING
        self.voting = Voting(chance.sign, chance.new_id)
        self._chance = chance
        self._beat_at = 0
        self._welcomed = False
        self._reports = Reports()
        self._begin(RoomView())

    def _begin(self, view: RoomView) -> None:
        """Everything that belongs to one meeting, except ballots that may still be answered."""
        chance = self._chance
        self.view = view
        self.shelf = Shelf(chance.new_id, chance.spread)
        self.reading = Reading()
        self.asking = Asking(chance.new_id)
        desk = Desk(self.identity.device, chance.sign, chance.new_id, self.asking)
        arriving = Attending(self.asking)
        self.delegate = Delegate(self.identity.device, self.voting, arriving, desk)
        self.notes = Notes()
        self.stand = WitnessStand()

    # ── inputs ──────────────────────────────────────────────────────────────────────────────────

    def handle(self, entry: Input, now: int) -> tuple[Effect, ...]:
        """Take one input in and say what is to be done, in order."""
        if isinstance(entry, Heard):
            effects = self._hear(entry.envelope, now)
        elif isinstance(entry, ChunkHeard):
            effects = self._hear_chunk(entry, now)
        elif isinstance(entry, Woke):
            effects = ()
        elif isinstance(entry, LinkChanged):
            effects = self._link_changed(entry.link, now)
        elif isinstance(
            entry, CacheLoaded | OutboxLoaded | PaperOpened | PaperFailed | StorageFailed
        ):
            effects = self._told(entry, now)
        else:
            effects = self._intend(entry, now)
        return (*effects, *self._after(now))

    def wake_at(self) -> int | None:
        """When `Woke` is due even if nothing else happens (monotonic milliseconds)."""
        parts = (self.asking, self.voting, self.shelf, self.stand)
        times = [self._beat_at, *(part.wake_at for part in parts)]
        if self.link is not Link.ONLINE:
            times = []  # nothing can be said; coming back online is an input
        return min((time for time in times if time is not None), default=None)

    @property
    def seat(self) -> PersonAt | None:
        """The seat this terminal stands at and whose it is."""
        return self.view.seat_of(self.identity.device)

    @property
    def owner(self) -> str:
        """The person who belongs to this seat, present or not; empty if nobody."""
        return self.seat.person if self.seat else ""

    @property
    def person(self) -> str:
        """The person signed in here; empty if nobody."""
        return self.owner if self.seat and self.seat.present else ""

    def _told(
        self,
        entry: CacheLoaded | OutboxLoaded | PaperOpened | PaperFailed | StorageFailed,
        now: int,
    ) -> tuple[Effect, ...]:
        if isinstance(entry, CacheLoaded):
            self.shelf.restore(entry.held)
        elif isinstance(entry, OutboxLoaded):
            self.voting.restore(entry.ballots)
        elif isinstance(entry, PaperOpened):
            self.reading.opened(entry.paper, entry.version, preview=entry.preview)
        elif isinstance(entry, PaperFailed):
            self._paper_failed(entry, now)
        else:
            self.notes.fault = entry.code
            self.shelf.unstored(entry.paper, entry.index, now)
            return self.voting.unsaved(entry.message, entry.code, now)
        return ()

    def _paper_failed(self, failed: PaperFailed, now: int) -> None:
        self.reading.failed(failed.paper, failed.version, failed.code)
        if failed.code == "chunk-forged":
            self.shelf.lost(failed.paper, failed.version, now)
        elif failed.code in {"key-missing", "key-not-for-this-seat"}:
            self.shelf.locked(failed.paper, failed.version)

    def _link_changed(self, link: Link, now: int) -> tuple[Effect, ...]:
        self.link = link
        if link is not Link.ONLINE:
            return ()
        self.shelf.reconnected(now)
        self._beat_at = now
        self._welcomed = False
        self._reports = Reports()
        return (*self.asking.reconnected(now), *self.voting.reconnected(now))

    # ── the hub speaks ──────────────────────────────────────────────────────────────────────────

    def _hear(self, envelope: Envelope, now: int) -> tuple[Effect, ...]:
        if envelope.to not in {"", self.identity.device}:
            return ()
        self.clock.hear(envelope, now)
        effects: tuple[Effect, ...] = ()
        if self.view.superseded_by(envelope):
            effects = self._start_over(envelope)
        news = self.view.take(envelope)
        message = envelope.message
        if isinstance(message, Welcome):
            self._welcomed = True
            self.stand.begin_again()
        if isinstance(message, Receipt):
            self.delegate.desk.accepted(self.asking.accepted(message.of))
            effects += self._accepted(message, envelope.at, now)
        elif isinstance(message, Refusal):
            self.asking.refused(message.of, message.code)
            effects += self.voting.refused(message.of, message.code, now)
        elif isinstance(message, CatalogueState) and news and self.identity.role == "seat":
            self.shelf.catalogue(message, now)
        elif isinstance(message, KeyGrant) and envelope.meeting == self.view.meeting:
            effects += self.shelf.grant(self.view.meeting, message)
        return effects

    def _accepted(self, receipt: Receipt, at: int, now: int) -> tuple[Effect, ...]:
        effects = self.voting.accepted(receipt.of, receipt.seq, now)
        for effect in effects:
            if isinstance(effect, SaveBallot):
                self.notes.accepted_at[effect.ballot.poll] = at
        return effects

    def _start_over(self, envelope: Envelope) -> tuple[Effect, ...]:
        view = RoomView(envelope.meeting, envelope.at)
        forgotten = self.voting.start_over(envelope.meeting)
        if not self.view.meeting:  # what the disk held may be of this very meeting
            self.view = view
            return forgotten
        self._begin(view)
        return (*forgotten, DropPapers())

    def _witness(self, now: int) -> tuple[Effect, ...]:
        """Recount what there is to count, and say what came of it.

        While a ballot of its own is unanswered, a seat knows too little to judge.
        """
        view, poll, session = self.view, self.view.poll, self.view.session
        if poll is None or session is None or poll.result is None or self._unanswered(poll):
            self.stand.rest()
            return ()
        own = self.voting.ballot(poll.poll, self.owner)
        evidence = Evidence(view.meeting, poll, view.ballots, session.chair, own)
        self.stand.look(evidence, now, fits=view.result_fits_ballots)
        if self.identity.role != "seat" or self.link is not Link.ONLINE:
            return ()
        said = self.stand.speak(now, contradicted=view.contradicted)
        return (self._say(Said.WITNESS, said),) if said else ()

    def _unanswered(self, poll: OnePoll) -> bool:
        return self.voting.lamp(poll.poll, self.owner) is Lamp.WAITING

    def _hear_chunk(self, chunk: ChunkHeard, now: int) -> tuple[Effect, ...]:
        effects = self.shelf.chunk(chunk.paper, chunk.index, chunk.data, now)
        if self._reports.due(now) and self._welcomed:
            effects += (self._say(Said.HEARD, HeardChunk(chunk.paper, chunk.index)),)
        return effects

    # ── a person acts ───────────────────────────────────────────────────────────────────────────

    def _intend(self, intent: intents.Intent, now: int) -> tuple[Effect, ...]:
        if isinstance(intent, intents.TakeStep):
            return self.asking.step(self.view.meeting, intent, now)
        if isinstance(intent, intents.SelectItem | intents.OpenPaper | intents.GoToPage):
            self.reading.intend(intent, self.shelf)
        elif isinstance(intent, intents.DraftConclusion):
            self.notes.drafts[intent.item] = intent.text
        elif isinstance(intent, intents.DismissResult):
            self.notes.dismissed = self.view.polls.current
        elif isinstance(intent, intents.TapSeat):
            self.notes.tapped = intent.seat
        else:
            self.notes.fault = ""
            return self.delegate.intend(intent, self.view, now)
        return ()

    # ── whatever came in ────────────────────────────────────────────────────────────────────────

    def _after(self, now: int) -> tuple[Effect, ...]:
        effects: list[Effect] = [*self._read(), *self.delegate.follow(self.view, now)]
        effects += self._witness(now)
        if self.link is not Link.ONLINE:
            return tuple(effects)
        effects += self.asking.resend(now)
        effects += self.voting.resend(now)
        effects += self.shelf.ask(self.view.meeting, now)
        if now >= self._beat_at:
            effects.append(self._beat(now))
        return tuple(effects)

    def _beat(self, now: int) -> Say:
        """Say who is here until welcomed, then what is here, for the hub to fill in the rest."""
        self._beat_at = now + (HEARTBEAT_MS if self._welcomed else HELLO_MS)
        if self._welcomed:
            return self._say(Said.PRESENCE, Presence(self.shelf.held(), self.view.marks()))
        hello = Hello(self.identity.role, self.identity.wrap_key, SOFTWARE)
        return self._say(Said.HELLO, hello)

    def _read(self) -> tuple[ReadPaper, ...]:
        wanted = self.reading.wanted(self.view.agenda, self.shelf)
        return (wanted,) if wanted else ()

    def _say(self, said: Said, message: Hello | Presence | HeardChunk | Witness) -> Say:
        return Say(self._chance.new_id(), said, self.view.meeting, self.view.seq, message)
