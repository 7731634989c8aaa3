"""24 people who press and change their minds while things break, and the comparison afterwards."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from typing import Any

from protocol.record import Record
from tests.support.hall import SEATS, Hall, Saved, records_of, until

CHOICES = ("for", "against", "abstain")
PRESSES_A_SECOND = 10  # of all together, while the room waits for its hub


class Delegates:
    """24 people who press and change their minds, and what their terminals were told."""

    def __init__(self, room: Hall, seed: int) -> None:
        self._room = room
        self.random = random.Random(seed)
        self.last: dict[str, str] = {}
        self.told: dict[str, Saved] = {}  # by ballot: every receipt any terminal was seen to hold

    async def press(self, times: int) -> None:
        """Some of them press something."""
        for _ in range(times):
            await self.press_at(self.random.choice(SEATS))

    async def press_at(self, seat: str) -> None:
        """One of them presses something; what the press before was told is gone then."""
        self.look(seat)
        self.last[seat] = self.random.choice(CHOICES)
        await self._room.press(seat, self.last[seat])

    async def everybody(self) -> None:
        """Each presses something."""
        for seat in SEATS:
            await self.press_at(seat)

    def look(self, *seats: str) -> int:
        """Remember every receipt there is, at these seats or at all of them; how many are known."""
        for saved in self._room.outboxes(*seats):
            if saved.receipt is not None:
                self.told[saved.ballot] = saved
        return len(self.told)

    async def hears_something(self) -> None:
        """Wait until one more receipt has come; meanwhile some go on pressing, as fast as people do."""
        known = self.look()

        async def more() -> bool:
            await self.press(1)
            await self.breath(2 / PRESSES_A_SECOND)
            return self.look() > known

        await until(more)

    async def breath(self, longest: float) -> None:
        """Let a random moment pass: the fault comes when it comes."""
        await asyncio.sleep(self.random.uniform(0, longest))


def cast_ballots(records: list[Record]) -> list[Record]:
    return [record for record in records if record.type == "BallotCast"]


def check(records: list[Record], delegates: Delegates) -> None:
    """What was acknowledged is in the record at the place that was told, once."""
    cast = cast_ballots(records)
    times = Counter(record.body["ballot"] for record in cast)
    assert max(times.values()) == 1
    places = {record.body["ballot"]: record for record in cast}
    for ballot, saved in delegates.told.items():
        assert ballot in places, f"{saved} was acknowledged and is not in the record"
        assert places[ballot].seq == saved.receipt
        assert places[ballot].body["answer"] == [*saved.answer]


def check_count(records: list[Record], delegates: Delegates, result: dict[str, Any]) -> None:
    """What counts is what everybody pressed last."""
    final = {str(each.body["device"]): each.body["answer"][0] for each in cast_ballots(records)}
    assert final == delegates.last
    counts = Counter(delegates.last.values())
    told = result["counts"]
    assert (told["in_favour"], told["against"], told["abstain"]) == (
        counts["for"],
        counts["against"],
        counts["abstain"],
    )
    assert told["silent"] == told["absent"] == 0


async def finish(room: Hall, delegates: Delegates) -> None:
    """Close poll and session, and compare the record with what people did and were told."""
    await room.all_accepted()
    delegates.look()
    result = await room.finish_poll()
    await room.close()
    await room.bundle()
    await room.stop_hub()
    records = records_of(room.meeting)
    check(records, delegates)
    check_count(records, delegates, result)
