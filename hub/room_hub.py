"""A hub in role `room`: one meeting, its broker, its terminals, its record; everything on one loop.

Theory of operation. What terminals say is put aside and wakes the reader, which takes it in a few messages
at a time. What is to be recorded wakes the recorder, which appends all of it as one batch in a thread with
one fsync, and only then lets the exchange speak. While the disk works the reader goes on, checking the
signatures of the next batch: the busier the room, the larger the batches. If the disk does not take a
batch the hub stops with a clear error: what it cannot record it must not say, and every terminal keeps
what it has not got a receipt for.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

from msgspec import Struct

from firmware_config.broker import BrokerPlan
from firmware_config.keys import verify
from firmware_config.schema import HubConfig
from hub import system
from hub.aftermath import Deliver, Desk, finish
from hub.application.microphones import Follower
from hub.application.pins import Pins
from hub.application.ports import Acceptance
from hub.application.room import Rejection, Room
from hub.application.roster import Roster
from hub.application.spoken import YEAR_MS, spoken
from hub.distribution.announce import Announcement
from hub.distribution.broker import Broker, BrokerEvent, BrokerLaunch
from hub.distribution.bulk import Bulk
from hub.distribution.carrier import BrokerCarrier
from hub.distribution.exchange import Exchange
from hub.distribution.gateway import HUB_USER, Gateway, GatewayPlan
from hub.distribution.guard import Guard, GuardPlan
from hub.distribution.microphones import SimulatedMicrophones
from hub.distribution.pace import Pace
from hub.distribution.security_log import FILE, SecurityLog, kept_in
from hub.distribution.security_log import log as security
from hub.distribution.telling import Setting
from hub.distribution.terminals import Terminals
from hub.domain.commands import Command
from hub.domain.events import PaperRecalled
from hub.domain.session import Phase
from hub.domain.speaking import Spoken
from hub.hotline import Answer, answering
from hub.identity import load_identity
from hub.releasing import SOCKET, Held, answer_command
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, Meetings
from hub.store.speeches import speeches_since
from hub.vault import Vault
from transport.paper_cipher import open_chunk

log = logging.getLogger(__name__)

CONSOLE_INTERVAL = 0.5  # seconds between looks at which seats are there
READ_AT_ONCE = 8  # messages before the loop looks after all else; fewer once a batch is durable
FULL_BATCH = 64  # requests that are worth a commit while more is to be read
MOST_UNREAD = 20_000  # messages put aside: forty from each of 500 seats
HOUR_MS = 3_600_000


class Hooks(Struct, frozen=True):
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
        self._vault = Vault(folder)
        self._room = Room(self._record)
        self._microphones = Follower(SimulatedMicrophones(folder.root / "microphones.json"))
        self._terminals = Terminals(self._identity.enrolled)
        self._security = SecurityLog(security.warning, system.monotonic)
        self._exchange = Exchange(self._setting(), self._room, self._terminals)
        self._work = asyncio.Event()
        self._heard = asyncio.Event()
        self._durable = False  # whether a batch is on the disk and not yet told
        self._inbox: deque[tuple[str, bytes]] = deque()
        self._closed = asyncio.Event()
        self._asked: dict[str, asyncio.Future[Acceptance | Rejection]] = {}
        self._guard = Guard(
            self._guard_plan(), self._security, lambda: self._broker.reload(), system.monotonic
        )
        self._broker = Broker(self._broker_launch(), self._broker_event, self._guard.overhear)
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
            stack.enter_context(kept_in(self._config.data / FILE))
            stack.callback(self._security.close)
            stack.push_async_callback(self._broker.stop)
            self._vault.destroy_recalled(self._room.state.dossier)
            await self._broker.start()
            announced = self._config.announce
            if announced.enabled:
                announcement = Announcement(
                    self._config.room, self._config.broker.port, announced.interfaces
                )
                await stack.enter_async_context(announcement)
            line = answering(self._config.data / SOCKET, self._hear_commands)
            await stack.enter_async_context(line)
            self._microphones.follow(self._room.state)
            self._hooks.on_ready()
            self._note_close()
            async with asyncio.TaskGroup() as group:
                group.create_task(self._gateway.run())
                group.create_task(self._guard.run())
                group.create_task(self._read_forever())
                group.create_task(self._record_forever())
                group.create_task(self._watch_seats())
                group.create_task(self._bulk().run())
                group.create_task(self._finish_once_closed())

    async def ask(self, command: Command) -> Acceptance | Rejection:
        """Have a command of the hub's own decided; an acceptance is durable."""
        message = system.new_id()
        answered: asyncio.Future[Acceptance | Rejection] = (
            asyncio.get_running_loop().create_future()
        )
        self._asked[message] = answered
        self._exchange.ask(message, command)
        self._work.set()
        try:
            return await answered
        finally:
            del self._asked[message]

    async def _hear_commands(self, question: Mapping[str, Any]) -> Answer:
        dossier = self._room.state.dossier
        held = Held(self._folder.meeting, dossier, self._vault.holds, self.ask)
        return await answer_command(question, held)

    # ── recording ───────────────────────────────────────────────────────────────────────────────

    async def _record_forever(self) -> None:
        while True:
            await self._until_work()
            batch = self._exchange.collect(system.now_ms())
            if batch is None:
                self._gateway.publish(self._exchange.tick(system.now_ms()))
                continue
            if batch.lines or batch.receipts:
                # Staged here: a thread would wait for the interpreter at each row beside a busy loop.
                self._record.stage(batch.lines, batch.receipts)
                await asyncio.to_thread(self._commit)
            self._durable = False
            self._gateway.publish(self._exchange.settle(batch, system.now_ms()))
            self._microphones.follow(self._room.state)
            for answer in batch.answers:
                asked = self._asked.get(answer.request.message)
                if asked is not None and not asked.done():
                    asked.set_result(answer.outcome)
            if any(isinstance(each.event, PaperRecalled) for each in batch.recorded):
                self._vault.destroy_recalled(self._room.state.dossier)
            self._note_close()
            await asyncio.sleep(0)  # what was said leaves before the next batch is worked out

    def _commit(self) -> None:
        """In a thread: the reader sees that it is done before the loop does."""
        self._record.commit()
        self._durable = True

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
        if len(self._inbox) < MOST_UNREAD and self._guard.admits(topic, len(payload)):
            self._inbox.append((topic, payload))
        self._heard.set()

    async def _read_forever(self) -> None:
        """Take messages in, giving way after a few so that what is durable is told at once."""
        while True:
            await self._heard.wait()
            for _ in range(min(READ_AT_ONCE, len(self._inbox))):
                if self._durable:
                    break
                said = self._exchange.receive(*self._inbox.popleft(), system.now_ms())
                self._gateway.publish(said)
            if not self._inbox:
                self._heard.clear()
            pending = self._exchange.pending
            if pending >= FULL_BATCH or (pending and not self._inbox):
                self._work.set()
            await asyncio.sleep(0)

    def _back_online(self) -> None:
        self._gateway.publish(self._exchange.everything(system.now_ms()))

    def _broker_event(self, event: BrokerEvent) -> None:
        log.warning("broker %s", event)

    # ── parts ───────────────────────────────────────────────────────────────────────────────────

    def _setting(self) -> Setting:
        return Setting(
            room=self._config.room,
            roster=Roster.parse(self._folder.roster.read_bytes()),
            manifest=self._vault.manifest,
            retention_ms=self._config.retention_h * HOUR_MS,
            notes=self._vault.notes,
            wrap_notes_key=self._vault.grant_notes,
            sign=self._identity.signer.sign,
            verify=verify,
            new_id=system.new_id,
            grant=self._vault.grant,
            check_pin=self._pins().check,
            spoken_before=self._spoken_before(),
            centre=self._config.centre.url is not None,
            report=self._security.report,
        )

    def _spoken_before(self) -> Mapping[str, Spoken]:
        """Who spoke how long in earlier meetings of this hub, within a year."""
        meetings = Meetings(self._config.data).all()
        earlier = (each for each in meetings if each.meeting != self._folder.meeting)
        return spoken(speeches_since(earlier, system.now_ms() - YEAR_MS))

    def _pins(self) -> Pins:
        path = self._folder.pins
        return Pins.parse(path.read_bytes()) if path.exists() else Pins({})

    def _bulk(self) -> Bulk:
        return Bulk(
            plan=self._exchange.plan,
            pace=Pace(self._config.link_mbit, system.monotonic()),
            flow=self._exchange.flow,
            carrier=BrokerCarrier(
                self._config.room,
                self._gateway.bulk,
                lambda: self._terminals.count_online(system.now_ms()),
            ),
            read=self._vault.chunk,
            monotonic=system.monotonic,
            now_ms=system.now_ms,
        )

    def _broker_launch(self) -> BrokerLaunch:
        host, port = self._broker_address()
        return BrokerLaunch(self._guard.configuration, host, port, os.environ.get("PATH", ""))

    def _guard_plan(self) -> GuardPlan:
        return GuardPlan(
            room=self._config.room,
            hub=HUB_USER,
            broker=BrokerPlan(*self._broker_address(), self._config.identity.absolute()),
            files=self._config.data.absolute() / "broker",
            enrolled=self._identity.enrolled,
            link_mbit=self._config.link_mbit,
        )

    def _broker_address(self) -> tuple[str, int]:
        return self._config.broker.address, self._config.broker.port

    def _desk(self) -> Desk:
        return Desk(
            folder=self._folder,
            room=self._room,
            record=self._record,
            identity=self._identity,
            keys=self._vault.keys,
            open_chunk=open_chunk,
            ask=self.ask,
            deliver=self._hooks.deliver,
        )

    def _close(self) -> None:
        self._vault.close()
        self._record.close()
