"""A hub's exchange on its own: what terminals say goes in, what they would hear comes out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec.structs import replace

from hub.application.ports import Acceptance
from hub.application.room import Request, Room
from hub.application.roster import Roster
from hub.distribution.exchange import Exchange
from hub.distribution.telling import Outgoing, Setting
from hub.distribution.terminals import Enrolled, Terminals
from hub.domain.commands import Command, ConveneMeeting
from hub.domain.vocabulary import MeetingPlan
from hub.store.memory import MemoryEventLog, MemoryNotes
from protocol import codec, topics
from protocol.envelope import HUB, Envelope
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, RoomId
from protocol.messages import KeyGrant, Message, NotesKey, Receipt, Refusal
from protocol.topics import Said
from protocol.transfer import Manifest
from tests.support.meeting import sign_in
from tests.support.plans import device_id, paper_of, roster

RETENTION_MS = 600_000


class HubSide:
    """An exchange with its log; `heard` collects what was published, oldest first."""

    def __init__(self, plan: MeetingPlan, papers: Sequence[Manifest] = ()) -> None:
        self.log = MemoryEventLog()
        self.now = plan.starts_at
        self.heard: list[tuple[str, bool, Envelope]] = []
        self.checked: list[str] = []  # whose PIN was worked out
        self.offences: list[tuple[str, str]] = []  # kind and device
        self._ids = count(1)
        self.sealed = {(each.paper, each.version): each for each in papers}
        self.notes = MemoryNotes()
        plan = replace(plan, papers=tuple(paper_of(each) for each in papers))
        convening = Room(self.log)
        batch = convening.prepare((Request(self.new_id(), HUB, ConveneMeeting(plan)),), self.now)
        self.log.append(batch.lines, batch.receipts)
        self.room = Room(self.log)
        self.room_id = RoomId(plan.room)
        enrolled = [
            *(Enrolled(seat.device, "seat", b"s" * 32, b"") for seat in plan.seats),
            Enrolled("chair", "chair", b"c" * 32, b""),
            Enrolled("chair-2", "chair", b"d" * 32, b""),
            Enrolled("secretary", "secretary", b"e" * 32, b""),
            Enrolled("wall", "wall", b"w" * 32, b""),
        ]
        setting = Setting(
            room=self.room_id,
            roster=Roster.parse(roster(len(plan.seats))),
            manifest=lambda paper: self.sealed[paper.paper, paper.version],
            retention_ms=RETENTION_MS,
            notes=self.notes,
            wrap_notes_key=self._grant_notes,
            sign=lambda _content: bytes(64),
            verify=lambda _key, _content, _signature: True,
            new_id=self.new_id,
            report=self._note,
            grant=self._grant,
            check_pin=self._check_pin,
            spoken_before={},
            centre=True,
        )
        self.exchange = Exchange(setting, self.room, Terminals(enrolled))
        self._publish(self.exchange.everything(self.now))

    def new_id(self) -> str:
        return f"00000000-0000-4000-8000-{next(self._ids):012x}"

    def _note(self, kind: str, device: str, _detail: str = "") -> None:
        self.offences.append((kind, device))

    def hears(
        self,
        device: str,
        said: Said,
        message: Message,
        *,
        said_as: str = "",
        meeting: str = "phien-1",
    ) -> list[Message]:
        """A terminal says something; what the hub says at once."""
        envelope = Envelope(said_as or self.new_id(), device, "", meeting, 0, 0, message)
        topic = topics.from_device(self.room_id, DeviceId(device), said)
        return self.receives(topic, codec.encode(envelope, None))

    def says_again(self, message_id: str, device: str, said: Said, message: Message) -> None:
        """A terminal says something under an id of its choice, as a resent message has it."""
        envelope = Envelope(message_id, device, "", "phien-1", 0, 0, message)
        self.receives(
            topics.from_device(self.room_id, DeviceId(device), said), codec.encode(envelope, None)
        )

    def receives(self, topic: str, payload: bytes) -> list[Message]:
        return self._publish(self.exchange.receive(topic, payload, self.now))

    def records(self) -> list[Message]:
        """The recorder takes what waits; what the hub says then."""
        batch = self.exchange.collect(self.now)
        if batch is None:
            return self._publish(self.exchange.tick(self.now))
        self.log.append(batch.lines, batch.receipts)
        return self._publish(self.exchange.settle(batch, self.now))

    def asks(self, *commands: Command) -> None:
        """The hub's own commands, recorded one by one."""
        for command in commands:
            self.exchange.ask(self.new_id(), command)
            self.records()

    def everybody_is_here(self, members: int) -> None:
        for number in range(1, members + 1):
            self.asks(sign_in(number))

    def answer(self, message: str) -> Acceptance | str | None:
        """What the sender of `message` was told last: a receipt, or the code of a refusal."""
        for _, _, envelope in reversed(self.heard):
            told = envelope.message
            if isinstance(told, Receipt) and told.of == message:
                return Acceptance(told.seq, told.hash)
            if isinstance(told, Refusal) and told.of == message:
                return told.code
        return None

    def to(self, device: str) -> list[Message]:
        """Everything said to one terminal alone."""
        topic = topics.to_device(self.room_id, DeviceId(device))
        return [envelope.message for where, _, envelope in self.heard if where == topic]

    def _publish(self, said: Sequence[Outgoing]) -> list[Message]:
        opened = [(out.topic, out.retain, codec.decode(out.payload, None)) for out in said]
        self.heard += opened
        return [envelope.message for _, _, envelope in opened]

    def _check_pin(self, person: str, pin: str) -> bool:
        self.checked.append(person)
        return pin == PIN

    def _grant_notes(self, person: str, _device: str, wrap_key: bytes, key: bytes) -> NotesKey:
        if len(wrap_key) != 32:
            raise RemoteProtocolError("bad-wrapping-key")
        return NotesKey(person, key.hex())

    def _grant(self, manifest: Manifest, device: str, wrap_key: bytes) -> KeyGrant:
        if len(wrap_key) != 32:
            raise RemoteProtocolError("bad-wrapping-key")
        return KeyGrant(manifest.paper, manifest.version, f"for-{device}", self.now + 1)


PIN = "1234"  # everybody's
SEATS = tuple(device_id(number) for number in range(1, 10))
