"""A session against brokers that misbehave, each behind the room's own TLS."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from firmware_config.folder import RoomFolder
from tests.support.room import (
    address,
    device_settings,
    free_port,
    hub_settings,
    make_room,
    peer,
    running_broker,
)
from transport import packets, session
from transport.link import Phase
from transport.session import RefusedError, Session

Server = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

CONNACK = bytes((0x20, 3, 0, 0, 0)) + bytes((0x90, 4, 0, 1, 0, 1))  # and SUBACK
SUBSCRIPTION_REFUSED = CONNACK[:-1] + bytes((0x87,))
NOT_AUTHORIZED = bytes((0x20, 3, 0, 0x87, 0))
TAKEN_OVER = bytes((0xE0, 1, 0x8E))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> RoomFolder:
    return make_room(tmp_path_factory.mktemp("room") / "r")


@asynccontextmanager
async def broker_that(room: RoomFolder, serve: Server, *, tls: bool = True) -> AsyncIterator[int]:
    """A server that shows the broker's certificate and then does what `serve` does."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(room.hub_identity / "broker.pem", room.hub_identity / "broker.key")

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await serve(reader, writer)
        writer.close()

    port = free_port()
    server = await asyncio.start_server(handle, "127.0.0.1", port, ssl=context if tls else None)
    try:
        yield port
    finally:
        server.close()


def says(data: bytes) -> Server:
    """Answer CONNECT with `data` and hang up when the client does."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(data)
        await writer.drain()
        while await reader.read(1024):
            pass

    return serve


async def hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)


async def opened(room: RoomFolder, port: int) -> Session:
    one = Session(hub_settings(room), lambda _topic, _payload: None)
    await one.open("127.0.0.1", port)
    return one


@pytest.mark.parametrize("answer", [NOT_AUTHORIZED, SUBSCRIPTION_REFUSED])
async def test_a_broker_that_refuses_is_told_with_its_reason(
    room: RoomFolder, answer: bytes
) -> None:
    async with broker_that(room, says(answer)) as port:
        with pytest.raises(RefusedError) as caught:
            await opened(room, port)
    assert caught.value.code == "not-authorized"


@pytest.mark.parametrize("tls", [True, False])
async def test_a_broker_that_hangs_up_before_admission_is_unreachable(
    room: RoomFolder, tls: bool
) -> None:
    async with broker_that(room, hangs_up, tls=tls) as port:
        with pytest.raises(OSError):  # noqa: PT011  which one depends on the moment
            await opened(room, port)


@pytest.mark.parametrize("tls", [True, False])
async def test_a_silent_broker_is_given_up(
    room: RoomFolder, tls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "CONNECT_LIMIT", 0.2)
    async with broker_that(room, says(b""), tls=tls) as port:
        with pytest.raises(OSError):  # noqa: PT011  a time-out, of TLS or of MQTT
            await opened(room, port)


@pytest.mark.parametrize(
    "garbage",
    [
        b"\xff" * 50,
        b"\x30\xff\xff\xff\xff\xff",
        b"\x30\x02\xff\xff",
        b"\x40\x00",
        b"\x30\x00",
        b"\x30\xff\xff\xff\x7f" + bytes(400 * 1024),  # larger than we said we take
    ],
)
async def test_garbage_ends_the_session_and_nothing_else(room: RoomFolder, garbage: bytes) -> None:
    async with broker_that(room, says(CONNACK + garbage)) as port:
        one = await opened(room, port)
        async with asyncio.timeout(5):
            assert await one.ended
        assert not one.publish("a", b"", 1, retain=False)
        one.close()


async def test_messages_wait_until_the_caller_knows_that_it_is_online(room: RoomFolder) -> None:
    publish = bytes((0x30, 5, 0, 1)) + b"a\0b"
    heard: list[str] = []
    async with broker_that(room, says(CONNACK + publish)) as port:
        came = asyncio.Event()

        def on_message(topic: str, _payload: bytes) -> None:
            heard.append(topic)
            came.set()

        one = Session(hub_settings(room), on_message)
        await one.open("127.0.0.1", port)
        heard.append("online")
        async with asyncio.timeout(5):
            await came.wait()
        one.close()
    assert heard == ["online", "a"]


async def test_what_was_heard_is_acknowledged_even_if_nothing_is_said(room: RoomFolder) -> None:
    """Else the broker, which waits for at most so many, would fall silent."""
    got: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
    publish = bytes((0x32, 7, 0, 1)) + b"a\0\x09\0b"

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(CONNACK + publish)
        got.set_result(await reader.readuntil(packets.write_puback(9)))

    async with broker_that(room, serve) as port:
        one = await opened(room, port)
        async with asyncio.timeout(5):
            assert await got
        one.close()


async def test_a_dismissal_is_told_with_its_reason(room: RoomFolder) -> None:
    async with broker_that(room, says(CONNACK + TAKEN_OVER)) as port:
        one = await opened(room, port)
        async with asyncio.timeout(5):
            assert await one.ended == "session-taken-over"
        one.close()


@pytest.mark.broker
async def test_a_frozen_broker_is_noticed_by_its_silence(room: RoomFolder) -> None:
    settings = replace(device_settings(room, "seat-01"), keepalive=1)
    async with running_broker(room) as broker, peer(settings, [address(room)]) as seat:
        await seat.online()
        assert broker.pid is not None
        os.kill(broker.pid, signal.SIGSTOP)
        try:
            await seat.until(lambda it: it.states[-1].phase is Phase.LOST)
        finally:
            os.kill(broker.pid, signal.SIGCONT)
        await seat.online()


@pytest.mark.broker
async def test_small_messages_leave_at_once(
    room: RoomFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without TCP_NODELAY a receipt waits some 40 ms for a delayed acknowledgement."""
    set_options: list[tuple[int, ...]] = []
    original = asyncio.base_events._set_nodelay  # type: ignore[attr-defined]

    def noted(sock: socket.socket) -> None:
        original(sock)
        set_options.append((sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY),))

    monkeypatch.setattr(asyncio.base_events, "_set_nodelay", noted)
    async with running_broker(room):
        one = await opened(room, address(room)[1])
        one.close()
    assert set_options
    assert all(on for (on,) in set_options)
