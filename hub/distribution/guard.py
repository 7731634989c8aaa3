"""The hub's guard: judges what comes in, keeps the broker's access list, watches the revocation list.

Striking a terminal from the access list stops its live connection from saying or hearing anything, and
mosquitto hangs up when it tries. Only a revoked certificate cannot connect again; a barred terminal can,
and gets its rights back after a while.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from firmware_config.broker import BrokerPlan, write_broker_files
from firmware_config.certificates import read_certificate, read_revocations, serial_number
from firmware_config.errors import CertificateError
from hub.distribution.broker_words import BrokerWords
from hub.distribution.doorkeeper import Doorkeeper, Verdict
from hub.distribution.security_log import SecurityLog
from hub.distribution.terminals import Enrolled
from protocol import topics
from protocol.identifiers import DeviceId, RoomId

log = logging.getLogger(__name__)

WATCH = 1.0  # seconds between two looks at the revocation list, and at who may come back
BREATH = 0.1  # seconds between two reloads of the broker: many who flood together cost few


class GuardPlan(Struct, frozen=True):
    """What is guarded: `identity` is the folder with ca.pem and crl.pem, `files` that of the broker's."""

    room: RoomId
    hub: DeviceId
    broker: BrokerPlan
    files: Path
    enrolled: tuple[Enrolled, ...]
    link_mbit: int


class Guard:
    """`reload` has the broker read its files again; `now()` gives seconds that never run backwards.

    Raises `CertificateError` when made without a usable revocation list.
    """

    def __init__(
        self,
        plan: GuardPlan,
        security: SecurityLog,
        reload: Callable[[], None],
        now: Callable[[], float],
    ) -> None:
        self._plan = plan
        self._security = security
        self._reload = reload
        self._now = now
        devices = [each.device for each in plan.enrolled]
        self._doorkeeper = Doorkeeper(plan.room, devices, plan.link_mbit, now())
        self._words = BrokerWords(_rights(plan))
        self._serials = {serial_number(each.certificate): each.device for each in plan.enrolled}
        self._list = plan.broker.identity / "crl.pem"
        self._stamp = _stamp(self._list)
        self._doorkeeper.revoked = self._read_list()
        self._struck: frozenset[str] = frozenset()
        self._alarm = asyncio.Event()
        self.configuration = self._write_files()

    def admits(self, topic: str, size: int) -> bool:
        """Whether a message may be read; a refusal is reported."""
        device, verdict = self._doorkeeper.judge(topic, size, self._now())
        if verdict is Verdict.ADMITTED:
            return True
        self._security.report(verdict, device, f"{topic}: {size} bytes")
        if verdict is Verdict.FLOOD:
            self._alarm.set()
        return False

    def overhear(self, line: str) -> None:
        """Report what the broker's log says about refusals of its own."""
        sighting = self._words.read(line)
        if sighting is not None:
            self._security.report(sighting.kind, sighting.device, sighting.detail)

    async def run(self) -> None:
        """Keep the broker's files in step until cancelled."""
        while True:
            try:
                async with asyncio.timeout(WATCH):
                    await self._alarm.wait()
            except TimeoutError:
                pass
            self._alarm.clear()
            self.look()
            await asyncio.sleep(BREATH)

    def look(self) -> None:
        """Strike and restore rights as due, and have the broker read a changed revocation list."""
        self._security.settle()
        changed = self._list_changed()
        if not changed and self._doorkeeper.shut_out(self._now()) == self._struck:
            return
        try:
            self._write_files()
        except OSError as error:  # the next look tries again; until then the guard drops alone
            log.error("the access list before still counts: %s", error)
        self._reload()

    def _list_changed(self) -> bool:
        stamp = _stamp(self._list)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        try:
            self._doorkeeper.revoked = self._read_list()
        except CertificateError as error:
            log.error("the revocation list before still counts: %s", error)
            return False
        return True

    def _read_list(self) -> frozenset[str]:
        ca_pem = read_certificate(self._plan.broker.identity / "ca.pem")
        listed = read_revocations(self._list, ca_pem)
        serials = (entry.serial_number for entry in listed)
        return frozenset(self._serials[serial] for serial in serials if serial in self._serials)

    def _write_files(self) -> Path:
        plan = self._plan
        struck = self._doorkeeper.shut_out(self._now())
        allowed = [DeviceId(each.device) for each in plan.enrolled if each.device not in struck]
        configuration = write_broker_files(plan.files, plan.broker, plan.room, plan.hub, allowed)
        for device in sorted(struck ^ self._struck):
            log.warning(
                "%s %s rights at the broker", device, "lost" if device in struck else "regained"
            )
        self._struck = struck
        return configuration


def _rights(plan: GuardPlan) -> dict[str, frozenset[str]]:
    """Every user of the broker with the subscriptions a program of ours makes."""
    room = plan.room
    rights: dict[str, frozenset[str]] = {
        plan.hub: frozenset(topics.heard_by_hub(room)),
        topics.bulk_user(plan.hub): frozenset(),
    }
    for each in plan.enrolled:
        device = DeviceId(each.device)
        rights[device] = frozenset(topics.heard_by_device(room, device))
        rights[topics.bulk_user(device)] = frozenset(topics.bulk_heard_by_device(room, device))
    return rights


def _stamp(path: Path) -> tuple[int, int, int]:
    """Changes whenever a file is replaced or written."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_ino, found.st_mtime_ns, found.st_size)
