"""A meeting under way for measuring: hub and echo, all seats signed in on both, and the chair's console."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from firmware_config.demo.cast import Actor, Cast
from hub import system
from protocol.identifiers import DeviceId
from protocol.messages import Command
from protocol.topics import Said
from tests.bench.caller import Caller
from tests.bench.hall import (
    HUB_PROGRAM,
    ITEM,
    Hall,
    poll_id,
    seats_of_a_process,
    start_echo,
    start_hub,
    start_seats,
)
from tests.support.room import free_port

HUB, ECHO = 0, 1  # brokers, as the seats number them
LEAD = 0.3  # seconds between telling the seats and the first press


@dataclass
class Floor:
    """What a measurement may use."""

    hall: Hall
    hub: Actor
    echo: Actor
    seats: Sequence[Actor]
    chair: Sequence[Caller]  # by broker
    polls: int = 0  # how many were opened

    async def step(self, step: str, target: str = "", text: str = "", broker: int = HUB) -> float:
        """A command of the chair, once it is answered; when it was said."""
        begun = system.monotonic()
        await self.chair[broker].ask(Said.COMMAND, Command(step, target, text))
        return begun

    async def begin(self) -> None:
        """Have everybody connect and sign in, and open the session and the first poll."""
        for broker in (HUB, ECHO):
            await self._all("connect", broker=broker)
        await self._all("enter")
        await self.step("open-session")
        await self.step("take-item", ITEM)
        await self.open()

    @property
    def poll(self) -> str:
        """The poll opened last."""
        return poll_id(self.polls)

    async def open(self) -> None:
        """Open the next poll and wait until every seat knows."""
        self.polls += 1
        await self.expect(HUB, poll=f'"current":"{self.poll}"')
        await self.step("open-poll", self.poll)
        await self.seen()

    async def settle(self) -> None:
        """Close the open poll and announce its result."""
        await self.step("close-poll", self.poll)
        await self.step("announce-poll", self.poll)

    async def prepare(self, count: int) -> None:
        """Have every seat sign `count` ballots."""
        await self._all("prepare", count=count)

    async def burst(self, broker: int, seed: int, ballots: int = 0) -> list[tuple[float, float]]:
        """So many ballots, or one of every seat, cast within a second by all seats alike.

        When each was cast and when its receipt was there, in seconds after the beginning of that second.
        """
        at = system.monotonic() + LEAD
        each, more = divmod(ballots or self.hall.seats, self.hall.seats)
        presses = [each + (number < more) for number in range(self.hall.seats)]
        share = seats_of_a_process(self.hall)
        parts = (presses[start : start + share] for start in range(0, len(presses), share))
        details = {"broker": broker, "at": at, "seed": seed}
        waits = await asyncio.gather(
            *(
                seats.do("burst", presses=part, **details)
                for seats, part in zip(self.seats, parts, strict=True)
            )
        )
        return [(pressed, receipted) for part in waits for pressed, receipted in part]

    async def check(self, *, on: bool) -> None:
        """Have the echo check and sign from now on, or not."""
        await self.step("check", "", "on" if on else "", ECHO)

    async def closed_loop(self, broker: int, rounds: int) -> float:
        """Every seat casts ballot after ballot; how many a second."""
        at = system.monotonic() + LEAD
        done = await self._all("loop", broker=broker, at=at, rounds=rounds)
        ballots = sum(each["ballots"] for each in done)
        return float(ballots / max(each["until"] for each in done))

    async def expect(self, broker: int, **needles: str) -> None:
        """Have all seats watch for snapshots, by aspect, that contain these texts."""
        await self._all("expect", broker=broker, needles=needles)

    async def seen(self) -> dict[str, float]:
        """When the last seat saw each of them, by aspect."""
        parts: list[dict[str, float]] = await self._all("seen")
        return {aspect: max(part[aspect] for part in parts) for aspect in parts[0]}

    async def size(self, aspect: str) -> int:
        """Bytes of a snapshot of the hub."""
        size: int = await self.seats[0].do("size", aspect=aspect)
        return size

    async def visible(
        self, step: str, target: str | None = None, **needles: str
    ) -> dict[str, float]:
        """Seconds from the chair's command, about the poll if not about `target`, until every seat has what
        shows it, by aspect.
        """
        await self.expect(HUB, **needles)
        begun = await self.step(step, self.poll if target is None else target)
        return {aspect: at - begun for aspect, at in (await self.seen()).items()}

    async def visible_raw(self, number: int, size: int) -> float:
        """The same of the echo, with a snapshot of `size` bytes."""
        needle = f'"number":{number},'
        await self.expect(ECHO, poll=needle)
        begun = await self.step("show", "", f"{needle} {size}", ECHO)
        return (await self.seen())["poll"] - begun

    async def _all(self, what: str, **details: Any) -> list[Any]:
        return list(await asyncio.gather(*(each.do(what, **details) for each in self.seats)))


@asynccontextmanager
async def floor(hall: Hall, program: str = HUB_PROGRAM) -> AsyncIterator[Floor]:
    """Start everything, sign everybody in, open the session and the first poll; end it all after.

    `program` is the module that runs the hub.
    """
    logs = hall.folder.root.parent / "logs"
    logs.mkdir(exist_ok=True)
    cast = Cast(logs, {})
    chair: list[Caller] = []
    try:
        echo_port = free_port()
        hub, echo = await start_hub(cast, hall, program), await start_echo(cast, hall, echo_port)
        seats = await start_seats(cast, hall, (hall.port, echo_port))
        for port in (hall.port, echo_port):
            chair.append(Caller(hall.folder, DeviceId("chair"), port, _unseen))
            await chair[-1].online()
        made = Floor(hall, hub, echo, seats, chair)
        await made.begin()
        yield made
    finally:
        for caller in chair:
            await caller.stop()
        await cast.dismiss()


def _unseen(_device: DeviceId, _aspect: str, _payload: bytes, _at: float) -> None:
    """The console of a measurement looks at nothing."""
