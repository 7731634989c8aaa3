"""The core of every terminal: inputs in, effects out, no I/O, no clock, no threads.

Theory of operation. `now` is this machine's monotonic time in milliseconds; the hub's time is learnt from
its messages, so a terminal whose own clock is a day off shows and does the right thing. All roles hear
the same room; what a role may do beyond showing it is decided by the parts it has work for: a seat has a
`Delegate` and a `Shelf`, a console asks for steps, the wall only listens and shows what is presented.
What needs an answer is said again until the hub answers, whatever happens to link, broker or hub meanwhile.

Screens are not effects: `device.present` makes one from a terminal whenever somebody wants to look.
"""

from __future__ import annotations

from msgspec import Struct, field

from device import intents
from device.asking import Asking
from device.console import Console
from device.delegate import Delegate
from device.desk import Desk
from device.effects import DropPapers, Effect, SaveBallot, Say
from device.identity import Chance, Identity
from device.inputs import (
    CacheLoaded,
    ChunkHeard,
    Heard,
    Input,
    LinkChanged,
    OutboxLoaded,
    StorageFailed,
    Woke,
)
from device.reading_desk import Outcome, ReadingDesk, Sitting
from device.reading_intents import ReadingIntent
from device.reports import Reports
from device.room_view import HubClock, RoomView
from device.screens import Link
from device.showing import lock_unshown
from device.voting import Voting
from device.witness import WitnessStand
from device.witnessing import judge
from protocol.envelope import Envelope
from protocol.messages import Heard as HeardChunk
from protocol.messages import (
    Hello,
    PersonAt,
    Presence,
    Receipt,
    Refusal,
    Welcome,
    Witness,
)
from protocol.topics import Said

HEARTBEAT_MS = 3_000
HELLO_MS = 1_000  # until the hub has welcomed this terminal
SOFTWARE = "0.1.0"
WITH_PAPERS = frozenset({"seat", "wall"})
CONSOLES = frozenset({"chair", "secretary"})


