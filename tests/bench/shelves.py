"""A process of seats that want the papers, by MQTT from the hub or by HTTPS from a plain server.

| do      | with     | result                                                          |
|---------|----------|-----------------------------------------------------------------|
| connect | bulk     | number of seats, welcomed, with the catalogue, a second         |
|         |          | connection if `bulk`                                            |
| papers  |          | begins to ask for everything by MQTT                            |
| fetch   | port     | begins to get the same by HTTPS                                 |
| arrived |          | [seconds to the first page, seconds to everything] of each seat, |
|         |          | or null if that takes longer than one answer may                |
| ask     |          | seconds from a sign-in of the first seat to its receipt         |

Simulated: a seat asks, reports and beats its heart as a terminal does, through the terminal's own link;
its bulk connection decrypts and finds the chunks' borders. Nothing is hashed, decrypted a second time or
stored on either way. The first page by HTTPS is as many bytes as a chunk.
"""

from __future__ import annotations

import asyncio
import json
import random
import ssl
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from device.connection import BULK_WINDOW
from device.control import serve
from device.reports import Reports
from device.shelf import QUIET_MS, SPREAD_MS
from firmware_config.folder import RoomFolder
from hub import system
from protocol import shapes, topics
from protocol.identifiers import DeviceId
from protocol.messages import CatalogueState, Heard, Hello, Missing, Presence, SignIn
from protocol.topics import Said
from protocol.transfer import CHUNK_BYTES, Manifest, missing_ranges
from tests.bench.caller import HEARTBEAT, LIMIT, ROOM, Caller
from tests.bench.hall import seat_id
from tests.bench.tap import (
    SUBACK,
    Framing,
    Tap,
    acknowledgement,
    connect_packet,
    subscribe_packet,
)
from tests.bench.web import FILE
from transport.tls import broker_name, client_context

QUIET, SPREAD = QUIET_MS / 1000, SPREAD_MS / 1000
ANSWER = 20.0  # seconds until `arrived` answers that it is not


class Hub(Struct, frozen=True):
    """Where the hub is."""

    host: str
    port: int


