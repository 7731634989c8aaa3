"""A whole room in memory: one hub, many terminals, and a wire that may lose, repeat and reorder.

Time is simulated: it leaps to the next moment at which anything can happen. Retained messages behave as
at a broker: a terminal that connects gets the latest of each topic. The same seed gives the same run.
"""

from __future__ import annotations

import heapq
import random
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from device.effects import (
    Effect,
    ForgetBallot,
    ForgetKey,
    ForgetNotesKey,
    ForgetPaper,
    KeepKey,
    KeepNotesKey,
    OpenNotes,
    ReadPaper,
    ReadPrints,
    SaveBallot,
    Say,
    SealNotes,
    SetLamp,
    StoreChunk,
    WipePapers,
)
from device.identity import Chance, Identity
from device.inputs import (
    CacheLoaded,
    ChunkHeard,
    Heard,
    Input,
    LinkChanged,
    NotesOpened,
    NotesSealed,
    OutboxLoaded,
    PaperOpened,
    PrintsRead,
    SavedBallot,
    Woke,
)
from device.intents import Intent
from device.present.role import screen
from device.screens import Lamp, Link, Screen
from device.terminal import WITH_PAPERS, Terminal
from hub.application.ports import EventLog
from hub.application.room import Request, Room
from hub.application.roster import Roster
from hub.distribution.exchange import Exchange
from hub.distribution.telling import Outgoing, Setting
from hub.distribution.terminals import Enrolled, Terminals
from hub.domain.commands import Command, ConveneMeeting, ReleasePaper
from hub.domain.vocabulary import MeetingPlan
from hub.store.memory import MemoryNotes
from protocol import codec, topics
from protocol.envelope import HUB, Envelope
from protocol.identifiers import DeviceId, RoomId
from protocol.messages import KeyGrant, NotesKey
from protocol.topics import BulkTopic
from protocol.transfer import Manifest
from tests.support.hub_side import RETENTION_MS
from tests.support.plans import paper_of
from tests.support.signing import StandInKey, verify

EPOCH = 1_795_654_800_000  # the hub's clock at simulated time 0
CHUNK_MS = 5  # milliseconds between two chunks on the line
NEVER = 2**62
PIN = "1234"  # everybody's
LOOK_MS = 500  # the hub looks at its seats this often, for the console
DAY_MS = 86_400_000
LEASE_MS = 200_000  # of a paper's key: some rounds of lending it anew in a few simulated minutes


class Weather(Struct, frozen=True):
    """What the wire does to a message: chances in percent, delays in milliseconds."""

    drop: int = 0
    repeat: int = 0
    least: int = 1
    most: int = 1


CALM = Weather()
STORM = Weather(drop=20, repeat=10, least=1, most=400)


@dataclass
class Station:
    """One terminal in the room, with what its disk holds."""

    terminal: Terminal
    key: StandInKey
    clock_error: int
    heard: tuple[str, ...]  # topic patterns
    online: bool = False
    wake_at: int = NEVER  # in simulated time
    inputs: int = 0  # how many there were: a screen that changed has heard something
    epoch: int = 0  # counts connections: what was under way on an old one is lost
    disk: dict[str, SavedBallot] = field(default_factory=dict)
    chunks: dict[tuple[str, int], dict[int, bytes]] = field(default_factory=dict)
    lamp: Lamp = Lamp.OFF
    keys: set[str] = field(default_factory=set)
    notes_key: str = ""  # whose it is


