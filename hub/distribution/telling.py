"""What the hub says: answers to one terminal, and snapshots to all when what they show has changed.

Snapshots are complete, kept as last said, and said again to a terminal that turns out not to have them.
Presses are told in intervals, so that 500 of them cost a few messages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from hub.application import agenda_snapshots, poll_snapshots, snapshots, speaking_snapshots
from hub.application.ports import Acceptance, NotesKeeper
from hub.application.room import Answer, Rejection, Room
from hub.application.roster import Roster
from hub.distribution.catalogue import Catalogue, ManifestOf
from hub.distribution.console import chair_view
from hub.distribution.hall import Hall
from hub.distribution.reading_room import ReadingRoom, WrapNotesKey
from hub.distribution.security_log import Report
from hub.distribution.steps import CONSOLES
from hub.distribution.terminals import Terminal, Terminals
from hub.distribution.touches import CALM, touched_by
from hub.distribution.translate import PinCheck, VerifySignature
from hub.domain.events import Event
from hub.domain.speaking import Spoken
from protocol import codec, topics
from protocol.envelope import HUB, Envelope, Sign
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, RoomId
from protocol.messages import (
    NAMES,
    Head,
    KeyGrant,
    Mark,
    Message,
    Receipt,
    Refusal,
)
from protocol.record import ChainHead
from protocol.topics import Aspect
from protocol.transfer import Manifest

log = logging.getLogger(__name__)

QUIET_MS = 250  # presses are told at most four times a second
# Presses are told less often in large halls: a thousand messages a second is what papers leave free.
COPIES_A_MS = 1
HEAD_MS = 1_000  # and the head once a second, while nothing but presses changes it
# A snapshot younger than this is not missed yet: the line may be full of them.
ON_ITS_WAY_MS = 1_000

OFFENCES = frozenset(  # refusals that a sound terminal, however late or repeated, never earns
    {
        "bad-ballot",
        "bad-ballot-signature",
        "bad-correction-signature",
        "bad-count",
        "bad-count-signature",
        "ballot-reused",
        "not-a-seat",
        "not-a-teller",
        "not-signed-in-here",
        "not-the-chair",
        "not-the-console",
        "not-the-secretary",
        "not-this-terminal",
        "other-meeting",
        "unknown-act",
        "unknown-poll",
        "unknown-step",
    }
)

WALL = "wall"

Grant = Callable[[Manifest, str, bytes], KeyGrant]  # paper, device, its wrapping key


class Outgoing(Struct, frozen=True):
    """Bytes to publish."""

    topic: str
    payload: bytes
    retain: bool


class Setting(Struct, frozen=True):
    """What an exchange needs of its surroundings.

    `new_id` makes message ids; `spoken_before` tells by person who spoke how long in the year before;
    `centre`: the bundle goes to a central server.
    """

    room: RoomId
    roster: Roster
    manifest: ManifestOf
    retention_ms: int
    notes: NotesKeeper
    wrap_notes_key: WrapNotesKey
    sign: Sign
    verify: VerifySignature
    new_id: Callable[[], str]
    grant: Grant
    check_pin: PinCheck
    report: Report
    spoken_before: Mapping[str, Spoken]
    centre: bool


class _Shown(Struct, frozen=True):
    message: Message
    payload: bytes
    at: int


class Teller:
    """Says what the room's state makes worth saying."""

    def __init__(self, setting: Setting, room: Room, terminals: Terminals) -> None:
        self._setting = setting
        self._room = room
        self._terminals = terminals
        self.catalogue = Catalogue(room, setting.manifest, setting.retention_ms)
        self.reading = ReadingRoom(room, self.catalogue, setting.notes, setting.wrap_notes_key)
        self.hall = Hall(seat.seat for seat in room.state.convened.seats)
        self._shown: dict[str, _Shown] = {}
        self._stale: set[Aspect] = set(Aspect)
        self._urgent = True
        self._told_at = 0
        self._quiet_ms = QUIET_MS
        self._told_head = ChainHead()
        self._head_at = 0
        self.witnesses: dict[str, dict[str, bool]] = {}  # poll to device to whether it agrees

    # ── to one terminal ─────────────────────────────────────────────────────────────────────────

    def to(self, device: str, message: Message, now: int) -> Outgoing:
        """A message for one terminal."""
        topic = topics.to_device(self._setting.room, DeviceId(device))
        return Outgoing(topic, self._bytes(message, device, now), retain=False)

    def answer(self, answer: Answer, now: int) -> Outgoing:
        """The receipt or the refusal of a request."""
        return self.repeat(answer.request.actor, answer.request.message, answer.outcome, now)

    def repeat(
        self, device: str, message: str, outcome: Acceptance | Rejection, now: int
    ) -> Outgoing:
        """The same for a message by its id, which may have been handled long ago."""
        if isinstance(outcome, Acceptance):
            return self.to(device, Receipt(message, outcome.seq, outcome.hash), now)
        return self.refuse(device, message, outcome.code, now)

    def refuse(self, device: str, message: str, code: str, now: int) -> Outgoing:
        """The refusal of a message."""
        log.info("refused %s of %s: %s", message, device, code)
        if code in OFFENCES:
            self._setting.report(code, device, message)
        return self.to(device, Refusal(message, code), now)

    def lacking(self, device: str, marks: Iterable[Mark], now: int) -> tuple[Outgoing, ...]:
        """The snapshots a terminal turns out not to have, for it alone."""
        has = {mark.kind: mark.at for mark in marks}
        alone = topics.to_device(self._setting.room, DeviceId(device))
        return tuple(
            Outgoing(alone, shown.payload, retain=False)
            for topic, shown in self._shown.items()
            if has.get(NAMES[type(shown.message)], 0) < shown.at <= now - ON_ITS_WAY_MS
            and self._is_for(topic, alone)
        )

    def _is_for(self, topic: str, alone: str) -> bool:
        return topic == alone or not topic.startswith(f"room/{self._setting.room}/to/")

    def grants(self, terminal: Terminal, now: int) -> tuple[Outgoing, ...]:
        """Keys of the papers it may show and has none for, until papers go."""
        until = self.catalogue.keep_until
        if not terminal.wrap_key or (until is not None and now >= until):
            return ()
        said: list[Outgoing] = []
        for manifest in self._papers_for(terminal):
            if (manifest.paper, manifest.version) in terminal.granted:
                continue
            try:
                grant = self._setting.grant(manifest, terminal.enrolled.device, terminal.wrap_key)
            except RemoteProtocolError as error:
                log.warning("no keys for %s: %s", terminal.enrolled.device, error)
                return tuple(said)
            terminal.granted.add((manifest.paper, manifest.version))
            said.append(self.to(terminal.enrolled.device, grant, now))
        return tuple(said)

    def _papers_for(self, terminal: Terminal) -> tuple[Manifest, ...]:
        """All papers where somebody has signed in; at a wall the one that is presented to the hall."""
        if terminal.enrolled.role == WALL:
            shown = self.catalogue.manifest(self.reading.presenting.state.paper)
            return () if shown is None else (shown,)
        return self.catalogue.papers if self._signed_in(terminal.enrolled.device) else ()

    def _page_to_walls(self, now: int) -> Iterable[Outgoing]:
        """What is presented has changed: a wall gets the key of that paper, and has those of no other."""
        for wall in self._terminals.of_role(WALL):
            shown = {(each.paper, each.version) for each in self._papers_for(wall)}
            wall.granted &= shown
            yield from self.grants(wall, now)

    def _signed_in(self, device: str) -> bool:
        places = self._room.state.attendance.present.values()
        return any(place.device == device for place in places)

    # ── to all ──────────────────────────────────────────────────────────────────────────────────

    def changed_by(self, event: Event) -> None:
        """Note which snapshots an event has made old."""
        self._stale |= touched_by(event)
        self._urgent |= type(event) not in CALM

    def changed(self, aspect: Aspect) -> None:
        """Note that a snapshot is old for a reason that is no event."""
        self._stale.add(aspect)
        self._urgent = True

    @property
    def wake_at(self) -> int | None:
        """When `tick` has something to say."""
        times = []
        if self._stale:
            times.append(self._told_at + self._quiet_ms)
        if self._told_head != self._room.head:
            times.append(self._head_at + HEAD_MS)
        return min(times, default=None)

    def tick(self, now: int) -> tuple[Outgoing, ...]:
        """Snapshots that have changed and may be told now."""
        said: list[Outgoing] = []
        head_due = self._urgent or now - self._head_at >= HEAD_MS
        if self._stale and (self._urgent or now - self._told_at >= self._quiet_ms):
            for aspect in filter(self._stale.__contains__, Aspect):
                topic = topics.state(self._setting.room, aspect)
                said.extend(self._show(topic, self._snapshot(aspect), now))
            if Aspect.PRESENTER in self._stale:
                said.extend(self._page_to_walls(now))
            copies = len(said) * self._terminals.count_online(now)
            self._quiet_ms = max(QUIET_MS, copies // COPIES_A_MS)
            if self._urgent:
                said.extend(self.console(now))
            self._stale.clear()
            self._urgent = False
            self._told_at = now
        if head_due:
            self._told_head = head = self._room.head
            said.extend(self._show(topics.head(self._setting.room), Head(head.seq, head.hash), now))
            self._head_at = now
        return tuple(said)

    def everything(self, now: int) -> tuple[Outgoing, ...]:
        """All snapshots anew."""
        self._shown.clear()
        self._stale = set(Aspect)
        self._urgent = True
        return self.tick(now)

    def console(self, now: int) -> Iterable[Outgoing]:
        """The consoles' own view, if it changed."""
        known = chair_view(
            self._room.state,
            self._terminals,
            self.catalogue.papers,
            self.witnesses,
            self.hall.calls,
            now,
        )
        view = replace(known, centre=self._setting.centre)
        for console in self._terminals.of_role(*CONSOLES):
            device = DeviceId(console.enrolled.device)
            topic = topics.to_device(self._setting.room, device)
            yield from self._show(topic, view, now, to=device, retain=False)

    def _snapshot(self, aspect: Aspect) -> Message:
        state, roster = self._room.state, self._setting.roster
        if aspect is Aspect.SESSION:
            return snapshots.session_state(state)
        if aspect is Aspect.AGENDA:
            return agenda_snapshots.agenda_state(state)
        if aspect is Aspect.PEOPLE:
            return snapshots.people_state(state, roster, self._terminals.public_keys())
        if aspect is Aspect.POLL:
            return poll_snapshots.poll_state(state, roster, self._room.closings)
        if aspect is Aspect.PROGRESS:
            return poll_snapshots.progress_state(state)
        if aspect is Aspect.BALLOTS:
            return poll_snapshots.ballots_state(state)
        if aspect is Aspect.PRESENTER:
            return self.reading.presenting.state
        if aspect is Aspect.SPEAKERS:
            return speaking_snapshots.speakers_state(state, self._setting.spoken_before)
        if aspect is Aspect.HALL:
            return self.hall.state
        return self.catalogue.state()

    def _show(
        self, topic: str, message: Message, now: int, *, to: str = "", retain: bool = True
    ) -> Iterable[Outgoing]:
        before = self._shown.get(topic)
        if before is not None and before.message == message:
            return
        payload = self._bytes(message, to, now)
        self._shown[topic] = _Shown(message, payload, now)
        yield Outgoing(topic, payload, retain)

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
