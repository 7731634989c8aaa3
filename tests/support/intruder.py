"""Somebody in the room's network with a certificate and no manners: MQTT 5 written by hand over real TLS.

A decent client would never put these bytes together, and paho would reconnect behind the test's back.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from msgspec import Struct

from tests.support.room import LIMIT

CONNACK, PUBLISH, PUBACK, SUBACK = 2, 3, 4, 9


class Papers(Struct, frozen=True):
    """Whom the broker is to believe it is talking to: the files of a certificate and its key."""

    ca: Path
    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """TLS that shows them; the server's name is of no interest to an intruder."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.load_verify_locations(cafile=self.ca)
        context.load_cert_chain(self.certificate, self.key)
        return context


class Will(Struct, frozen=True):
    """A message the broker is asked to publish, retained, should the connection break."""

    topic: str
    payload: bytes


class Intruder:
    """One connection; `heard` are topic and payload of what the broker sent."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._mid = 0
        self._news = asyncio.Event()
        self.heard: list[tuple[str, bytes]] = []
        self.answers: list[int] = []  # kinds of packets
        self._reading = asyncio.create_task(self._read())

    @property
    def hung_up(self) -> bool:
        """Whether the broker closed the connection."""
        return self._reading.done()

    async def until_hung_up(self) -> None:
        """Wait until the broker closes the connection."""
        await asyncio.wait_for(asyncio.shield(self._reading), LIMIT)

    async def answered(self, kind: int, times: int = 1) -> None:
        """Wait for packets of `kind`."""
        async with asyncio.timeout(LIMIT):
            while self.answers.count(kind) < times:
                if self.hung_up:
                    raise ConnectionResetError("the broker hung up")
                self._news.clear()
                await self._news.wait()

    async def greet(self, client_id: str, will: Will | None = None) -> None:
        """CONNECT under any name, and wait to be admitted."""
        flags = 0x02 | (0x24 if will else 0)
        rest = b"" if will is None else b"\0" + _text(will.topic) + _data(will.payload)
        body = _text("MQTT") + bytes((5, flags)) + _number(60) + b"\0" + _text(client_id) + rest
        self.write(_packet(0x10, body))
        await self.answered(CONNACK)

    async def subscribe(self, *patterns: str) -> None:
        """SUBSCRIBE with QoS 1, and wait for whatever the broker says to it."""
        self._mid += 1
        wanted = b"".join(_text(pattern) + b"\1" for pattern in patterns)
        before = self.answers.count(SUBACK)
        self.write(_packet(0x82, _number(self._mid) + b"\0" + wanted))
        await self.answered(SUBACK, before + 1)

    def publish(self, topic: str, payload: bytes, qos: int = 1, *, retain: bool = False) -> None:
        """PUBLISH, and wait for nothing."""
        self.write(self.publication(topic, payload, qos, retain=retain))

    def publication(self, topic: str, payload: bytes, qos: int, *, retain: bool = False) -> bytes:
        """The bytes of a PUBLISH."""
        self._mid += 1
        number = _number(self._mid % 65_535 + 1) if qos else b""
        return _packet(0x30 | qos << 1 | retain, _text(topic) + number + b"\0" + payload)

    def write(self, data: bytes) -> None:
        """Any bytes at all."""
        self._writer.write(data)

    async def flush(self) -> None:
        """Wait until the network has taken most of what was written."""
        await self._writer.drain()

    async def _read(self) -> None:
        with suppress(OSError, EOFError):
            while True:
                head = (await self._reader.readexactly(1))[0]
                body = await self._reader.readexactly(await self._length())
                self._take(head, body)
        self._news.set()

    async def _length(self) -> int:
        value = shift = 0
        while True:
            byte = (await self._reader.readexactly(1))[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def _take(self, head: int, body: bytes) -> None:
        self.answers.append(head >> 4)
        if head >> 4 == PUBLISH:
            size = int.from_bytes(body[:2], "big")
            topic, rest = body[2 : 2 + size].decode(), body[2 + size :]
            self.heard.append((topic, rest[3:] if head & 6 else rest[1:]))
        self._news.set()

    async def close(self) -> None:
        """Break the connection without a word."""
        self._reading.cancel()
        self._writer.transport.abort()
        with suppress(asyncio.CancelledError):
            await self._reading


@asynccontextmanager
async def intruder(papers: Papers, address: tuple[str, int]) -> AsyncIterator[Intruder]:
    """A TLS connection; `OSError` where it is refused at once."""
    reader, writer = await asyncio.open_connection(*address, ssl=papers.context())
    one = Intruder(reader, writer)
    try:
        yield one
    finally:
        await one.close()


def _packet(head: int, body: bytes) -> bytes:
    size = len(body)
    length = bytearray()
    while True:
        size, digit = divmod(size, 128)
        length.append(digit | (128 if size else 0))
        if not size:
            return bytes((head, *length)) + body


def _text(text: str) -> bytes:
    return _data(text.encode())


def _data(data: bytes) -> bytes:
    return _number(len(data)) + data


def _number(value: int) -> bytes:
    return value.to_bytes(2, "big")