class SimulatedRoom:
    """The simulated room. `log` survives `restart_hub`."""

    def __init__(
        self,
        plan: MeetingPlan,
        roster: bytes,
        log: EventLog,
        weather: Weather = CALM,
        seed: int = 1,
        papers: tuple[Manifest, ...] = (),
        chunks: Callable[[str, int], bytes] = lambda _paper, _index: b"",
        consoles: tuple[str, ...] = ("chair",),
        secretaries: tuple[str, ...] = (),
    ) -> None:
        self.plan, self.roster, self.log = plan, roster, log
        self.weather = weather
        self.now = 0
        self.jump = 0  # of the hub's own clock
        self.notes = MemoryNotes()
        self.prints: dict[tuple[str, int], tuple[str, ...]] = {}  # by paper and version
        self._random = random.Random(seed)
        self._ids = count(1)
        self._order = count()
        self._air: list[tuple[int, int, Callable[[], None]]] = []
        self._retained: dict[str, bytes] = {}
        self._hub_key = StandInKey.of(HUB)
        self._sealed = {(each.paper, each.version): each for each in papers}
        self._chunks = chunks
        self.plan = replace(plan, papers=tuple(paper_of(each) for each in papers))
        self.stations: dict[str, Station] = {}
        self.told: Callable[[str, Envelope], Envelope] = _honestly
        self._opened: dict[bytes, Envelope] = {}
        self._heard_by: dict[str, tuple[Station, ...]] = {}
        self._chunk_at = 0
        self._look_at = 0
        for seat in plan.seats:
            self._add(seat.device, "seat")
        for console in consoles:
            self._add(console, "chair")
        for console in secretaries:
            self._add(console, "secretary")
        self._add("wall", "wall")
        if log.head().seq == 0:
            self._convene()
        self.exchange = self._start_hub()

    # ── people ──────────────────────────────────────────────────────────────────────────────────

    def does(self, device: str, intent: Intent) -> None:
        """A person acts at a terminal."""
        self._feed(self.stations[device], intent)

    def sees(self, device: str) -> Screen:
        """What a terminal shows."""
        return screen(self.stations[device].terminal, self._local(self.stations[device]))

    # ── faults ──────────────────────────────────────────────────────────────────────────────────

    def connect(self, *devices: str) -> None:
        """Bring terminals online (all of them without names)."""
        for name in devices or tuple(self.stations):
            station = self.stations[name]
            station.online, station.epoch = True, station.epoch + 1
            self._feed(station, LinkChanged(Link.ONLINE))
            for topic, payload in tuple(self._retained.items()):
                if _matches(topic, station.heard):
                    self._carry(self._deliver_to(station, payload))

    def disconnect(self, *devices: str) -> None:
        """Cut terminals off; what was under way to and from them is lost."""
        for name in devices or tuple(self.stations):
            station = self.stations[name]
            station.online, station.epoch = False, station.epoch + 1
            self._feed(station, LinkChanged(Link.LOST))

    def restart_terminal(self, device: str) -> None:
        """Switch a terminal off and on: only its disk survives."""
        station = self.stations[device]
        station.terminal = self._terminal(device, station.terminal.identity.role, station.key)
        station.online, station.epoch, station.lamp = False, station.epoch + 1, Lamp.OFF
        held = {paper: frozenset(chunks) for paper, chunks in station.chunks.items()}
        self._feed(station, CacheLoaded(held))
        self._feed(station, OutboxLoaded(tuple(station.disk.values())))
        self.connect(device)

    def restart_hub(self) -> None:
        """Kill hub and broker and start them again from the log; everybody reconnects."""
        self.disconnect()
        self._retained.clear()
        self.exchange = self._start_hub()
        self.connect()

    def begin(self, plan: MeetingPlan, log: EventLog) -> None:
        """Start the hub with another meeting; the broker and what is on the wire live on."""
        self.plan, self.log = plan, log
        self._convene()
        self.exchange = self._start_hub()

    # ── time ────────────────────────────────────────────────────────────────────────────────────

    def advance(self, milliseconds: int) -> None:
        """Let time pass."""
        end = self.now + milliseconds
        while self.now < end:
            self.now = min(end, self._next_moment(end))
            self._move()

    def leap(self, milliseconds: int) -> None:
        """Let time pass in which nobody says anything: what comes due meanwhile does so at the end."""
        self.now += milliseconds
        self._move()

    def until(self, holds: Callable[[], bool], limit: int = 60_000) -> None:
        """Let time pass until `holds`, or fail after `limit` milliseconds."""
        end = self.now + limit
        while not holds():
            assert self.now < end, "it never happened"
            self.now = self._next_moment(end)
            self._move()

    def until_sees(self, device: str, shows: Callable[[Screen], bool]) -> None:
        """Let time pass until the screen of `device` shows something, looked at when it may change."""
        station, looked = self.stations[device], -1

        def holds() -> bool:
            nonlocal looked
            if looked == station.inputs:
                return False
            looked = station.inputs
            return shows(self.sees(device))

        self.until(holds)

    def _next_moment(self, end: int) -> int:
        times = [end, self._look_at]
        if self._air:
            times.append(self._air[0][0])
        if self._chunk_at > self.now:
            times.append(self._chunk_at)
        if (hub := self.exchange.wake_at) is not None:
            times.append(hub - EPOCH - self.jump)
        times += [station.wake_at for station in self.stations.values()]
        return max(self.now + 1, min(times))

    def _move(self) -> None:
        while self._air and self._air[0][0] <= self.now:
            heapq.heappop(self._air)[2]()
        for station in self.stations.values():
            if station.wake_at <= self.now:
                self._feed(station, Woke())
        self._record()
        if self._chunk_at <= self.now:
            self._send_chunk()
        if self._look_at <= self.now:
            self._look_at = self.now + LOOK_MS
            self._publish(self.exchange.refresh_console(self.hub_now))

    # ── the hub ─────────────────────────────────────────────────────────────────────────────────

    @property
    def hub_now(self) -> int:
        """The hub's clock."""
        return EPOCH + self.now + self.jump

    def release(self, manifest: Manifest, changed: tuple[int, ...] = ()) -> None:
        """A paper, or its next version, is handed out."""
        self._sealed[manifest.paper, manifest.version] = manifest
        self.ask(ReleasePaper(paper_of(manifest), changed))

    def ask(self, command: Command) -> None:
        """A command of the hub's own."""
        self.exchange.ask(self._new_id(), command)

    @property
    def state(self) -> object:
        """The hub's state of the meeting."""
        return self.room.state

    def _convene(self) -> None:
        room = Room(self.log)
        request = Request(self._new_id(), HUB, ConveneMeeting(self.plan))
        batch = room.prepare((request,), self.hub_now)
        self.log.append(batch.lines, batch.receipts)

    def _start_hub(self) -> Exchange:
        self.room = Room(self.log)
        enrolled = [
            Enrolled(name, s.terminal.identity.role, s.key.public, b"")
            for name, s in self.stations.items()
        ]
        setting = Setting(
            room=RoomId(self.plan.room),
            roster=Roster.parse(self.roster),
            manifest=lambda paper: self._sealed[paper.paper, paper.version],
            retention_ms=RETENTION_MS,
            notes=self.notes,
            wrap_notes_key=lambda person, _device, _wrap, key: NotesKey(person, key.hex()),
            sign=self._hub_key.sign,
            verify=verify,
            new_id=self._new_id,
            report=lambda _kind, _device, _detail="": None,
            grant=lambda manifest, _device, _key: KeyGrant(
                manifest.paper, manifest.version, "00", self.hub_now + LEASE_MS
            ),
            check_pin=lambda _person, pin: pin == PIN,
            spoken_before={},
            centre=True,
        )
        exchange = Exchange(setting, self.room, Terminals(enrolled))
        self._publish(exchange.everything(self.hub_now))
        return exchange

    def _record(self) -> None:
        batch = self.exchange.collect(self.hub_now)
        if batch is None:
            self._publish(self.exchange.tick(self.hub_now))
            return
        self.log.append(batch.lines, batch.receipts)
        self._publish(self.exchange.settle(batch, self.hub_now))

    def _send_chunk(self) -> None:
        shipment = self.exchange.plan.next()
        if shipment is None:
            return
        self._chunk_at = self.now + CHUNK_MS
        place = BulkTopic(shipment.paper, shipment.index, shipment.device)
        data = self._chunks(shipment.paper, shipment.index)
        for name, station in self.stations.items():
            if station.terminal.identity.role in WITH_PAPERS and shipment.device in {"", name}:
                heard = ChunkHeard(place.document, place.index, data)
                self._carry(self._guarded(station, lambda s=station, h=heard: self._feed(s, h)))

    def _publish(self, said: tuple[Outgoing, ...]) -> None:
        for outgoing in said:
            if outgoing.retain:
                self._retained[outgoing.topic] = outgoing.payload
            for station in self._listeners(outgoing.topic):
                self._carry(self._deliver_to(station, outgoing.payload))

    def _listeners(self, topic: str) -> tuple[Station, ...]:
        _, alone, device = topic.partition("/to/")
        if alone:
            return (self.stations[device],) if device in self.stations else ()
        if topic not in self._heard_by:
            self._heard_by[topic] = tuple(
                station for station in self.stations.values() if _matches(topic, station.heard)
            )
        return self._heard_by[topic]

    # ── terminals ───────────────────────────────────────────────────────────────────────────────

    def _add(self, device: str, role: str) -> None:
        key = StandInKey.of(device)
        error = self._random.randrange(-DAY_MS, DAY_MS)
        heard = topics.heard_by_device(RoomId(self.plan.room), DeviceId(device))
        self.stations[device] = Station(self._terminal(device, role, key), key, error, heard)

    def _terminal(self, device: str, role: str, key: StandInKey) -> Terminal:
        chance = Chance(self._new_id, key.sign, lambda limit: self._random.randrange(limit + 1))
        return Terminal(Identity(device, role, "11" * 32), chance)

    def _feed(self, station: Station, entry: Input) -> None:
        station.inputs += 1
        for effect in station.terminal.handle(entry, self._local(station)):
            self._perform(station, effect)
        wake_at = station.terminal.wake_at()
        station.wake_at = NEVER if wake_at is None else wake_at - _lead(station)

    def _perform(self, station: Station, effect: Effect) -> None:
        if isinstance(effect, Say):
            self._carry(self._guarded(station, lambda: self._to_hub(station, effect)))
        elif isinstance(effect, SaveBallot):
            station.disk[effect.ballot.message] = effect.ballot
        elif isinstance(effect, ForgetBallot):
            station.disk.pop(effect.message, None)
        elif isinstance(effect, StoreChunk):
            kept = station.chunks.setdefault((effect.paper, effect.version), {})
            kept[effect.index] = effect.data
        elif isinstance(effect, KeepKey):
            station.keys.add(effect.grant.paper)
        elif isinstance(effect, SetLamp):
            station.lamp = effect.lamp
        elif isinstance(effect, ReadPaper):
            opened = PaperOpened(effect.manifest.paper, effect.manifest.version, effect.preview)
            self._feed(station, opened)
        else:
            self._perform_forgetting(station, effect)
            self._perform_notes(station, effect)

    def _perform_forgetting(self, station: Station, effect: Effect) -> None:
        if isinstance(effect, ForgetKey | ForgetPaper):
            station.keys.discard(effect.paper)
            if isinstance(effect, ForgetPaper):
                station.chunks.pop((effect.paper, effect.version), None)
        elif isinstance(effect, WipePapers):
            station.keys.clear()
            station.chunks.clear()

    def _perform_notes(self, station: Station, effect: Effect) -> None:
        """Seals are the person's name before the text: enough to see whose notes go where."""
        if isinstance(effect, KeepNotesKey):
            station.notes_key = effect.grant.person
        elif isinstance(effect, ForgetNotesKey):
            station.notes_key = ""
        elif isinstance(effect, SealNotes):
            assert station.notes_key == effect.person
            sealed = b64encode(effect.person.encode() + b"|" + effect.written).decode()
            place = (effect.person, effect.paper, effect.revision)
            self._feed(station, NotesSealed(*place, sealed))
        elif isinstance(effect, OpenNotes):
            told = effect.told
            whose, _, written = b64decode(told.sealed).partition(b"|")
            assert station.notes_key == told.person == whose.decode()
            self._feed(station, NotesOpened(told.person, told.paper, told.revision, written))
        elif isinstance(effect, ReadPrints):
            this = (effect.manifest.paper, effect.manifest.version)
            found = self.prints.get(this, tuple(f"{n:016x}" for n in range(effect.manifest.pages)))
            self._feed(station, PrintsRead(*this, found))

    def _to_hub(self, station: Station, effect: Say) -> None:
        identity = station.terminal.identity
        envelope = Envelope(
            id=effect.message_id,
            sender=identity.device,
            to="",
            meeting=effect.meeting,
            seq=effect.seq,
            at=max(0, self.hub_now + station.clock_error),
            message=effect.message,
        )
        topic = topics.from_device(RoomId(self.plan.room), DeviceId(identity.device), effect.said)
        payload = codec.encode(envelope, None)
        self._publish(self.exchange.receive(topic, payload, self.hub_now))

    def _deliver_to(self, station: Station, payload: bytes) -> Callable[[], None]:
        def deliver() -> None:
            envelope = self.told(station.terminal.identity.device, self._open(payload))
            self._feed(station, Heard(envelope))

        return self._guarded(station, deliver)

    def _open(self, payload: bytes) -> Envelope:
        """Checked and read once for all: the wire loses and repeats, it never changes a byte."""
        if payload not in self._opened:
            public = self._hub_key.public
            self._opened[payload] = codec.decode(payload, lambda c, s: verify(public, c, s))
        return self._opened[payload]

    def _guarded(self, station: Station, act: Callable[[], None]) -> Callable[[], None]:
        epoch = station.epoch

        def guarded() -> None:
            if station.online and station.epoch == epoch:
                act()

        return guarded

    def _local(self, station: Station) -> int:
        return self.now + _lead(station)

    # ── the wire ────────────────────────────────────────────────────────────────────────────────

    def _carry(self, deliver: Callable[[], None]) -> None:
        chance, weather = self._random, self.weather
        if chance.randrange(100) < weather.drop:
            return
        copies = 2 if chance.randrange(100) < weather.repeat else 1
        for _ in range(copies):
            at = self.now + chance.randint(weather.least, weather.most)
            heapq.heappush(self._air, (at, next(self._order), deliver))

    def _new_id(self) -> str:
        return f"00000000-0000-4000-8000-{next(self._ids):012x}"


def _lead(station: Station) -> int:
    """By how much a terminal's own clock, counting from its start, is ahead of the simulation."""
    return 10_000 + station.clock_error % 1_000_000


def _honestly(_device: str, envelope: Envelope) -> Envelope:
    return envelope


def _matches(topic: str, patterns: tuple[str, ...]) -> bool:
    return any(
        topic == p or (p.endswith("/+") and topic.rpartition("/")[0] == p[:-2]) for p in patterns
    )
