"""A provisioned room and a real broker on a free loopback port, for tests that need both."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from firmware_config.broker import BrokerPlan, write_broker_files
from firmware_config.certificates import Role
from firmware_config.folder import RoomFolder
from firmware_config.layout import HUB, device, load_layout
from firmware_config.provision import RoomPlan, provision_room
from firmware_config.schema import load_hub
from hub.distribution.broker import Broker, BrokerEvent, BrokerLaunch
from protocol.identifiers import DeviceId, RoomId
from protocol.topics import heard_by_device, heard_by_hub
from transport.link import Link, LinkSettings, LinkState, Phase
from transport.tls import broker_name, client_context

ROOM = RoomId("phong-hop-1")
LIMIT = 10.0  # seconds any awaited thing may take before a test fails


def free_port() -> int:
    """A TCP port of 127.0.0.1 that nobody holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def make_room(
    directory: Path,
    seats: Sequence[str] = ("seat-01", "seat-02"),
    room: RoomId = ROOM,
    port: int | None = None,
) -> RoomFolder:
    """A room with seats, chair console `chair` and wall `wall`, valid from now on."""
    devices = (
        *(device(name, Role.SEAT) for name in seats),
        device("chair", Role.CHAIR),
        device("wall", Role.WALL),
    )
    plan = RoomPlan(room, "Phòng họp thử", "127.0.0.1", port or free_port(), devices)
    return provision_room(directory, plan, datetime.now(UTC))


def broker_launch(folder: RoomFolder) -> BrokerLaunch:
    """Write the broker's files of a room; says how to start it."""
    config = load_hub(folder.hub_settings)
    plan = BrokerPlan(config.broker.address, config.broker.port, config.identity.absolute())
    known = [entry.id for entry in load_layout(config.layout).devices]
    configuration = write_broker_files(
        config.data.absolute() / "broker", plan, config.room, HUB, known
    )
    return BrokerLaunch(configuration, plan.address, plan.port, os.environ["PATH"])


@asynccontextmanager
async def running_broker(
    folder: RoomFolder, on_event: Callable[[BrokerEvent], None] = lambda _: None
) -> AsyncIterator[Broker]:
    """A supervised mosquitto for the room."""
    broker = Broker(broker_launch(folder), on_event, lambda _: None)
    await broker.start()
    try:
        yield broker
    finally:
        await broker.stop()


def address(folder: RoomFolder) -> tuple[str, int]:
    """Where the room's broker listens."""
    broker = load_hub(folder.hub_settings).broker
    return broker.address, broker.port


def hub_settings(folder: RoomFolder) -> LinkSettings:
    """The hub's link of a room."""
    room, identity = load_hub(folder.hub_settings).room, folder.hub_identity
    tls = client_context(identity / "ca.pem", identity / "hub.pem", identity / "hub.key")
    heard = tuple((pattern, 1) for pattern in heard_by_hub(room))
    return LinkSettings(HUB, tls, broker_name(room), heard)


def device_settings(folder: RoomFolder, name: str) -> LinkSettings:
    """The control link of one terminal."""
    room, identity = (
        load_hub(folder.hub_settings).room,
        folder.terminal(DeviceId(name)) / "identity",
    )
    tls = client_context(identity / "ca.pem", identity / "device.pem", identity / "device.key")
    heard = tuple((pattern, 1) for pattern in heard_by_device(room, DeviceId(name)))
    return LinkSettings(name, tls, broker_name(room), heard)


class Peer:
    """A running link that remembers what it heard and lets a test wait for it."""

    def __init__(self, settings: LinkSettings, addresses: Sequence[tuple[str, int]]) -> None:
        self.heard: list[tuple[str, bytes]] = []
        self.states: list[LinkState] = []
        self.stumbles = False  # whether handling a message fails
        self._changed = asyncio.Event()
        self.link = Link(settings, lambda: addresses, self._message, self._state, lambda: 0.05)

    def _message(self, topic: str, payload: bytes) -> None:
        self.heard.append((topic, payload))
        self._changed.set()
        if self.stumbles:
            raise RuntimeError("stumbled")

    def _state(self, state: LinkState) -> None:
        self.states.append(state)
        self._changed.set()

    async def until(self, holds: Callable[[Peer], bool]) -> None:
        """Wait until `holds` of this peer, or fail."""
        async with asyncio.timeout(LIMIT):
            while not holds(self):
                self._changed.clear()
                await self._changed.wait()

    async def online(self) -> None:
        """Wait until the last state is ONLINE."""
        await self.until(lambda peer: bool(peer.states) and peer.states[-1].phase is Phase.ONLINE)

    def payloads(self) -> list[bytes]:
        """What was heard, without topics."""
        return [payload for _, payload in self.heard]


@asynccontextmanager
async def peer(
    settings: LinkSettings,
    addresses: Sequence[tuple[str, int]],
    subscriptions: tuple[tuple[str, int], ...] | None = None,
) -> AsyncIterator[Peer]:
    """A running link; `subscriptions` replaces those of the settings."""
    if subscriptions is not None:
        settings = replace(settings, subscriptions=subscriptions)
    one = Peer(settings, addresses)
    task = asyncio.create_task(one.link.run())
    try:
        yield one
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
