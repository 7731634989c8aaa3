"""Hub, broker and terminals die while 24 seats vote; no acknowledged ballot is lost, none counts twice."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.faults.delegates import Delegates, finish
from tests.support.hall import (
    SEATS,
    call,
    hall,
    program_of,
    until,
)

pytestmark = [pytest.mark.faults, pytest.mark.broker]

HUB_KILLS = 25  # in each of two halls at the same time
BROKER_KILLS = 10  # likewise
BURST = 15  # presses, in the midst of which the kill comes, or soon after them
LONGEST_BREATH = 0.5  # seconds from the first press to the kill: the moment is drawn from here
STILLBORN = 0.2  # how many starts are cut short, and after how many seconds at most
LONGEST_START = 1.5


async def kills_of_the_hub(root: Path, seed: int) -> int:
    """One session through `HUB_KILLS` deaths of its hub; how many receipts were compared."""
    async with hall(root) as room:
        await room.begin()
        delegates = Delegates(room, seed)
        await delegates.everybody()
        kills = 0
        while kills < HUB_KILLS:
            pressing = asyncio.create_task(delegates.press(BURST))
            await delegates.breath(LONGEST_BREATH)
            delegates.look()
            await room.kill_hub()
            kills += 1
            await pressing
            if delegates.random.random() < STILLBORN:
                await room.start_hub(ready=False)
                await delegates.breath(LONGEST_START)
                await room.kill_hub()
                kills += 1
            await room.start_hub()
            await delegates.hears_something()
        await finish(room, delegates)
        verdict = await asyncio.to_thread(call, "audit.main", room.meeting.bundle)
        assert verdict.returncode == 0, verdict.stdout
        return len(delegates.told)


async def test_fifty_deaths_of_the_hub_lose_no_acknowledged_ballot(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    compared = await asyncio.gather(
        kills_of_the_hub(tmp_path / "a", 1), kills_of_the_hub(tmp_path / "b", 2)
    )
    assert min(compared) > 2 * HUB_KILLS


async def kills_of_the_broker(root: Path, seed: int) -> None:
    """One session through `BROKER_KILLS` deaths of its broker."""
    async with hall(root) as room:
        await room.begin()
        delegates = Delegates(room, seed)
        await delegates.everybody()
        for _ in range(BROKER_KILLS):
            pressing = asyncio.create_task(delegates.press(BURST))
            await delegates.breath(LONGEST_BREATH)
            delegates.look()
            await room.kill_broker()
            await pressing
            await delegates.hears_something()
        await finish(room, delegates)


async def test_twenty_deaths_of_the_broker_lose_no_acknowledged_ballot(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    await asyncio.gather(
        kills_of_the_broker(tmp_path / "a", 3), kills_of_the_broker(tmp_path / "b", 4)
    )


@pytest.mark.parametrize("hub_dies_too", [False, True])
async def test_unanswered_ballots_of_dead_terminals_arrive_after_their_restart(
    tmp_path: Path, *, hub_dies_too: bool
) -> None:
    async with hall(tmp_path) as room:
        await room.begin()
        delegates = Delegates(room, seed=4)
        assert room.hub is not None
        os.kill(room.hub.pid, signal.SIGSTOP)
        await delegates.everybody()
        await delegates.everybody()
        waiting = [saved for saved in room.outboxes() if saved.receipt is None]
        assert {saved.device for saved in waiting} == set(SEATS)
        await room.kill_terminals()
        if hub_dies_too:
            await room.kill_hub()
            await room.start_hub()
        else:
            os.kill(room.hub.pid, signal.SIGCONT)
        await room.start_terminals()
        await finish(room, delegates)


async def test_a_hub_killed_takes_its_broker_with_it(tmp_path: Path) -> None:
    async with hall(tmp_path) as room:
        await room.start_hub()
        broker = room.broker_pid()
        assert program_of(broker) == "mosquitto"
        await room.kill_hub()

        async def gone() -> bool:
            return program_of(broker) != "mosquitto"

        await until(gone, limit=2.0)