class Shelf:
    """One seat with its two connections."""

    def __init__(self, folder: RoomFolder, number: int, hub: Hub) -> None:
        self._device = seat_id(number)
        self._number = f"{number:03d}"
        self._hub = hub
        self._identity = folder.terminal(self._device) / "identity"
        self.caller = Caller(folder, self._device, hub.port, self._saw, hub.host)
        framing = Framing(self._packet)
        self._bulk = Tap(framing.feed)
        self._listening = asyncio.Event()
        self._catalogue: asyncio.Future[tuple[Manifest, ...]] = (
            asyncio.get_running_loop().create_future()
        )
        self._reports = Reports()
        self._heard_at = 0.0
        self._held: dict[str, set[int]] = {}
        self._lacking = 0
        self._first = 0.0
        self._complete = asyncio.Event()

    async def connect(self, *, bulk: bool) -> None:
        await self.caller.online()
        if bulk:
            await self._listen()
        self.caller.say(Said.HELLO, Hello("seat", "", "bench"))
        await self.caller.welcomed()
        await asyncio.wait_for(self._catalogue, LIMIT)

    async def _listen(self) -> None:
        user = topics.bulk_user(self._device)
        await self._bulk.open(self._hub.host, self._hub.port, self._tls(user), broker_name(ROOM))
        self._bulk.send(connect_packet(user, BULK_WINDOW))
        self._bulk.send(subscribe_packet(topics.bulk_heard_by_device(ROOM, self._device)))
        await asyncio.wait_for(self._listening.wait(), LIMIT)

    async def papers(self) -> tuple[float, float]:
        """Get everything as if nothing were here, asking when a terminal would."""
        manifests = await self._catalogue
        self._held = {each.paper: set() for each in manifests}
        self._lacking = sum(each.chunks for each in manifests)
        self._complete.clear()
        begun = self._heard_at = system.monotonic()
        self._first = 0.0
        ask_at = begun + random.uniform(0, SPREAD)
        while not await self._complete_at(ask_at):
            self._ask(manifests)
            ask_at = await self._quiet(system.monotonic() + QUIET)
        return self._first - begun, system.monotonic() - begun

    async def _complete_at(self, moment: float) -> bool:
        """Whether everything came until then."""
        with suppress(TimeoutError):
            async with asyncio.timeout(moment - system.monotonic()):
                await self._complete.wait()
        return self._complete.is_set()

    async def _quiet(self, moment: float) -> float:
        """Wait until everything is here, or nothing came for a while; when that was."""
        while not await self._complete_at(moment) and self._heard_at + QUIET > moment:
            moment = self._heard_at + QUIET
        return moment

    async def fetch(self, port: int) -> tuple[float, float]:
        """Get as many bytes in one answer of the other server."""
        begun, first, heard, length = system.monotonic(), 0.0, 0, 0

        def feed(data: memoryview) -> None:
            nonlocal first, heard, length
            if not length:
                head, _, rest = bytes(data).lower().partition(b"\r\n\r\n")
                length = int(head.partition(b"content-length:")[2].split()[0])
                data = memoryview(rest)
            heard += len(data)
            if heard >= CHUNK_BYTES and not first:
                first = system.monotonic() - begun
            if heard >= length:
                tap.close()

        tap = Tap(feed)
        await tap.open(self._hub.host, port, self._tls(self._device), broker_name(ROOM))
        tap.send(f"GET /{FILE} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n".encode())
        await tap.ended.wait()
        return first, system.monotonic() - begun

    async def sign_in(self) -> float:
        """A control message to its receipt, the disk included."""
        said = SignIn(f"m{self._number}", self._number)
        return await self.caller.ask(Said.SIGN_IN, said)

    def beat(self) -> None:
        """Heartbeat, or the hub takes the seat for gone."""
        self.caller.say(Said.PRESENCE, Presence((), self.caller.marks()))

    def _tls(self, user: str) -> ssl.SSLContext:
        certificate = "device.pem" if user == self._device else "device.bulk.pem"
        return client_context(
            self._identity / "ca.pem", self._identity / certificate, self._identity / "device.key"
        )

    def _ask(self, manifests: tuple[Manifest, ...]) -> None:
        for each in manifests:
            lacking = missing_ranges(frozenset(self._held[each.paper]), each.chunks)
            if lacking:
                self.caller.say(Said.MISSING, Missing(each.paper, each.version, lacking))

    def _saw(self, _device: DeviceId, aspect: str, payload: bytes, _at: float) -> None:
        if aspect == "catalogue" and not self._catalogue.done():
            body = json.loads(payload.partition(b"\n")[2])["body"]
            self._catalogue.set_result(shapes.from_json(CatalogueState, body).papers)

    def _packet(self, kind: int, topic: str, identifier: bytes) -> None:
        if kind == SUBACK:
            self._listening.set()
        if identifier:
            self._bulk.send(acknowledgement(identifier))
        place = topics.parse_bulk(ROOM, topic)
        if place is None or place.document not in self._held:
            return
        self._heard_at = system.monotonic()
        if place.index == 0 and not self._first:
            self._first = self._heard_at
        held = self._held[place.document]
        self._lacking -= place.index not in held
        held.add(place.index)
        if not self._lacking:
            self._complete.set()
        if self._reports.due(int(1000 * self._heard_at)):
            self.caller.say(Said.HEARD, Heard(place.document, place.index))


class Shelves:
    """All seats of this process, and what they were last told to get."""

    def __init__(self, shelves: list[Shelf]) -> None:
        self._shelves = shelves
        self._getting: asyncio.Future[list[tuple[float, float]]] = (
            asyncio.get_running_loop().create_future()
        )

    async def connect(self, request: dict[str, Any]) -> int:
        await asyncio.gather(*(each.connect(bulk=request["bulk"]) for each in self._shelves))
        return len(self._shelves)

    async def papers(self, _request: dict[str, Any]) -> None:
        self._getting = asyncio.gather(*(each.papers() for each in self._shelves))

    async def fetch(self, request: dict[str, Any]) -> None:
        self._getting = asyncio.gather(*(each.fetch(request["port"]) for each in self._shelves))

    async def arrived(self, _request: dict[str, Any]) -> list[Any] | None:
        try:
            return list(await asyncio.wait_for(asyncio.shield(self._getting), ANSWER))
        except TimeoutError:
            return None

    async def ask(self, _request: dict[str, Any]) -> float:
        return await self._shelves[0].sign_in()

    async def beat(self) -> None:
        while True:
            for each in self._shelves:
                each.beat()
                await asyncio.sleep(HEARTBEAT / len(self._shelves))


async def main(folder: Path, first: int, last: int, hub: Hub) -> None:
    """Serve until standard input ends."""
    room = RoomFolder(folder)
    shelves = Shelves([Shelf(room, n, hub) for n in range(first, last + 1)])
    beating = asyncio.create_task(shelves.beat())
    does = (shelves.connect, shelves.papers, shelves.fetch, shelves.arrived, shelves.ask)
    await serve({each.__name__: each for each in does})
    beating.cancel()


if __name__ == "__main__":
    address = Hub(sys.argv[4], int(sys.argv[5]))
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), address))