class Notes(Struct):
    """What this terminal's person did that nobody else needs to know."""

    dismissed: str = ""  # poll whose result was put away
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
        self.papers = ReadingDesk(
            self.identity.device,
            chance.new_id,
            chance.spread,
            may_export=self.identity.may_export,
        )
        self.shelf, self.reading = self.papers.shelf, self.papers.reading
        self.asking = Asking(chance.new_id)
        desk = Desk(self.identity.device, chance.sign, chance.new_id, self.asking)
        self.delegate = Delegate(self.identity.device, self.voting, self.asking, desk)
        self.console = Console(self.asking)
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
        elif isinstance(entry, Outcome):
            self.papers.told(entry, now)
            effects = ()
        elif isinstance(entry, CacheLoaded | OutboxLoaded | StorageFailed):
            effects = self._told(entry, now)
        else:
            effects = self._intend(entry, now)
        return (*effects, *self._after(now))

    def wake_at(self) -> int | None:
        """When `Woke` is due even if nothing else happens (monotonic milliseconds)."""
        parts = (self.asking, self.voting, self.papers, self.stand)
        times = [self._beat_at, *(part.wake_at for part in parts)]
        if self.link is not Link.ONLINE:
            times = []  # nothing can be said; coming back online is an input
        times += [self.clock.when(self.shelf.expires_at), self.papers.noting.rests_at]
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
        self, entry: CacheLoaded | OutboxLoaded | StorageFailed, now: int
    ) -> tuple[Effect, ...]:
        if isinstance(entry, CacheLoaded):
            self.shelf.restore(entry.held)
        elif isinstance(entry, OutboxLoaded):
            self.voting.restore(entry.ballots)
        else:
            self.notes.fault = entry.code
            self.shelf.unstored(entry.paper, entry.index, now)
            return self.voting.unsaved(entry.message, entry.code, now)
        return ()

    def _link_changed(self, link: Link, now: int) -> tuple[Effect, ...]:
        self.link = link
        if link is not Link.ONLINE:
            return ()
        self.papers.reconnected(now)
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
            effects += self._accepted(message, envelope.at, now)
        elif isinstance(message, Refusal):
            self.asking.refused(message.of, message.code)
            effects += self.voting.refused(message.of, message.code, now)
        self.delegate.speaking.hear(envelope)
        if self.identity.role in WITH_PAPERS:
            effects += self.papers.hear(envelope, self._sitting(now), news=news)
        return effects

    def _accepted(self, receipt: Receipt, at: int, now: int) -> tuple[Effect, ...]:
        slot = self.asking.accepted(receipt.of)
        self.delegate.desk.accepted(slot)
        self.console.answered(slot, receipt.seq)
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
        let_go = self.papers.noting.forget()
        self._begin(view)
        return (*forgotten, *let_go, DropPapers())

    def _witness(self, now: int) -> tuple[Effect, ...]:
        """Recount, and say what came of it."""
        if not judge(self.stand, self.view, self.voting, self.owner, now):
            return ()
        if self.identity.role != "seat" or self.link is not Link.ONLINE:
            return ()
        said = self.stand.speak(now, contradicted=self.view.contradicted)
        return (self._say(Said.WITNESS, said),) if said else ()

    def _hear_chunk(self, chunk: ChunkHeard, now: int) -> tuple[Effect, ...]:
        effects = self.shelf.chunk(chunk.paper, chunk.index, chunk.data, now)
        if self._reports.due(now) and self._welcomed:
            effects += (self._say(Said.HEARD, HeardChunk(chunk.paper, chunk.index)),)
        return effects

    # ── a person acts ───────────────────────────────────────────────────────────────────────────

    def _intend(self, intent: intents.Intent, now: int) -> tuple[Effect, ...]:
        if isinstance(intent, intents.ChairIntent):
            return self.console.intend(intent, self.view, now)
        if isinstance(intent, ReadingIntent):
            return self.papers.intend(intent, self._sitting(now))
        if isinstance(intent, intents.DismissResult):
            self.notes.dismissed = self.view.polls.current
            return ()
        self.notes.fault = ""
        leaving = isinstance(intent, intents.LeaveSeat)
        sealed = self.papers.noting.flush(self.view.meeting, now) if leaving else ()
        acts = self.delegate.intend(intent, self.view, now, self.clock.at(now))
        return (*sealed, *acts)

    # ── whatever came in ────────────────────────────────────────────────────────────────────────

    def _after(self, now: int) -> tuple[Effect, ...]:
        sitting = self._sitting(now)
        effects: list[Effect] = [*self._as_its_role(now), *self.papers.settle(sitting)]
        effects += self.delegate.follow(self.view, now)
        effects += self._witness(now)
        if self.link is not Link.ONLINE:
            return tuple(effects)
        effects += self.asking.resend(now)
        effects += self.voting.resend(now)
        effects += self.papers.say(sitting)
        if now >= self._beat_at or (self._welcomed and self.delegate.speaking.restless):
            effects.append(self._beat(now))
        return tuple(effects)

    def _as_its_role(self, now: int) -> tuple[Effect, ...]:
        if self.identity.role in CONSOLES:
            return self.console.follow(self.view, now)
        if self.identity.role == "wall":
            return lock_unshown(self.papers, self.view.presenter)
        return ()

    def _beat(self, now: int) -> Say:
        """Say who is here until welcomed, then what is here, for the hub to fill in the rest."""
        self._beat_at = now + (HEARTBEAT_MS if self._welcomed else HELLO_MS)
        if self._welcomed:
            held, call = self.shelf.held(self.clock.at(now)), self.delegate.speaking.told_call()
            return self._say(Said.PRESENCE, Presence(held, self.view.marks(), call))
        hello = Hello(self.identity.role, self.identity.wrap_key, SOFTWARE)
        return self._say(Said.HELLO, hello)

    def _sitting(self, now: int) -> Sitting:
        busy = self.delegate.filling.half_made
        return Sitting(self.view, self.person, now, self.clock.at(now), busy)

    def _say(self, said: Said, message: Hello | Presence | HeardChunk | Witness) -> Say:
        return Say(self._chance.new_id(), said, self.view.meeting, self.view.seq, message)
