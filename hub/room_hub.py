"""A hub in role `room`: one meeting, its broker, its terminals, its record; everything on one loop.

Theory of operation. What terminals say is put aside and wakes the recorder. The recorder takes in some
of it, and what is to be recorded as one batch, appends it in a thread with one fsync, and only then
lets the exchange speak. While the disk works, further messages gather for the next batch: the busier
the room, the larger the batches. If the disk does not take a batch the hub stops with a clear error:
what it cannot record it must not say, and every terminal keeps what it has not got a receipt for.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass

from firmware_config.broker import BrokerPlan, write_broker_files
from firmware_config.keys import verify
from firmware_config.schema import HubConfig
from hub import system
from hub.aftermath import Deliver, Desk, finish
from hub.application.room import Room
from hub.application.roster import Roster
from hub.distribution.announce import Announcement
from hub.distribution.broker import Broker, BrokerEvent, BrokerLaunch
from hub.distribution.bulk import Bulk
from hub.distribution.carrier import BrokerCarrier
from hub.distribution.exchange import Exchange, Setting
from hub.distribution.gateway import HUB_USER, Gateway, GatewayPlan
from hub.distribution.pace import Pace
from hub.distribution.terminals import Terminals
from hub.domain.commands import Command
from hub.domain.session import Phase
from hub.identity import load_identity
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder
from hub.store.papers import PaperKeys, SealedPapers
from protocol.identifiers import DeviceId
from protocol.messages import KeyGrant
from protocol.sealing import key_label
from protocol.transfer import Manifest
from transport.paper_cipher import open_chunk, wrap_key

log = logging.getLogger(__name__)

CONSOLE_INTERVAL = 0.5  # seconds between looks at which seats are there
READ_AT_ONCE = 64  # messages: some 20 ms of checking signatures before the next commit
MOST_UNREAD = 20_000  # messages put aside: forty from each of 500 seats
LEASE_MS = 12 * 3600 * 1000  # how long a seat may keep a paper's key: a long session and its break


@dataclass(frozen=True)
class Hooks:
    """What whoever runs the hub wants to hear, and how it reaches the central server."""

    on_ready: Callable[[], None]
    deliver: Deliver | None


class RoomHub:
    """Runs one meeting until cancelled."""

    def __init__(self, config: HubConfig, folder: MeetingFolder, hooks: Hooks) -> None:
        self._config = config
        self._folder = folder
        self._hooks = hooks
        self._identity = load_identity(config.identity, config.room, system.now_ms())
        self._record = SqliteEventLog(folder.record)
        self._keys = PaperKeys(folder.keys)
        self._room = Room(self._record)
        self._terminals = Terminals(self._identity.enrolled)
        self._exchange = Exchange(self._setting(), self._room, self._terminals)
        self._work = asyncio.Event()
        self._inbox: deque[tuple[str, bytes]] = deque()
        self._closed = asyncio.Event()
        self._asked: dict[str, asyncio.Event] = {}
        self._broker = Broker(self._broker_launch(), self._broker_event)
        self._gateway = Gateway(
            GatewayPlan(config.room, config.identity, self._broker_address()),
            system.jitter,
            self._hear,
            self._back_online,
        )

    async def run(self) -> None:
        """Hold the meeting. Raises `StorageError` when the record cannot be kept."""
        async with AsyncExitStack() as stack:
            stack.callback(self._close)
            stack.push_async_callback(self._broker.stop)
            await self._broker.start()
            announced = self._config.announce
            if announced.enabled:
                announcement = Announcement(
                    self._config.room, self._config.broker.port, announced.interfaces
                )
                await stack.enter_async_context(announcement)
            self._hooks.on_ready()
            self._note_close()
            async with asyncio.TaskGroup() as group:
                group.create_task(self._gateway.run())
                group.create_task(self._record_forever())
                group.create_task(self._watch_seats())
                group.create_task(self._bulk().run())
                group.create_task(self._finish_once_closed())

    async def ask(self, command: Command) -> None:
        """Have a command of the hub's own recorded; returns once it is durable."""
        message = system.new_id()
        self._asked[message] = asyncio.Event()
        self._exchange.ask(message, command)
        self._work.set()
        await self._asked[message].wait()
        del self._asked[message]

    # ── recording ───────────────────────────────────────────────────────────────────────────────

    async def _record_forever(self) -> None:
        while True:
            await self._until_work()
            self._read_some()
            batch = self._exchange.collect(system.now_ms())
            if batch is None:
                self._gateway.publish(self._exchange.tick(system.now_ms()))
                continue
            if batch.receipts:
                await asyncio.to_thread(self._record.append, batch.lines, batch.receipts)
            self._gateway.publish(self._exchange.settle(batch, system.now_ms()))
            for answer in batch.answers:
                if answer.request.message in self._asked:
                    self._asked[answer.request.message].set()
            self._note_close()

    def _note_close(self) -> None:
        if self._room.state.session.phase is Phase.CLOSED:
            self._closed.set()

    async def _until_work(self) -> None:
        wake_at = self._exchange.wake_at
        delay = None if wake_at is None else max(0, wake_at - system.now_ms()) / 1000
        try:
            async with asyncio.timeout(delay):
                await self._work.wait()
        except TimeoutError:
            pass
        self._work.clear()

    async def _watch_seats(self) -> None:
        while True:
            await asyncio.sleep(CONSOLE_INTERVAL)
            self._gateway.publish(self._exchange.refresh_console(system.now_ms()))

    async def _finish_once_closed(self) -> None:
        await self._closed.wait()
        await finish(self._desk())

    # ── the network ─────────────────────────────────────────────────────────────────────────────

    def _hear(self, topic: str, payload: bytes) -> None:
        """Put aside what came; a message too many is dropped here and said again by its sender."""
        if len(self._inbox) < MOST_UNREAD:
            self._inbox.append((topic, payload))
        self._work.set()

    def _read_some(self) -> None:
        """Take in as many messages as one commit should carry, so that the first need not wait."""
        for _ in range(min(READ_AT_ONCE, len(self._inbox))):
            self._gateway.publish(self._exchange.receive(*self._inbox.popleft(), system.now_ms()))
        if self._inbox:
            self._work.set()

    def _back_online(self) -> None:
        self._gateway.publish(self._exchange.everything(system.now_ms()))

    def _broker_event(self, event: BrokerEvent) -> None:
        log.warning("broker %s", event)

    # ── parts ───────────────────────────────────────────────────────────────────────────────────

    def _setting(self) -> Setting:
        return Setting(
            room=self._config.room,
            roster=Roster.parse(self._folder.roster.read_bytes()),
            papers=self._folder.manifests(),
            sign=self._identity.signer.sign,
            verify=verify,
            new_id=system.new_id,
            grant=self._grant,
        )

    def _grant(self, manifest: Manifest, device: str, wrap_key_bytes: bytes) -> KeyGrant:
        key = self._keys.get(manifest.paper, manifest.version) or b""
        meeting = self._room.state.convened.meeting
        label = key_label(meeting, manifest.paper, manifest.version, device)
        return KeyGrant(
            paper=manifest.paper,
            version=manifest.version,
            wrapped=wrap_key(wrap_key_bytes, key, label).hex(),
            lease_until=system.now_ms() + LEASE_MS,
        )

    def _bulk(self) -> Bulk:
        sealed = SealedPapers(self._folder.sealed)
        return Bulk(
            plan=self._exchange.plan,
            pace=Pace(self._config.link_mbit, system.monotonic()),
            flow=self._exchange.flow,
            carrier=BrokerCarrier(
                self._config.room,
                self._gateway.bulk,
                lambda: self._terminals.count_online(system.now_ms()),
            ),
            read=sealed.chunk,
            monotonic=system.monotonic,
            now_ms=system.now_ms,
        )

    def _broker_launch(self) -> BrokerLaunch:
        host, port = self._broker_address()
        plan = BrokerPlan(host, port, self._config.identity.absolute())
        devices = [DeviceId(each.device) for each in self._identity.enrolled]
        folder = self._config.data.absolute() / "broker"
        configuration = write_broker_files(folder, plan, self._config.room, HUB_USER, devices)
        return BrokerLaunch(configuration, host, port, os.environ.get("PATH", ""))

    def _broker_address(self) -> tuple[str, int]:
        return self._config.broker.address, self._config.broker.port

    def _desk(self) -> Desk:
        return Desk(
            folder=self._folder,
            room=self._room,
            record=self._record,
            identity=self._identity,
            keys=self._keys,
            open_chunk=open_chunk,
            ask=self.ask,
            deliver=self._hooks.deliver,
        )

    def _close(self) -> None:
        self._keys.close()
        self._record.close()
