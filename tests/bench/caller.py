"""A simulated terminal: the real link and messages, and nothing of what a terminal does with them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, TypeAlias

from msgspec import Struct

from firmware_config.folder import RoomFolder
from hub import system
from protocol import codec, topics
from protocol.envelope import Envelope
from protocol.identifiers import DeviceId, RoomId
from protocol.messages import Mark, Message, Presence
from protocol.topics import Said
from tests.bench.hall import MEETING
from transport.link import Link, LinkSettings, LinkState, Phase
from transport.tls import broker_name, client_context

HEARTBEAT = 3.0  # seconds, as a terminal's
LIMIT = 25.0  # seconds until anything waited for counts as lost
ROOM = RoomId("phong-do")

Saw: TypeAlias = Callable[[DeviceId, str, bytes, float], None]  # device, aspect, payload, when


class Answer(Struct, frozen=True):
    """The hub's answer to a message: when it came, and the code of a refusal or empty."""

    at: float
    refusal: str


class Prepared(Struct, frozen=True):
    """A message made before the clock runs."""

    message: str
    topic: str
    payload: bytes


class Caller:
    """One terminal on one broker."""

    def __init__(
        self, folder: RoomFolder, device: DeviceId, port: int, saw: Saw, host: str = "127.0.0.1"
    ) -> None:
        self.device = device
        self._saw = saw
        self._marks: dict[str, int] = {}
        self._waiting: dict[str, asyncio.Future[Answer]] = {}
        self._welcome: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._online = asyncio.Event()
        settings = link_settings(folder, device, device, topics.heard_by_device(ROOM, device))
        address = (host, port)
        self._link = Link(settings, lambda: (address,), self._hear, self._stand, lambda: 1.0)
        self._task = asyncio.create_task(self._link.run())

    async def online(self) -> None:
        """Wait for the connection."""
        await asyncio.wait_for(self._online.wait(), LIMIT)

    async def welcomed(self) -> None:
        """Wait for the answer to a hello."""
        await asyncio.wait_for(self._welcome, LIMIT)

    async def stop(self) -> None:
        """Hang up."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def prepare(self, said: Said, message: Message) -> Prepared:
        """Encode a message."""
        number = system.new_id()
        envelope = Envelope(number, self.device, "", MEETING, 0, system.now_ms(), message)
        topic = topics.from_device(ROOM, self.device, said)
        return Prepared(number, topic, codec.encode(envelope, sign=None))

    def say(self, said: Said, message: Message) -> None:
        """Publish without waiting for an answer."""
        prepared = self.prepare(said, message)
        self._link.publish(prepared.topic, prepared.payload)

    def send(self, prepared: Prepared) -> asyncio.Future[Answer]:
        """Publish what was prepared; the future is its answer."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting[prepared.message] = answer
        self._link.publish(prepared.topic, prepared.payload)
        return answer

    async def ask(self, said: Said, message: Message) -> float:
        """Say something and wait for the receipt; the seconds that took. Refused: LookupError."""
        prepared = self.prepare(said, message)
        begun = system.monotonic()
        answer = await asyncio.wait_for(self.send(prepared), LIMIT)
        if answer.refusal:
            raise LookupError(f"{self.device}: {said}: {answer.refusal}")
        return answer.at - begun

    def beat(self) -> None:
        """Heartbeat: say which snapshots are here, so that the hub says none of them again."""
        self.say(Said.PRESENCE, Presence((), self.marks()))

    def marks(self) -> tuple[Mark, ...]:
        """Which snapshots are here, and of when."""
        return tuple(Mark(kind, at) for kind, at in self._marks.items())

    def _stand(self, state: LinkState) -> None:
        if state.phase is Phase.ONLINE:
            self._online.set()

    def _hear(self, topic: str, payload: bytes) -> None:
        now = system.monotonic()
        aspect = topic.rpartition("/")[2]
        if aspect == self.device:
            self._answered(json.loads(payload[payload.index(b"\n") :]), now)
        else:
            self._marks[aspect] = _at(payload)
            self._saw(self.device, aspect, payload, now)

    def _answered(self, said: dict[str, Any], now: float) -> None:
        kind, body = said["kind"], said["body"]
        waiting = self._waiting.pop(body.get("of", ""), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(now, body["code"] if kind == "refusal" else ""))
        elif kind == "welcome" and not self._welcome.done():
            self._welcome.set_result(None)
        elif kind in set(topics.Aspect) | {"head"}:
            self._marks[kind] = said["at"]


def link_settings(
    folder: RoomFolder, device: DeviceId, user: str, patterns: tuple[str, ...]
) -> LinkSettings:
    """A connection of a terminal: `user` is the device, or its second name for bulk."""
    identity = folder.terminal(device) / "identity"
    certificate = "device.pem" if user == device else "device.bulk.pem"
    tls = client_context(identity / "ca.pem", identity / certificate, identity / "device.key")
    return LinkSettings(user, tls, broker_name(ROOM), tuple((each, 1) for each in patterns))


def _at(payload: bytes) -> int:
    """The hub's time in a snapshot, without reading the rest of it."""
    start = payload.find(b'{"at":') + 6
    return int(payload[start : payload.index(b",", start)])
