"""The hub's side of every conversation, without a network: bytes in, bytes out, time as an argument.

Theory of operation. Received messages that ask for something to be recorded wait until the caller takes
them as one batch, appends it durably, and hands it back; only then are receipts and new snapshots made.
Everything else (hello, heartbeat, what a seat lacks) changes soft state at once. What is said stands in
`hub.distribution.telling`.

The cycle of the caller: `receive`* → `collect` → append → `settle` → publish; `tick` when `wake_at` says.
"""

from __future__ import annotations

import logging

from hub.application.ports import StorageError
from hub.application.room import Batch, Request, Room
from hub.distribution.flow import Flow
from hub.distribution.hall import STEPS as OF_THE_HALL
from hub.distribution.hall_desk import HallDesk
from hub.distribution.plan import Plan
from hub.distribution.requests import Requests
from hub.distribution.telling import Outgoing, Setting, Teller
from hub.distribution.terminals import Terminal, Terminals
from hub.domain import commands, events
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.meeting import due, given_back, next_due
from protocol import codec, topics
from protocol.envelope import HUB, Envelope
from protocol.errors import RemoteProtocolError
from protocol.messages import (
    NAMES,
    Ballot,
    Correction,
    Count,
    Heard,
    Hello,
    KeepNotes,
    Leave,
    Missing,
    Presence,
    Present,
    SignIn,
    Speak,
    VoidAnswer,
    Welcome,
    Witness,
)
from protocol.messages import Command as Step
from protocol.topics import Aspect, Said

log = logging.getLogger(__name__)

# Requests not yet recorded: more than 500 seats can send in the time of a commit.
MAX_PENDING = 20_000


