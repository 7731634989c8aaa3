"""A line of a given rate between a hub and its seats, each in a network namespace of its own.

Theory of operation. A namespace has no name and no file: it lives as long as a process is in it. Each is
held by a child that the kernel kills together with the bench, as it does everything the bench starts, so
that nothing is left however the bench ends. The two are joined by a veth pair; what the hub sends passes
a token bucket of the line's rate. Where namespaces are not permitted both ends are on loopback.
"""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from msgspec import Struct

from firmware_config.demo.cast import Actor, Cast

HUB, SEATS = "10.77.0.1", "10.77.0.2"
NETWORK = "10.77.0.0/24"
LOOPBACK = "127.0.0.1"
DEVICE = "line"
QUEUE_MS = 100  # the longest anything may wait in the line's queue before it is dropped
BURST = "256kb"  # of the token bucket: two milliseconds at 1 Gbit/s
CONGESTION = "cubic"  # this and the buffers as Debian has them, whatever this machine does
BUFFERS = {"tcp_rmem": "4096 131072 6291456", "tcp_wmem": "4096 16384 4194304"}


class Place(Struct, frozen=True):
    """One end of a line; `holder` is the process that keeps its namespace, 0 for the machine's own."""

    address: str
    holder: int = 0

    @property
    def prefix(self) -> tuple[str, ...]:
        """What precedes a command that is to run here."""
        return ("nsenter", f"--net=/proc/{self.holder}/ns/net", "--") if self.holder else ()

    def cast(self, logs: Path) -> Cast:
        """A cast whose programs run here."""
        return _PlacedCast(logs, self) if self.holder else Cast(logs, {})


class Line(Struct, frozen=True):
    """Both ends, and the rate from hub to seats in Mbit/s: 0 if it could not be limited."""

    hub: Place
    seats: Place
    mbit: int

    async def sent(self) -> int:
        """Bytes the hub has put on the line so far, headers down to Ethernet included."""
        if not self.mbit:
            return 0
        said = await _run(*self.hub.prefix, "tc", "-s", "-j", "qdisc", "show", "dev", DEVICE)
        return int(json.loads(said)[0]["bytes"])


class _PlacedCast(Cast):
    def __init__(self, logs: Path, place: Place) -> None:
        super().__init__(logs, {})
        self._place = place

    async def start(self, name: str, *command: str) -> Actor:
        return await super().start(name, "tests.bench.within", str(self._place.holder), *command)


@asynccontextmanager
async def make_line(mbit: int) -> AsyncIterator[Line]:
    """A line of `mbit` Mbit/s while entered."""
    async with AsyncExitStack() as stack:
        hub = await stack.enter_async_context(_namespace())
        seats = await stack.enter_async_context(_namespace())
        if hub is None or seats is None:
            yield Line(Place(LOOPBACK), Place(LOOPBACK), 0)
            return
        line = Line(Place(HUB, hub.pid), Place(SEATS, seats.pid), mbit)
        await _join(line)
        yield line


@asynccontextmanager
async def _namespace() -> AsyncIterator[Process | None]:
    """A process in a new namespace, or None where that is not permitted."""
    holder = await asyncio.create_subprocess_exec(
        *("setpriv", "--pdeathsig", "KILL", "--", "unshare", "--net", "--"),
        *("sh", "-c", "echo made; exec cat"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        made = await holder.stdout.readline() if holder.stdout else b""
        yield holder if made else None
    finally:
        if holder.returncode is None:
            holder.kill()
        await holder.wait()


async def _join(line: Line) -> None:
    peer = ("peer", "name", DEVICE, "netns", str(line.seats.holder))
    await _run(*line.hub.prefix, "ip", "link", "add", DEVICE, "type", "veth", *peer)
    for place in (line.hub, line.seats):
        for name, sizes in BUFFERS.items():
            await _run(*place.prefix, "sysctl", "-qw", f"net.ipv4.{name}={sizes}")
        await _run(*place.prefix, "ip", "address", "add", f"{place.address}/24", "dev", DEVICE)
        for device in ("lo", DEVICE):
            await _run(*place.prefix, "ip", "link", "set", device, "up")
    for place in (line.hub, line.seats):
        route = (NETWORK, "dev", DEVICE, "src", place.address, "congctl", CONGESTION)
        await _run(*place.prefix, "ip", "route", "change", *route)
    bucket = ("tbf", "rate", f"{line.mbit}mbit", "burst", BURST, "latency", f"{QUEUE_MS}ms")
    await _run(*line.hub.prefix, "tc", "qdisc", "add", "dev", DEVICE, "root", *bucket)


async def _run(*command: str) -> bytes:
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)
    said, wrong = await process.communicate()
    if process.returncode:
        raise OSError(f"{' '.join(command)}: {wrong.decode().strip()}")
    return said
