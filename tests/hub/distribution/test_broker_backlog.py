"""What mosquitto does with chunks that somebody does not read, on which the bounds of sending rest."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from device.connection import BULK_WINDOW
from firmware_config.broker import MIB, QUEUE_OF_ONE_CLIENT
from firmware_config.folder import RoomFolder
from firmware_config.layout import HUB
from hub.distribution.flow import MOST_AHEAD
from protocol.identifiers import DeviceId
from protocol.topics import BulkTopic as Place
from protocol.topics import bulk, bulk_heard_by_device, bulk_user
from protocol.transfer import CHUNK_BYTES
from tests.support.room import ROOM, Peer, address, make_room, peer, running_broker
from transport.link import LinkSettings
from transport.tls import broker_name, client_context

pytestmark = pytest.mark.broker

CHUNKS = 400  # 100 MiB, three times what the broker may keep for one client
CHUNK = bytes(CHUNK_BYTES)
OTHERS = 48 * MIB  # the broker itself, what is on its way to the quick seat, the allocator's gaps


def bulk_settings(identity: Path, user: DeviceId) -> LinkSettings:
    """The bulk connection of the hub or of a terminal."""
    key = "hub" if user == HUB else "device"
    tls = client_context(identity / "ca.pem", identity / f"{key}.bulk.pem", identity / f"{key}.key")
    heard = () if user == HUB else tuple((each, 1) for each in bulk_heard_by_device(ROOM, user))
    return LinkSettings(bulk_user(user), tls, broker_name(ROOM), heard, receive_maximum=BULK_WINDOW)


def seat_settings(folder: RoomFolder, name: str) -> LinkSettings:
    device = DeviceId(name)
    return bulk_settings(folder.terminal(device) / "identity", device)


async def publish_all(hub: Peer, quick: Peer) -> None:
    """As the hub does it: never further ahead of the quick seat than it may be."""
    for index in range(CHUNKS):
        await quick.until(lambda seat, index=index: len(seat.heard) > index - MOST_AHEAD)
        assert hub.link.publish(bulk(ROOM, Place("bao-cao", index)), CHUNK)
    await quick.until(lambda seat: len(seat.heard) == CHUNKS)


async def test_a_seat_that_does_not_read_costs_bounded_memory_and_nobody_else_a_chunk(
    tmp_path: Path,
) -> None:
    folder = make_room(tmp_path)
    places = [address(folder)]
    hub_side = bulk_settings(folder.hub_identity, HUB)
    async with (
        running_broker(folder) as broker,
        peer(hub_side, places) as hub,
        peer(seat_settings(folder, "seat-01"), places) as quick,
        peer(seat_settings(folder, "seat-02"), places) as slow,
    ):
        for each in (hub, quick, slow):
            await each.online()
        before = memory(broker.pid or 0)
        stop_reading(slow)
        await publish_all(hub, quick)

        assert memory(broker.pid or 0) - before < QUEUE_OF_ONE_CLIENT + OTHERS
        assert len(slow.heard) < CHUNKS


def stop_reading(seat: Peer) -> None:
    """As if the terminal hung: what comes stays in the system's buffers."""
    session = seat.link._session
    assert session is not None
    transport = session._wire._transport
    assert isinstance(transport, asyncio.Transport)
    transport.pause_reading()


def memory(pid: int) -> int:
    """Peak of a process's memory in bytes."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
