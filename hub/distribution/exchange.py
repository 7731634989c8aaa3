"""The hub's side of every conversation, without a network: bytes in, bytes out, time as an argument.

Theory of operation. Received messages that ask for something to be recorded wait until the caller takes
them as one batch, appends it durably, and hands it back; only then are receipts and new snapshots made.
Everything else (hello, heartbeat, what a seat lacks) changes soft state at once. Snapshots go out when
what they show has changed, and presses are told in intervals, so that 500 of them cost a few messages.

The cycle of the caller: `receive`* → `collect` → append → `settle` → publish; `tick` when `wake_at` says.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hub.application import snapshots
from hub.application.ports import Acceptance
from hub.application.room import Answer, Batch, Request, Room
from hub.application.roster import Roster
from hub.distribution.console import chair_view
from hub.distribution.flow import Flow
from hub.distribution.plan import Plan
from hub.distribution.terminals import Terminal, Terminals
from hub.distribution.translate import VerifySignature, ballot_of, command_of, sign_in_of
from hub.domain import events
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.meeting import due, next_due
from protocol import codec, topics
from protocol.envelope import HUB, Envelope, Sign
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, RoomId
from protocol.messages import (
    NAMES,
    Ballot,
    CatalogueState,
    Head,
    Heard,
    Hello,
    KeyGrant,
    Message,
    Missing,
    Presence,
    Receipt,
    Refusal,
    SignIn,
    Welcome,
    Witness,
)
from protocol.messages import Command as Step
from protocol.record import ChainHead
from protocol.topics import Aspect, Said
from protocol.transfer import Manifest

log = logging.getLogger(__name__)

MAX_PENDING = (
    20_000  # requests not yet recorded: more than 500 seats can send in the time of a commit
)
QUIET_MS = 250  # presses are told at most four times a second
HEAD_MS = 1_000  # and the head once a second, while nothing but presses changes it
ON_ITS_WAY_MS = (
    1_000  # a snapshot younger than this is not missed yet: the line may be full of them
)

Grant = Callable[[Manifest, str, bytes], KeyGrant]  # paper, device, its wrapping key


@dataclass(frozen=True)
class Outgoing:
    """Bytes to publish."""

    topic: str
    payload: bytes
    retain: bool


@dataclass(frozen=True)
class Setting:
    """What an exchange needs of its surroundings. `new_id` makes message ids."""

    room: RoomId
    roster: Roster
    papers: Sequence[Manifest]
    sign: Sign
    verify: VerifySignature
    new_id: Callable[[], str]
    grant: Grant


@dataclass(frozen=True)
class _Shown:
    message: Message
    payload: bytes
    at: int


class Exchange:
    """One meeting's conversation with all terminals of the room."""

    def __init__(self, setting: Setting, room: Room, terminals: Terminals) -> None:
        self._setting = setting
        self._room = room
        self.terminals = terminals
        self.plan = Plan(setting.papers)
        self.flow = Flow()
        self._pending: list[Request] = []
        self._shown: dict[str, _Shown] = {}
        self._stale: set[Aspect] = set(Aspect)
        self._urgent = True
        self._told_at = 0
        self._told_head = ChainHead()
        self._head_at = 0
        self._witnesses: dict[str, dict[str, bool]] = {}

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    def receive(self, topic: str, payload: bytes, now: int) -> tuple[Outgoing, ...]:
        """Take one message in. Garbage is logged and dropped; it never raises."""
        try:
            device, said = topics.speaker(self._setting.room, topic)
            envelope = codec.decode(payload, verify=None)
            if envelope.sender != device:
                raise RemoteProtocolError("sender-mismatch", envelope.sender)
        except RemoteProtocolError as error:
            log.warning("dropped a message on %s: %s", topic[:120], error)
            return ()
        terminal = self.terminals.get(device)
        if terminal is None:
            log.warning("dropped a message of unknown terminal %s", device)
            return ()
        terminal.heard_at = now
        return self._take(terminal, said, envelope, now)

    def _take(
        self, terminal: Terminal, said: Said, envelope: Envelope, now: int
    ) -> tuple[Outgoing, ...]:
        message = envelope.message
        if isinstance(message, Ballot | Step | SignIn):
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
        else:
            log.warning("dropped a %s said as %s", type(message).__name__, said)
        return ()

    def _note_witness(self, device: str, message: Witness) -> None:
        if message.poll in self._room.state.polls:
            self._witnesses.setdefault(message.poll, {})[device] = message.agrees

    def _enqueue(self, terminal: Terminal, envelope: Envelope, now: int) -> tuple[Outgoing, ...]:
        device = terminal.enrolled.device
        if len(self._pending) >= MAX_PENDING:
            log.warning("too busy for a message of %s; it will be resent", device)
            return ()
        if envelope.meeting != self._room.state.convened.meeting:
            return (self._refuse(device, envelope.id, "other-meeting", now),)
        try:
            command = self._command(terminal, envelope.message)
        except DomainError as refusal:
            return (self._refuse(device, envelope.id, refusal.code, now),)
        self._pending.append(Request(envelope.id, device, command))
        return ()

    def _command(self, terminal: Terminal, message: Message) -> Command:
        sender = terminal.enrolled
        if isinstance(message, Ballot):
            room = self._room
            return ballot_of(message, sender, room.state, self._setting.verify, room.hash_at)
        if isinstance(message, SignIn):
            return sign_in_of(message, sender)
        if isinstance(message, Step):
            return command_of(message, sender)
        raise DomainError("unknown-message")

    def _welcome(self, terminal: Terminal, hello: Hello, now: int) -> tuple[Outgoing, ...]:
        try:
            wrap_key = bytes.fromhex(hello.wrap_key)
        except ValueError:
            wrap_key = b""
        terminal.wrap_key = wrap_key
        terminal.granted.clear()
        if terminal.enrolled.role == "seat":
            self.flow.begin(terminal.enrolled.device, now)
        welcome = self._to(terminal.enrolled.device, Welcome(terminal.enrolled.role), now)
        return (welcome, *self._grants(terminal, now))

    def _mend(self, terminal: Terminal, heard: Presence, now: int) -> tuple[Outgoing, ...]:
        """Say again what a terminal turns out not to have: snapshots, and keys of papers."""
        terminal.held = {held.paper: held for held in heard.papers}
        terminal.granted = {held.paper for held in heard.papers if held.unlocked}
        device = terminal.enrolled.device
        has = {mark.kind: mark.at for mark in heard.marks}
        alone = topics.to_device(self._setting.room, DeviceId(device))
        lacking = [
            Outgoing(alone, shown.payload, retain=False)
            for topic, shown in self._shown.items()
            if has.get(NAMES[type(shown.message)], 0) < shown.at <= now - ON_ITS_WAY_MS
            and self._is_for(topic, alone)
        ]
        return (
            *lacking,
            *self._grants(terminal, now),
        )

    def _is_for(self, topic: str, alone: str) -> bool:
        return topic == alone or not topic.startswith(f"room/{self._setting.room}/to/")

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

    def collect(self, now: int) -> Batch | None:
        """Everything pending and everything due as one batch to append, or None."""
        for command in due(self._room.state, now):
            self.ask(self._setting.new_id(), command)
        if not self._pending:
            return None
        requests, self._pending = self._pending, []
        return self._room.prepare(requests, now)

    def settle(self, batch: Batch, now: int) -> tuple[Outgoing, ...]:
        """The batch is durable: make it the state and say so."""
        self._room.commit(batch)
        said = [
            self._answer(answer, now) for answer in batch.answers if answer.request.actor != HUB
        ]
        for recorded in batch.recorded:
            touched = _CALM.get(type(recorded.event))
            self._stale |= touched or _ALL
            self._urgent |= touched is None
            if isinstance(recorded.event, events.ItemTaken):
                self.plan.lead_with(recorded.event.item)
            if isinstance(recorded.event, events.PersonSignedIn):
                terminal = self.terminals.get(recorded.event.device)
                said.extend(self._grants(terminal, now) if terminal else ())
        return (*said, *self.tick(now))

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def wake_at(self) -> int | None:
        """When `collect` or `tick` has something to do even if nothing is received."""
        times = [next_due(self._room.state)]
        if self._stale:
            times.append(self._told_at + QUIET_MS)
        if self._told_head != self._room.head:
            times.append(self._head_at + HEAD_MS)
        return min((time for time in times if time is not None), default=None)

    def tick(self, now: int) -> tuple[Outgoing, ...]:
        """Snapshots that have changed and may be told now."""
        said: list[Outgoing] = []
        head_due = self._urgent or now - self._head_at >= HEAD_MS
        if self._stale and (self._urgent or now - self._told_at >= QUIET_MS):
            for aspect in sorted(self._stale):
                said.extend(
                    self._show(
                        topics.state(self._setting.room, aspect), self._snapshot(aspect), now
                    )
                )
            self._stale.clear()
            self._urgent = False
            self._told_at = now
            said.extend(self._console(now))
        if head_due:
            self._told_head = head = self._room.head
            said.extend(self._show(topics.head(self._setting.room), Head(head.seq, head.hash), now))
            self._head_at = now
        return tuple(said)

    def everything(self, now: int) -> tuple[Outgoing, ...]:
        """All snapshots anew: after a start, and whenever the broker came back without them."""
        self._shown.clear()
        self._stale = set(Aspect)
        self._urgent = True
        return self.tick(now)

    def _snapshot(self, aspect: Aspect) -> Message:
        state = self._room.state
        if aspect is Aspect.SESSION:
            return snapshots.session_state(state)
        if aspect is Aspect.AGENDA:
            return snapshots.agenda_state(state)
        if aspect is Aspect.PEOPLE:
            keys = self.terminals.public_keys()
            return snapshots.people_state(state, self._setting.roster, keys)
        if aspect is Aspect.POLL:
            return snapshots.poll_state(state, self._room.closings)
        if aspect is Aspect.PROGRESS:
            return snapshots.progress_state(state)
        if aspect is Aspect.BALLOTS:
            return snapshots.ballots_state(state)
        return CatalogueState(tuple(self._setting.papers))

    def _console(self, now: int) -> Iterable[Outgoing]:
        view = chair_view(
            self._room.state, self.terminals, self._setting.papers, self._witnesses, now
        )
        for console in self.terminals.of_role("chair"):
            device = DeviceId(console.enrolled.device)
            topic = topics.to_device(self._setting.room, device)
            yield from self._show(topic, view, now, to=device, retain=False)

    def refresh_console(self, now: int) -> tuple[Outgoing, ...]:
        """The console's own view, if it changed: seats come and go without any event."""
        return tuple(self._console(now))

    def _show(
        self, topic: str, message: Message, now: int, *, to: str = "", retain: bool = True
    ) -> Iterable[Outgoing]:
        before = self._shown.get(topic)
        if before is not None and before.message == message:
            return
        payload = self._bytes(message, to, now)
        self._shown[topic] = _Shown(message, payload, now)
        yield Outgoing(topic, payload, retain)

    def _grants(self, terminal: Terminal, now: int) -> tuple[Outgoing, ...]:
        if not terminal.wrap_key or not self._signed_in(terminal.enrolled.device):
            return ()
        said: list[Outgoing] = []
        for manifest in self._setting.papers:
            if manifest.paper in terminal.granted:
                continue
            try:
                grant = self._setting.grant(manifest, terminal.enrolled.device, terminal.wrap_key)
            except RemoteProtocolError as error:
                log.warning("no keys for %s: %s", terminal.enrolled.device, error)
                return tuple(said)
            terminal.granted.add(manifest.paper)
            said.append(self._to(terminal.enrolled.device, grant, now))
        return tuple(said)

    def _signed_in(self, device: str) -> bool:
        places = self._room.state.attendance.present.values()
        return any(place.device == device for place in places)

    def _answer(self, answer: Answer, now: int) -> Outgoing:
        request, outcome = answer.request, answer.outcome
        if isinstance(outcome, Acceptance):
            receipt = Receipt(request.message, outcome.seq, outcome.hash)
            return self._to(request.actor, receipt, now)
        return self._refuse(request.actor, request.message, outcome.code, now)

    def _refuse(self, device: str, message: str, code: str, now: int) -> Outgoing:
        log.info("refused %s of %s: %s", message, device, code)
        return self._to(device, Refusal(message, code), now)

    def _to(self, device: str, message: Message, now: int) -> Outgoing:
        topic = topics.to_device(self._setting.room, DeviceId(device))
        return Outgoing(topic, self._bytes(message, device, now), retain=False)

    def _bytes(self, message: Message, to: str, now: int) -> bytes:
        envelope = Envelope(
            id=self._setting.new_id(),
            sender=HUB,
            to=to,
            meeting=self._room.state.convened.meeting,
            seq=self._room.head.seq,
            at=now,
            message=message,
        )
        return codec.encode(envelope, self._setting.sign)


_ALL = frozenset(Aspect) - {Aspect.CATALOGUE}
_CALM: dict[
    type[object], frozenset[Aspect]
] = {  # what may come by the hundred, and what it changes
    events.BallotCast: frozenset({Aspect.PROGRESS}),
    events.PersonSignedIn: frozenset({Aspect.PEOPLE, Aspect.SESSION, Aspect.POLL}),
}
