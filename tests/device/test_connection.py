"""What comes in from a real broker: only what the hub signed reaches the core."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from device.connection import Connection, Wiring
from device.effects import Say
from device.inputs import ChunkHeard, Heard, Input, LinkChanged
from device.screens import Link
from firmware_config.keys import Signer, new_key
from protocol import codec, topics
from protocol.envelope import HUB, Envelope
from protocol.identifiers import DeviceId
from protocol.messages import Head, Hello, Welcome
from protocol.topics import BulkTopic, Said
from tests.support.hub_voice import HASH
from tests.support.room import (
    LIMIT,
    ROOM,
    Peer,
    address,
    hub_settings,
    make_room,
    peer,
    running_broker,
)
from transport.mqtt import LinkSettings
from transport.tls import broker_name, client_context

pytestmark = pytest.mark.broker

SEAT = DeviceId("seat-01")
HEAD = Envelope("00000000-0000-4000-8000-000000000001", HUB, "", "phien-1", 7, 70, Head(7, HASH))


@dataclass
class Table:
    """A seat's connection beside a hub's, on one broker."""

    hub: Peer
    bulk: Peer
    sign: Callable[[bytes], bytes]
    connection: Connection | None = None
    heard: list[Input] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def feed(self, entry: Input) -> None:
        self.heard.append(entry)
        self.changed.set()

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(LIMIT):
            while not holds():
                self.changed.clear()
                await self.changed.wait()

    def says(self, payload: bytes) -> None:
        self.hub.link.publish(topics.to_device(ROOM, SEAT), payload)

    async def hears_only_the_last(self) -> list[Envelope]:
        """Say something honest and wait for it: what was heard up to then."""
        self.says(codec.encode(HEAD, self.sign))
        await self.until(lambda: self.envelopes())
        return self.envelopes()

    def envelopes(self) -> list[Envelope]:
        return [entry.envelope for entry in self.heard if isinstance(entry, Heard)]


@pytest.fixture
async def table(tmp_path: Path) -> AsyncIterator[Table]:
    folder = make_room(tmp_path / "room")
    identity = folder.hub_identity
    signer = Signer.load(identity / "hub.key", identity / "hub.pem")
    bulk_tls = client_context(identity / "ca.pem", identity / "hub.bulk.pem", identity / "hub.key")
    bulk = LinkSettings(topics.bulk_user(DeviceId(HUB)), bulk_tls, broker_name(ROOM), ())
    where = [address(folder)]
    async with (
        running_broker(folder),
        peer(hub_settings(folder), where) as hub,
        peer(bulk, where) as bulk_hub,
    ):
        table = Table(hub, bulk_hub, signer.sign)
        wiring = Wiring(
            room=ROOM,
            device=SEAT,
            identity=folder.terminal(SEAT) / "identity",
            hub_key=signer.key.public_key().public_bytes_raw(),
            carries_papers=True,
        )
        table.connection = Connection(wiring, lambda: where, lambda: 0.05, lambda: 123, table.feed)
        running = asyncio.create_task(table.connection.run())
        try:
            await table.until(lambda: LinkChanged(Link.ONLINE) in table.heard)
            await hub.online()
            await bulk_hub.online()
            yield table
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def test_what_the_hub_signed_is_heard(table: Table) -> None:
    assert await table.hears_only_the_last() == [HEAD]


def _foreign(content: bytes) -> bytes:
    return new_key().sign(content)


GARBAGE: dict[str, Callable[[Table], bytes]] = {
    "nothing": lambda _: b"",
    "noise": lambda _: b"\x00\xff" * 500,
    "no JSON": lambda table: table.sign(b"{").hex().encode() + b"\n{",
    "unsigned": lambda _: codec.encode(HEAD, None),
    "signed by somebody else": lambda _: codec.encode(HEAD, _foreign),
    "changed on the way": lambda table: codec.encode(HEAD, table.sign).replace(b"70", b"71"),
    "not in the hub's name": lambda table: codec.encode(replace(HEAD, sender=SEAT), table.sign),
    "of another version": lambda table: _resigned(table, b'"v":1', b'"v":2'),
    "of an unknown kind": lambda table: _resigned(table, b'"head"', b'"tail"'),
}


def _resigned(table: Table, before: bytes, after: bytes) -> bytes:
    content = codec.encode(HEAD, None).removeprefix(b"\n").replace(before, after)
    return table.sign(content).hex().encode() + b"\n" + content


@pytest.mark.parametrize("name", GARBAGE)
async def test_everything_else_is_dropped_and_the_next_message_heard(
    table: Table, name: str
) -> None:
    table.says(GARBAGE[name](table))
    assert await table.hears_only_the_last() == [HEAD]


async def test_chunks_come_by_the_second_link_to_all_and_to_one(table: Table) -> None:
    for place in (BulkTopic("to-trinh", 3), BulkTopic("to-trinh", 4, SEAT)):
        while not any(isinstance(e, ChunkHeard) and e.index == place.index for e in table.heard):
            table.bulk.link.publish(topics.bulk(ROOM, place), b"sealed")
            with suppress(TimeoutError):
                await asyncio.wait_for(_next(table), 0.2)  # the second link may not be up yet
    assert ChunkHeard("to-trinh", 3, b"sealed") in table.heard
    assert ChunkHeard("to-trinh", 4, b"sealed") in table.heard


async def _next(table: Table) -> None:
    table.changed.clear()
    await table.changed.wait()


async def test_what_is_said_carries_sender_meeting_and_time(table: Table) -> None:
    assert table.connection is not None
    hello = Hello("seat", "", "1")
    table.connection.say(Say(HEAD.id, Said.HELLO, "phien-1", 7, hello))
    await table.hub.until(lambda hub: bool(hub.heard))
    topic, payload = table.hub.heard[0]
    assert topic == topics.from_device(ROOM, SEAT, Said.HELLO)
    envelope = codec.decode(payload, None)
    assert envelope == Envelope(HEAD.id, SEAT, "", "phien-1", 7, 123, hello)


async def test_saying_something_without_a_link_is_no_error(tmp_path: Path) -> None:
    folder = make_room(tmp_path / "room")
    wiring = Wiring(ROOM, SEAT, folder.terminal(SEAT) / "identity", bytes(32), carries_papers=False)
    connection = Connection(wiring, list, lambda: 1.0, lambda: 1, lambda _: None)
    connection.say(Say(HEAD.id, Said.HELLO, "", 0, Hello("seat", "", "1")))


def test_a_welcome_is_a_message_the_codec_knows() -> None:
    """Guards the garbage above: its unsigned and foreign cases differ from this only in the signature."""
    payload: Any = codec.encode(replace(HEAD, message=Welcome("seat")), lambda _: bytes(64))
    assert codec.decode(payload, lambda _content, _signature: True).message == Welcome("seat")
