"""The line of the benchmarks: two ends that reach each other, a rate, and nothing left behind."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.line import make_line

MBIT = 50
LIMIT = 20.0  # seconds until a process must have ended

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="namespaces are made as root")


async def test_the_ends_reach_each_other_and_what_the_hub_sends_is_counted() -> None:
    """A connection to a port nobody listens at is refused by the other end; nobody at all would be slow."""
    async with make_line(MBIT) as line:
        before = await line.sent()
        reach = f"{{ : >/dev/tcp/{line.seats.address}/9; }} 2>&1 | grep -q refused"
        process = await asyncio.create_subprocess_exec(*line.hub.prefix, "bash", "-c", reach)
        assert await process.wait() == 0
        assert await line.sent() > before
        assert line.mbit == MBIT


async def test_nothing_is_left_when_the_line_is_no_longer_needed() -> None:
    async with make_line(MBIT) as line:
        holders = line.hub.holder, line.seats.holder
    for holder in holders:
        with pytest.raises(ProcessLookupError):
            os.kill(holder, 0)


_HOLDING = """
import asyncio, sys
from tests.bench.line import make_line
async def main():
    async with make_line(50) as line:
        other = await asyncio.create_subprocess_exec(
            "setpriv", "--pdeathsig", "KILL", "--", *line.hub.prefix, "sleep", "1000")
        print(line.hub.holder, line.seats.holder, other.pid, flush=True)
        await asyncio.Event().wait()
asyncio.run(main())
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_however_the_bench_ends(end: signal.Signals) -> None:
    """The namespaces are known by the inodes of those who are in them."""
    bench = subprocess.Popen(
        [sys.executable, "-c", _HOLDING],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert bench.stdout is not None
    pids = [int(pid) for pid in bench.stdout.readline().split()]
    made = {_network(pid) for pid in pids[:2]}
    assert len(made) == 2
    assert _network(os.getpid()) not in made

    bench.send_signal(end)
    bench.wait(LIMIT)
    for pid in pids:
        _until_gone(pid)

    assert made.isdisjoint(_networks())


def _network(pid: int) -> str:
    return str(Path(f"/proc/{pid}/ns/net").readlink())


def _networks() -> set[str]:
    """The network namespaces of all processes there are."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            found.add(_network(int(process.name)))
        except OSError:  # ended meanwhile
            continue
    return found


def _until_gone(pid: int) -> None:
    """Wait until a process has ended; it may stay as a zombie where nobody collects orphans."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([handle], [], [], LIMIT)[0]
    finally:
        os.close(handle)
