"""The cheapest TLS receiver Python allows: decrypts, finds the borders of what comes, keeps nothing.

A terminal's connection in asyncio copies every byte several times; a hundred of them on the machine of
the hub would be the bottleneck. Here OpenSSL decrypts into one buffer, a record at a time, and only
headers are looked at. What is left is what any receiver does on the wire: TCP, TLS 1.3, MQTT 5.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Sequence

RECORD = 16 * 1024  # bytes of a TLS record at most
AT_ONCE = 16  # records of one connection before the others have their turn
CONNACK, PUBLISH, SUBACK = 0x20, 0x30, 0x90


class Tap:
    """One connection; `feed(data)` gets what was decrypted and must be done with it on return."""

    def __init__(self, feed: Callable[[memoryview], None]) -> None:
        self._feed = feed
        self._buffer = memoryview(bytearray(RECORD))
        self._loop = asyncio.get_running_loop()
        self.ended = asyncio.Event()

    async def open(self, host: str, port: int, tls: ssl.SSLContext, name: str) -> None:
        """Connect and shake hands."""
        plain = socket.socket()
        plain.settimeout(0)
        await self._loop.sock_connect(plain, (host, port))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = tls.wrap_socket(plain, server_hostname=name, do_handshake_on_connect=False)
        while True:
            try:
                self._socket.do_handshake()
                break
            except ssl.SSLWantReadError:
                await self._readable()
        self._loop.add_reader(self._socket.fileno(), self._read)

    def send(self, data: bytes) -> None:
        """Write something small."""
        self._socket.send(data)

    def close(self) -> None:
        """Hang up; may be called twice."""
        if self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket.fileno())
            self._socket.close()
        self.ended.set()

    async def _readable(self) -> None:
        came: asyncio.Future[None] = self._loop.create_future()
        self._loop.add_reader(self._socket.fileno(), _settle, came)
        await came
        self._loop.remove_reader(self._socket.fileno())

    def _read(self) -> None:
        for _ in range(AT_ONCE):
            try:
                size = self._socket.recv_into(self._buffer)
            except ssl.SSLWantReadError:
                return
            except OSError:
                size = 0
            if not size:
                self.close()
                return
            self._feed(self._buffer[:size])
            if self.ended.is_set():
                return


class Framing:
    """Finds MQTT 5 packets in a stream; `on_packet` hears of each once it is whole.

    It gets the packet's kind and, of a PUBLISH with QoS 1, topic and packet identifier.
    """

    def __init__(self, on_packet: Callable[[int, str, bytes], None]) -> None:
        self._on_packet = on_packet
        self._head = bytearray()
        self._whole = False  # whether the header is complete
        self._left = 0  # bytes of the packet after it

    def feed(self, data: memoryview) -> None:
        """Take bytes in: a header byte by byte, the rest unseen."""
        while data:
            if self._left:
                taken = min(self._left, len(data))
                self._left -= taken
                data = data[taken:]
            else:
                self._head += data[:1]
                data = data[1:]
                self._begin()
            if not self._left and self._whole:
                self._end()

    def _begin(self) -> None:
        """Look whether the header, of a PUBLISH with its topic and identifier, is complete."""
        length, start = _length(self._head)
        if not start:
            return
        wanted = start
        if self._head[0] & 0xF0 == PUBLISH:
            wanted += 2
            if len(self._head) < wanted:
                return
            wanted += int.from_bytes(self._head[start : start + 2], "big") + 2
        self._whole = len(self._head) == wanted
        if self._whole:
            self._left = start + length - wanted

    def _end(self) -> None:
        kind, topic, identifier = self._head[0] & 0xF0, "", b""
        if kind == PUBLISH:
            _, start = _length(self._head)
            topic, identifier = self._head[start + 2 : -2].decode(), bytes(self._head[-2:])
        self._head.clear()
        self._whole = False
        self._on_packet(kind, topic, identifier)


def connect_packet(client: str, receive_maximum: int) -> bytes:
    """CONNECT with a clean start and without keep-alive."""
    properties = bytes([3, 0x21, 0, receive_maximum])
    return _packet(0x10, _text("MQTT") + bytes([5, 2, 0, 0]) + properties + _text(client))


def acknowledgement(identifier: bytes) -> bytes:
    """PUBACK."""
    return _packet(0x40, identifier)


def subscribe_packet(patterns: Sequence[str]) -> bytes:
    """SUBSCRIBE with QoS 1."""
    return _packet(0x82, bytes([0, 1, 0]) + b"".join(_text(each) + b"\x01" for each in patterns))


def _settle(came: asyncio.Future[None]) -> None:
    if not came.done():
        came.set_result(None)


def _length(head: bytearray) -> tuple[int, int]:
    """The remaining length of a packet and where it begins, or zeros if that is not all here."""
    length = 0
    for place, byte in enumerate(head[1:5]):
        length |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return length, place + 2
    return 0, 0


def _packet(kind: int, body: bytes) -> bytes:
    assert len(body) < 0x4000
    low, high = len(body) & 0x7F, len(body) >> 7
    return bytes([kind, low | 0x80, high] if high else [kind, low]) + body


def _text(text: str) -> bytes:
    return len(text.encode()).to_bytes(2, "big") + text.encode()
