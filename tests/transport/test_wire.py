"""The wire between asyncio and paho, without a network."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transport.wire import WRITE_AT_ONCE, Wire


class FakeTransport(asyncio.Transport):
    """Remembers what was written; takes nothing away."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written.append(bytes(data))

    def get_write_buffer_size(self) -> int:
        return sum(map(len, self.written))

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.closed = True


def wire() -> tuple[Wire, FakeTransport, list[BaseException | None]]:
    lost: list[BaseException | None] = []
    one, transport = Wire(lambda: None, lost.append), FakeTransport()
    one.connection_made(transport)
    return one, transport, lost


@given(st.lists(st.binary(max_size=50)), st.integers(1, 20))
def test_bytes_come_out_as_they_went_in_whatever_the_pieces(parts: list[bytes], size: int) -> None:
    one, _, _ = wire()
    taken = b""
    for part in parts:
        one.data_received(part)
        if one.waiting:
            taken += one.recv(size)
    while one.waiting:
        taken += one.recv(size)
    assert taken == b"".join(parts)
    with pytest.raises(BlockingIOError):
        one.recv(1)


def test_small_packets_share_a_write_and_large_ones_leave_at_once() -> None:
    one, transport, _ = wire()
    for _ in range(3):
        assert one.send(b"ab") == 2
    assert (transport.written, one.unsent) == ([], 6)
    one.flush()
    one.send(bytes(WRITE_AT_ONCE))
    assert transport.written == [b"ababab", bytes(WRITE_AT_ONCE)]
    assert one.unsent == 6 + WRITE_AT_ONCE


def test_an_ended_connection_reads_as_ended_and_refuses_writes() -> None:
    one, _, lost = wire()
    one.data_received(b"last")
    one.connection_lost(None)
    assert (one.recv(9), one.recv(9), lost) == (b"last", b"", [None])
    with pytest.raises(ConnectionResetError):
        one.send(b"x")
    one.flush()
    one.close()
    one.abort()


def test_closing_sends_what_is_queued() -> None:
    one, transport, _ = wire()
    one.send(b"bye")
    one.close()
    assert (transport.written, transport.closed) == ([b"bye"], True)
