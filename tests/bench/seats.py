"""A process of simulated seats, told what to do by lines of JSON.

| do      | with                           | result                                              |
|---------|--------------------------------|-----------------------------------------------------|
| connect | broker, in order               | connected and welcomed                              |
| enter   |                                | signed in                                           |
| prepare | count                          | `count` ballots a seat are signed and wait          |
| burst   | broker, at, seed, presses      | [when pressed, when receipted] of each, after `at`  |
| loop    | broker, at, rounds             | ballots, and the seconds until the last receipt     |
| expect  | broker, needles by aspect      | watch from now on for snapshots that contain them   |
| seen    |                                | by aspect, when the last seat had the first of them |
| size    | aspect                         | bytes of the snapshot heard last                    |

`broker` is an index into the ports given: 0 the hub's, 1 the echo's. `presses` says how often each
seat presses.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import sys
from functools import partial
from pathlib import Path
from typing import Any

from device.control import serve
from firmware_config.folder import RoomFolder
from firmware_config.keys import read_key
from hub import system
from protocol.ballot import FORMAT, Statement, statement_text
from protocol.identifiers import DeviceId
from protocol.messages import Ballot, Hello, SignIn
from protocol.topics import Said
from tests.bench.caller import HEARTBEAT, LIMIT, Caller, Prepared
from tests.bench.hall import MEETING, seat_id

CHOICES = ("for", "for", "for", "against", "abstain")
AT_ONCE = 20  # connections being made: a hall is switched on row by row
BURST = 1.0  # seconds within which everybody presses


class Seats:
    """Some seats of a hall on all brokers."""

    def __init__(self, folder: RoomFolder, numbers: range, ports: list[int]) -> None:
        self._numbers = numbers
        self._folder = folder
        self._ports = ports
        self._callers: list[list[Caller]] = []  # by broker
        self._keys = [read_key(self._key_file(seat_id(n))) for n in numbers]
        self._ballots: list[list[Prepared]] = []  # by seat
        self._latest: dict[str, bytes] = {}  # by aspect, as the hub says it
        self._sought: dict[tuple[int, str], bytes] = {}  # needles by broker and aspect
        self._seen: dict[str, dict[DeviceId, float]] = {}  # by aspect, when each seat saw it first
        self._all_seen = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None

    async def connect(self, request: dict[str, Any]) -> None:
        broker: int = request["broker"]
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> Caller:
            async with turns:
                saw = partial(self._saw, broker)
                caller = Caller(self._folder, seat_id(number), self._ports[broker], saw)
                await caller.online()
                caller.say(Said.HELLO, Hello("seat", "", "bench"))
                await caller.welcomed()
                return caller

        self._callers.append(list(await asyncio.gather(*map(one, self._numbers))))
        if broker == 0:
            self._beating = asyncio.create_task(self._beat(self._callers[0]))

    async def enter(self, _request: dict[str, Any]) -> None:
        await asyncio.gather(
            *(
                caller.ask(Said.SIGN_IN, SignIn(f"m{number:03d}", f"{number:03d}"))
                for number, caller in zip(self._numbers, self._callers[0], strict=True)
            )
        )

    async def prepare(self, request: dict[str, Any]) -> None:
        polls, head = self._body("poll"), self._body("head")
        poll = next(each for each in polls["polls"] if each["poll"] == polls["current"])
        self._ballots = [
            [self._ballot(place, poll, head) for _ in range(request["count"])]
            for place in range(len(self._numbers))
        ]

    async def burst(self, request: dict[str, Any]) -> list[tuple[float, float]]:
        chance = random.Random(request["seed"] + self._numbers.start)
        start = request["at"]

        async def press(place: int) -> tuple[float, float]:
            prepared = self._ballots[place].pop()
            await asyncio.sleep(start + chance.uniform(0, BURST) - system.monotonic())
            pressed = system.monotonic()
            receipted = await self._receipt(request["broker"], place, prepared)
            return pressed - start, receipted - start

        places = zip(range(len(self._numbers)), request["presses"], strict=True)
        return list(await asyncio.gather(*(press(n) for n, times in places for _ in range(times))))

    async def loop(self, request: dict[str, Any]) -> dict[str, float]:
        async def press(place: int) -> None:
            await asyncio.sleep(request["at"] - system.monotonic())
            for _ in range(request["rounds"]):
                await self._receipt(request["broker"], place, self._ballots[place].pop())

        await asyncio.gather(*(press(place) for place in range(len(self._numbers))))
        ballots = len(self._numbers) * request["rounds"]
        return {"ballots": ballots, "until": system.monotonic() - request["at"]}

    async def expect(self, request: dict[str, Any]) -> None:
        needles: dict[str, str] = request["needles"]
        self._seen = {aspect: {} for aspect in needles}
        self._all_seen.clear()
        self._sought = {(request["broker"], name): each.encode() for name, each in needles.items()}

    async def seen(self, _request: dict[str, Any]) -> dict[str, float]:
        await asyncio.wait_for(self._all_seen.wait(), LIMIT)
        return {aspect: max(times.values()) for aspect, times in self._seen.items()}

    async def size(self, request: dict[str, Any]) -> int:
        return len(self._latest[request["aspect"]])

    async def _receipt(self, broker: int, place: int, prepared: Prepared) -> float:
        answer = await asyncio.wait_for(self._callers[broker][place].send(prepared), LIMIT)
        if answer.refusal:
            raise LookupError(f"refused: {answer.refusal}")
        return answer.at

    async def _beat(self, callers: list[Caller]) -> None:
        while True:
            for caller in callers:
                caller.beat()
                await asyncio.sleep(HEARTBEAT / len(callers))

    def _saw(self, broker: int, device: DeviceId, aspect: str, payload: bytes, at: float) -> None:
        if broker == 0:
            self._latest[aspect] = payload
        needle = self._sought.get((broker, aspect))
        if needle is not None and needle in payload:
            self._seen[aspect].setdefault(device, at)
            if all(len(times) == len(self._numbers) for times in self._seen.values()):
                self._all_seen.set()

    def _ballot(self, place: int, poll: dict[str, Any], head: dict[str, Any]) -> Prepared:
        number = self._numbers[place]
        text = statement_text(
            Statement(
                format=FORMAT,
                meeting=MEETING,
                poll=poll["poll"],
                question_sha256=hashlib.sha256(poll["question"].encode()).hexdigest(),
                roll_sha256=poll["roll_sha256"],
                person=f"m{number:03d}",
                seat=f"{number:03d}",
                device=seat_id(number),
                answer=(CHOICES[number % len(CHOICES)],),
                ballot=system.new_id(),
                head_seq=head["seq"],
                head_hash=head["hash"],
            )
        )
        signature = self._keys[place].sign(text.encode()).hex()
        return self._callers[0][place].prepare(Said.BALLOT, Ballot(text, signature))

    def _body(self, aspect: str) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self._latest[aspect].partition(b"\n")[2])["body"]
        return body

    def _key_file(self, device: DeviceId) -> Path:
        return self._folder.terminal(device) / "identity" / "device.key"


async def main(folder: Path, numbers: str, ports: list[str]) -> None:
    """Serve until standard input ends."""
    first, _, last = numbers.partition("-")
    seats = Seats(RoomFolder(folder), range(int(first), int(last) + 1), [int(p) for p in ports])
    names = ("connect", "enter", "prepare", "burst", "loop", "expect", "seen", "size")
    await serve({name: getattr(seats, name) for name in names})


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
