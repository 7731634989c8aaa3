"""A process of seats that want the papers, by MQTT from the hub or by HTTPS from a plain server.

| do      | with     | result                                                          |
|---------|----------|-----------------------------------------------------------------|
| connect |          | number of seats, connected, welcomed and with the catalogue     |
| papers  |          | [seconds to the first page, seconds to everything] of each seat |
| fetch   | port     | the same by HTTPS; the first page is the first chunk of bytes   |

Nothing is hashed, decrypted or stored on either way.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from device.control import serve
from device.terminal import REPORT_EVERY
from firmware_config.folder import RoomFolder
from hub import system
from protocol import shapes, topics
from protocol.identifiers import DeviceId
from protocol.messages import CatalogueState, Heard, Hello, Missing, Presence
from protocol.topics import Said
from protocol.transfer import CHUNK_BYTES, Manifest, Range
from tests.bench.caller import HEARTBEAT, LIMIT, ROOM, Caller, link_settings
from tests.bench.hall import seat_id
from tests.bench.web import FILE
from transport.link import Link, LinkState, Phase
from transport.tls import broker_name, client_context


class Shelf:
    """One seat with its two connections."""

    def __init__(self, folder: RoomFolder, device: DeviceId, port: int) -> None:
        self.caller = Caller(folder, device, port, self._saw)
        identity = folder.terminal(device) / "identity"
        self.tls = client_context(
            identity / "ca.pem", identity / "device.pem", identity / "device.key"
        )
        patterns = topics.bulk_heard_by_device(ROOM, device)
        settings = link_settings(folder, device, topics.bulk_user(device), patterns)
        address = ("127.0.0.1", port)
        self._bulk = Link(settings, lambda: (address,), self._chunk, self._stand, lambda: 1.0)
        self._task = asyncio.create_task(self._bulk.run())
        self._bulk_online = asyncio.Event()
        self._catalogue: asyncio.Future[tuple[Manifest, ...]] = (
            asyncio.get_running_loop().create_future()
        )
        self._heard = 0
        self._missing: set[tuple[str, int]] = set()
        self._first = 0.0
        self._complete = asyncio.Event()

    async def connect(self) -> None:
        await self.caller.online()
        await asyncio.wait_for(self._bulk_online.wait(), LIMIT)
        self.caller.say(Said.HELLO, Hello("seat", "", "bench"))
        await self.caller.welcomed()
        await asyncio.wait_for(self._catalogue, LIMIT)

    async def papers(self) -> tuple[float, float]:
        """Ask for everything as if nothing were here."""
        manifests = await self._catalogue
        self._missing = {(each.paper, i) for each in manifests for i in range(each.chunks)}
        self._complete.clear()
        self._first = 0.0
        begun = system.monotonic()
        for each in manifests:
            everything = (Range(0, each.chunks - 1),)
            self.caller.say(Said.MISSING, Missing(each.paper, each.version, everything))
        await asyncio.wait_for(self._complete.wait(), LIMIT)
        return self._first - begun, system.monotonic() - begun

    async def fetch(self, port: int) -> tuple[float, float]:
        begun = system.monotonic()
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", port, ssl=self.tls, server_hostname=broker_name(ROOM), limit=CHUNK_BYTES
        )
        writer.write(f"GET /{FILE} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        first, heard = 0.0, 0
        while heard < length:
            heard += len(await reader.read(CHUNK_BYTES))
            if heard >= CHUNK_BYTES and not first:
                first = system.monotonic() - begun
        writer.transport.abort()
        return first, system.monotonic() - begun

    def beat(self) -> None:
        """Report as a terminal does, or the hub stops sending."""
        self.caller.say(Said.PRESENCE, Presence((), self.caller.marks()))

    def _stand(self, state: LinkState) -> None:
        if state.phase is Phase.ONLINE:
            self._bulk_online.set()

    def _saw(self, _device: DeviceId, aspect: str, payload: bytes, _at: float) -> None:
        if aspect == "catalogue" and not self._catalogue.done():
            body = json.loads(payload.partition(b"\n")[2])["body"]
            self._catalogue.set_result(shapes.from_json(CatalogueState, body).papers)

    def _chunk(self, topic: str, _payload: bytes) -> None:
        place = topics.parse_bulk(ROOM, topic)
        if place is None:
            return
        self._heard += 1
        if place.index == 0 and not self._first:
            self._first = system.monotonic()
        self._missing.discard((place.document, place.index))
        if not self._missing:
            self._complete.set()
        if self._heard % REPORT_EVERY == 0:
            self.caller.say(Said.HEARD, Heard(place.document, place.index))


async def main(folder: Path, seats: int, port: int) -> None:
    """Serve until standard input ends."""
    shelves = [Shelf(RoomFolder(folder), seat_id(n), port) for n in range(1, seats + 1)]

    async def connect(_request: dict[str, Any]) -> int:
        await asyncio.gather(*(each.connect() for each in shelves))
        return len(shelves)

    async def papers(_request: dict[str, Any]) -> list[Any]:
        return list(await asyncio.gather(*(each.papers() for each in shelves)))

    async def fetch(request: dict[str, Any]) -> list[Any]:
        return list(await asyncio.gather(*(each.fetch(request["port"]) for each in shelves)))

    async def beat() -> None:
        while True:
            for each in shelves:
                each.beat()
                await asyncio.sleep(HEARTBEAT / len(shelves))

    beating = asyncio.create_task(beat())
    await serve({"connect": connect, "papers": papers, "fetch": fetch})
    beating.cancel()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
