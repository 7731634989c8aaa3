"""A TLS connection of the asyncio loop, in the shape of the socket that paho's client reads and writes.

asyncio connects, shakes hands, decrypts and buffers without ever blocking the loop; paho only encodes and
decodes MQTT, and of that only what does not come by the thousand. Compared with giving paho a socket watched
by `add_reader` this removes three traps: paho's connect and handshake block, decrypted bytes waiting inside
OpenSSL never wake a selector, and reading a header costs one system call a byte.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from transport.packets import packet_length

WRITE_AT_ONCE = (
    64 * 1024
)  # bytes; small packets of one turn of the loop share a TLS record up to this


class Wire(asyncio.Protocol):
    """Both an asyncio protocol and paho's `SocketLike`. Everything runs in the loop's thread."""

    def __init__(
        self, on_bytes: Callable[[], None], on_lost: Callable[[BaseException | None], None]
    ) -> None:
        self._on_bytes = on_bytes
        self._on_lost = on_lost
        self._transport: asyncio.WriteTransport | None = None
        self._received = b""
        self._position = 0
        self._ended = False
        self._outgoing = bytearray()

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: TLS stands."""
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """asyncio: decrypted bytes came. paho takes them all before this returns."""
        self._received = self._received[self._position :] + data
        self._position = 0
        self._on_bytes()

    def connection_lost(self, exc: Exception | None) -> None:
        """asyncio: the connection is gone, or was refused."""
        self._ended = True
        self._transport = None
        self._on_lost(exc)

    # paho's side

    def recv(self, buffer_size: int) -> bytes:
        """At most `buffer_size` bytes of those that came; b"" once the connection has ended."""
        start = self._position
        if start == len(self._received):
            if self._ended:
                return b""
            raise BlockingIOError
        self._position = min(start + buffer_size, len(self._received))
        return self._received[start : self._position]

    def send(self, buffer: bytes | bytearray) -> int:
        """Take all of `buffer`; `flush` gives it to the network."""
        if self._ended:
            raise ConnectionResetError
        self._outgoing += buffer
        if len(self._outgoing) >= WRITE_AT_ONCE:
            self.flush()
        return len(buffer)

    def close(self) -> None:
        """Close once everything written has left."""
        self.flush()
        self._ended = True
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()

    def fileno(self) -> int:
        """None of its own: the loop watches the socket."""
        return -1

    def setblocking(self, flag: bool) -> None:
        """Never blocks, whatever is asked."""

    # the link's side

    def packet(self) -> bytes | None:
        """The next packet, left where it is; None until all of it has come."""
        length = packet_length(self._received, self._position)
        if length is None or self._position + length > len(self._received):
            return None
        return self._received[self._position : self._position + length]

    def skip(self, packet: bytes) -> None:
        """Take away what `packet` showed: paho is not to have it."""
        self._position += len(packet)

    @property
    def waiting(self) -> int:
        """How many bytes came that nobody has taken."""
        return len(self._received) - self._position

    @property
    def unsent(self) -> int:
        """Bytes written that the network has not taken. The system's own socket buffer, and up to
        one write of `WRITE_AT_ONCE` or one packet before it, do not count.
        """
        buffered = self._transport.get_write_buffer_size() if self._transport else 0
        return len(self._outgoing) + buffered

    def flush(self) -> None:
        """Give everything written to the network."""
        if self._outgoing and self._transport is not None and not self._transport.is_closing():
            self._transport.write(bytes(self._outgoing))
        self._outgoing.clear()

    def abort(self) -> None:
        """Drop the connection now."""
        self._ended = True
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.abort()