class Exchange:
    """One meeting's conversation with all terminals of the room."""

    def __init__(self, setting: Setting, room: Room, terminals: Terminals) -> None:
        self._setting = setting
        self._room = room
        self._teller = Teller(setting, room, terminals)
        self._hall = HallDesk(room, self._teller)
        self._requests = Requests(setting, room)
        self.terminals = terminals
        self.plan = Plan(self._teller.catalogue.papers)
        self.flow = Flow()
        self._pending: list[Request] = []
        self._begun = False  # whether anything was collected since the start

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    def receive(self, topic: str, payload: bytes, now: int) -> tuple[Outgoing, ...]:
        """Take one message in. Garbage is logged and dropped; it never raises."""
        try:
            device, said = topics.speaker(self._setting.room, topic)
            envelope = codec.decode(payload, verify=None)
            if envelope.sender != device:
                raise RemoteProtocolError("sender-mismatch", envelope.sender)
        except RemoteProtocolError as error:
            self._setting.report(error.code, _claimed(topic), f"{topic}: {error.detail}")
            return ()
        terminal = self.terminals.get(device)
        if terminal is None:
            self._setting.report("unknown-terminal", device, topic)
            return ()
        terminal.heard_at = now
        return self._take(terminal, said, envelope, now)

    def _take(
        self, terminal: Terminal, said: Said, envelope: Envelope, now: int
    ) -> tuple[Outgoing, ...]:
        message = envelope.message
        if isinstance(message, Step) and message.step in OF_THE_HALL:
            return self._hall.take(terminal, envelope, message, now)
        if isinstance(message, _REQUESTS):
            return self._enqueue(terminal, envelope, now)
        if isinstance(message, Hello):
            return self._welcome(terminal, message, now)
        if isinstance(message, Presence):
            return self._mend(terminal, message, now)
        if isinstance(message, Heard):
            self.flow.heard((message.paper, message.index), terminal.enrolled.device, now)
        elif isinstance(message, Missing):
            self._request_chunks(terminal.enrolled.device, message, now)
        elif isinstance(message, Witness):
            self._note_witness(terminal.enrolled.device, message)
        elif isinstance(message, KeepNotes | Present):
            return self._read(terminal.enrolled.device, envelope, message, now)
        else:
            self._setting.report(
                "hub-words", terminal.enrolled.device, f"{NAMES[type(message)]} on {said}"
            )
        return ()

    def _read(
        self, device: str, envelope: Envelope, message: KeepNotes | Present, now: int
    ) -> tuple[Outgoing, ...]:
        """What readers do beside voting; nothing of it is recorded."""
        tell = self._teller
        if envelope.meeting != self._room.state.convened.meeting:
            return (tell.refuse(device, envelope.id, "other-meeting", now),)
        try:
            if isinstance(message, KeepNotes):
                return (tell.to(device, tell.reading.keep(message, device), now),)
            if tell.reading.present(message, device):
                tell.changed(Aspect.PRESENTER)
        except (DomainError, StorageError) as refusal:
            return (tell.refuse(device, envelope.id, refusal.code, now),)
        return tell.tick(now)

    def _note_witness(self, device: str, message: Witness) -> None:
        if message.poll in self._room.state.polls:
            self._teller.witnesses.setdefault(message.poll, {})[device] = message.agrees

    def _enqueue(self, terminal: Terminal, envelope: Envelope, now: int) -> tuple[Outgoing, ...]:
        device = terminal.enrolled.device
        if len(self._pending) >= MAX_PENDING:
            log.warning("too busy for a message of %s; it will be resent", device)
            return ()
        if envelope.meeting != self._room.state.convened.meeting:
            return (self._teller.refuse(device, envelope.id, "other-meeting", now),)
        told = self._room.answered(envelope.id)
        if told is not None:
            return (self._teller.repeat(device, envelope.id, told, now),)
        if isinstance(envelope.message, SignIn) and self._signing_in(envelope.message.person):
            return ()  # one PIN of a person a commit, or the lock would come too late
        try:
            command = self._requests.command(terminal.enrolled, envelope.message, now)
        except DomainError as refusal:
            return (self._teller.refuse(device, envelope.id, refusal.code, now),)
        self._pending.append(Request(envelope.id, device, command))
        return ()

    def _signing_in(self, person: str) -> bool:
        waiting = (request.command for request in self._pending) if self._requests.asks_pins else ()
        return any(isinstance(one, commands.SignIn) and one.person == person for one in waiting)

    def _welcome(self, terminal: Terminal, hello: Hello, now: int) -> tuple[Outgoing, ...]:
        try:
            wrap_key = bytes.fromhex(hello.wrap_key)
        except ValueError:
            wrap_key = b""
        terminal.wrap_key = wrap_key
        terminal.granted.clear()
        if terminal.enrolled.role in CARRIES_PAPERS:
            self.flow.begin(terminal.enrolled.device, now)
        welcome = self._teller.to(terminal.enrolled.device, Welcome(terminal.enrolled.role), now)
        return (welcome, *self._hall.welcomes(terminal, now), *self._at_home(terminal, now))

    def _at_home(self, terminal: Terminal, now: int) -> tuple[Outgoing, ...]:
        """What a terminal needs for the person at it: keys of papers, and that person's notes."""
        tell, device = self._teller, terminal.enrolled.device
        notes = (tell.to(device, each, now) for each in tell.reading.notes_for(terminal))
        return (*tell.grants(terminal, now), *notes)

    def _mend(self, terminal: Terminal, heard: Presence, now: int) -> tuple[Outgoing, ...]:
        """Say again what a terminal turns out not to have: snapshots, and keys of papers."""
        terminal.held = {held.paper: held for held in heard.papers}
        terminal.granted = {(each.paper, each.version) for each in heard.papers if each.unlocked}
        return (
            *self._hall.carries(terminal, heard.call, now),
            *self._hall.lacking(terminal, heard.marks, now),
            *self._teller.lacking(terminal.enrolled.device, heard.marks, now),
            *self._teller.grants(terminal, now),
        )

    def _request_chunks(self, device: str, lacks: Missing, now: int) -> None:
        coming = self.flow.coming(lacks.paper, device, now)
        try:
            self.plan.request(device, lacks.paper, lacks.version, lacks.ranges, coming)
        except RemoteProtocolError as error:
            log.warning("dropped a request of %s: %s", device, error)

    def ask(self, message_id: str, command: Command) -> None:
        """Queue a command of the hub's own."""
        self._pending.append(Request(message_id, HUB, command))

    # ── recording ───────────────────────────────────────────────────────────────────────────────

    @property
    def pending(self) -> int:
        """How many requests wait to be recorded."""
        return len(self._pending)

    def collect(self, now: int) -> Batch | None:
        """Everything pending and everything due as one batch to append, or None.

        After a start, what it gives open polls of their time back comes before what waited for it.
        """
        wanted, self._begun = (due if self._begun else given_back), True
        first = [
            Request(self._setting.new_id(), HUB, command)
            for command in wanted(self._room.state, now)
        ]
        self._pending = [*first, *self._pending]
        if not self._pending:
            return None
        requests, self._pending = self._pending, []
        return self._room.prepare(requests, now)

    def settle(self, batch: Batch, now: int) -> tuple[Outgoing, ...]:
        """The batch is durable: make it the state and say so."""
        self._room.commit(batch)
        tell = self._teller
        said = [tell.answer(each, now) for each in batch.answers if each.request.actor != HUB]
        for recorded in batch.recorded:
            tell.changed_by(recorded.event)
            said.extend(self._follow(recorded.event, now))
        self._tidy()
        return (*said, *tell.tick(now))

    def _follow(self, event: events.Event, now: int) -> tuple[Outgoing, ...]:
        """What an event means for papers and their readers."""
        if isinstance(event, events.ItemTaken):
            self.plan.lead_with(event.item)
        elif isinstance(event, events.PersonSignedIn | events.PersonMoved):
            terminal = self.terminals.get(event.device)
            return self._at_home(terminal, now) if terminal else ()
        elif isinstance(event, events.PaperRecalled):
            self.plan.drop(event.paper)
            self.flow.forget(event.paper)
        elif isinstance(event, events.PaperReleased):
            manifest = self._teller.catalogue.manifest(event.paper.paper)
            if manifest is not None:
                self.plan.put(manifest)
                self.flow.forget(manifest.paper)
            seats = self.terminals.of_role(*CARRIES_PAPERS)
            return tuple(key for seat in seats for key in self._teller.grants(seat, now))
        return ()

    def _tidy(self) -> None:
        if self._teller.reading.tidy():
            self._teller.changed(Aspect.PRESENTER)

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def wake_at(self) -> int | None:
        """When `collect` or `tick` has something to do even if nothing is received; 0: after a start."""
        if not self._begun:
            return 0
        times = (next_due(self._room.state), self._teller.wake_at)
        return min((time for time in times if time is not None), default=None)

    def tick(self, now: int) -> tuple[Outgoing, ...]:
        """Snapshots that have changed and may be told now."""
        return self._teller.tick(now)

    def everything(self, now: int) -> tuple[Outgoing, ...]:
        """All snapshots anew: after a start, and whenever the broker came back without them."""
        return self._teller.everything(now)

    def refresh_console(self, now: int) -> tuple[Outgoing, ...]:
        """The console's own view, if it changed: seats come and go without any event, presses by the
        hundred, and in a large hall the view takes as long to make as receipts for ten ballots.
        """
        presenter = self._teller.reading.presenting.state.device
        if presenter and not self.terminals.online(presenter, now):
            self._teller.reading.presenting.stop(presenter)
            self._teller.changed(Aspect.PRESENTER)
        return (*self._teller.tick(now), *self._teller.console(now))


CARRIES_PAPERS = frozenset({"seat", "wall"})
_REQUESTS = (Ballot, Count, Correction, SignIn, Step, Leave, VoidAnswer, Speak)


def _claimed(topic: str) -> str:
    """The name in a topic that nobody may have a right to."""
    return topic.split("/")[3][:64] if topic.count("/") > 3 else ""
