"""Votes and steps of the chair in a hall of 200 and one of 500 seats, beside the raw echo."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from hub import system
from hub.application.check_codes import check_codes
from hub.application.minutes import Head, compose
from hub.application.recording import from_record
from hub.application.room import Room
from hub.application.roster import Roster
from hub.papers.minutes import render_minutes
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import Meetings
from protocol.record import verify_chain
from tests.bench.figures import Figure, Wish, percentile
from tests.bench.floor import ECHO, HUB, Floor, floor
from tests.bench.hall import ITEM, MEETING, make_hall
from tests.bench.processes import cpu_seconds, rss_mb

BURSTS = 5  # a broker
LOOPS = 3
ROUNDS = 15  # ballots of each seat in a closed loop
CLOSES = 10
POLLS = BURSTS + CLOSES  # of a hall, one for each
RECORD_HALL = 3376  # seats
COMMIT_EACH = "tests.bench.commit_each"
SUSTAINED = (
    "ballots.sustained_per_s",
    "ballots.sustained_checked_per_s",
    "ballots.hub_cpu_us",
    "ballots.hub_checked_cpu_us",
)
COMMANDS = 20  # pairs of pausing and resuming
ROUNDS_OF_SPEECH = 10
FLOOR_COMMANDS = (  # step, target, aspect that shows it, and how every seat can tell
    ("grant-speech", "m002", "speakers", '"kind":"contribution"'),
    ("pause-speech", "", "speakers", '"since":null'),
    ("resume-speech", "", "speakers", '"since":1'),
    ("suspend-session", "", "session", '"phase":"suspended"'),
    ("resume-session", "", "session", '"phase":"open"'),
    ("end-speech", "", "speakers", '"current":null'),
)


async def hall_of_200(root: Path, wish: Wish) -> AsyncIterator[Figure]:
    """A full provincial hall: votes, and how fast 200 seats see what the chair does."""
    hall = await make_hall(root, 200, polls=POLLS)
    async with floor(hall) as room:
        if wish("ballots.burst200"):
            for figure in await _bursts(room, "ballots.burst200"):
                yield figure
        if wish(*SUSTAINED):
            for figure in await _sustained(room):
                yield figure
        if wish("chair.command_p99_ms"):
            yield await _commands(room)
        await room.settle()
        if wish("chair.floor_p99_ms"):
            yield await _floor_commands(room)
        if wish("poll.close_to_result_p99_ms", "poll.close_to_ballots_p99_ms"):
            for figure in await _closes(room, ""):
                yield figure
        if wish("papers.minutes_ready_s"):
            yield await _minutes(room)


async def hall_of_500(root: Path, wish: Wish) -> AsyncIterator[Figure]:
    """The largest hall one hub is made for, and as many ballots in a second as the largest on record."""
    hall = await make_hall(root, 500, polls=POLLS)
    async with floor(hall) as room:
        figures = await _bursts(room, "ballots.burst500")
        if wish("ballots.burst500"):
            for figure in figures:
                yield figure
        if wish("ballots.hall3376"):
            for figure in await _record_hall(room):
                yield figure
        yield Figure("hub.rss_mb", "MB", [rss_mb(room.hub.pid)], [rss_mb(room.echo.pid)])
        if wish("poll.close_to_result500_p99_ms", "poll.close_to_ballots500_p99_ms"):
            await room.settle()
            for figure in await _closes(room, "500"):
                yield figure


async def commit_each(root: Path, wish: Wish) -> AsyncIterator[Figure]:
    """The same table with a commit for every ballot: what group commit is for."""
    name = "ballots.commit_each"
    if wish(f"{name}.burst200", f"{name}.sustained_per_s"):
        async with floor(await make_hall(root / "200", 200, polls=BURSTS), COMMIT_EACH) as room:
            for figure in await _bursts(room, f"{name}.burst200"):
                yield figure
            sustained = await _sustained(room)
            yield replace(sustained[0], name=f"{name}.sustained_per_s")
    if wish(f"{name}.burst500"):
        async with floor(await make_hall(root / "500", 500, polls=BURSTS), COMMIT_EACH) as room:
            for figure in await _bursts(room, f"{name}.burst500"):
                yield figure


async def _bursts(room: Floor, name: str) -> list[Figure]:
    """Each in a poll of its own: a second press of the same persons would change no count on any screen."""
    waits: dict[int, list[list[float]]] = {HUB: [], ECHO: []}
    for run in range(BURSTS):
        if run:
            await room.settle()
            await room.open()
        await room.prepare(2)
        for broker in (HUB, ECHO):
            waits[broker].append(_waits(await room.burst(broker, run)))
    return [
        Figure(f"{name}.receipt_{label}_ms", "ms", *(_ms(waits[b], percent) for b in (HUB, ECHO)))
        for label, percent in (("p50", 50), ("p99", 99))
    ]


async def _record_hall(room: Floor) -> list[Figure]:
    """3,376 ballots within a second, as the largest hall on record casts them, by 500 seats.

    Simulated: each seat presses six or seven times, and its last answer counts. The hub does for each ballot
    all it does for one of a seat of its own; only connections and names on the roll are fewer.
    """
    waits: dict[int, list[list[float]]] = {HUB: [], ECHO: []}
    lasts: dict[int, list[float]] = {HUB: [], ECHO: []}
    for run in range(LOOPS):
        await room.prepare(2 * (1 + RECORD_HALL // room.hall.seats))
        for broker in (HUB, ECHO):
            cast = await room.burst(broker, run, RECORD_HALL)
            waits[broker].append(_waits(cast))
            lasts[broker].append(max(receipted for _, receipted in cast))
    rates = {broker: [RECORD_HALL / last for last in lasts[broker]] for broker in lasts}
    name = "ballots.hall3376"
    return [
        Figure(f"{name}.last_receipt_s", "s", lasts[HUB], lasts[ECHO]),
        Figure(f"{name}.per_s", "1/s", rates[HUB], rates[ECHO]),
        Figure(f"{name}.receipt_p99_ms", "ms", *(_ms(waits[b], 99) for b in (HUB, ECHO))),
    ]


def _waits(cast: Sequence[tuple[float, float]]) -> list[float]:
    return [receipted - pressed for pressed, receipted in cast]


def _ms(runs: list[list[float]], percent: int) -> list[float]:
    return [1000 * percentile(run, percent) for run in runs]


async def _sustained(room: Floor) -> list[Figure]:
    """Rates, and the processor time a ballot costs: the latter hardly depends on who else is busy.

    Beside the raw echo, and beside one that checks signatures and signs: what no hub can do without.
    """
    hub, raw, checking = [], [], []
    for _ in range(LOOPS):
        await room.prepare(3 * ROUNDS)
        hub.append(await _loop(room, HUB))
        raw.append(await _loop(room, ECHO))
        await room.check(on=True)
        checking.append(await _loop(room, ECHO))
        await room.check(on=False)
    rates, costs = zip(*hub, strict=True)
    raw_rates, raw_costs = zip(*raw, strict=True)
    checking_rates, checking_costs = zip(*checking, strict=True)
    return [
        Figure("ballots.sustained_per_s", "1/s", rates, raw_rates),
        Figure("ballots.sustained_checked_per_s", "1/s", rates, checking_rates),
        Figure("ballots.hub_cpu_us", "us", costs, raw_costs),
        Figure("ballots.hub_checked_cpu_us", "us", costs, checking_costs),
    ]


async def _loop(room: Floor, broker: int) -> tuple[float, float]:
    """Ballots a second, and the microseconds of processor time each cost hub or echo."""
    pid = (room.hub if broker == HUB else room.echo).pid
    before = cpu_seconds(pid)
    rate = await room.closed_loop(broker, ROUNDS)
    return rate, 1e6 * (cpu_seconds(pid) - before) / (ROUNDS * room.hall.seats)


async def _commands(room: Floor) -> Figure:
    size = await room.size("poll")
    hub: list[float] = []
    echo: list[float] = []
    for number in range(COMMANDS):
        for step, stage in (("pause-poll", "paused"), ("resume-poll", "open")):
            seen = await room.visible(step, poll=f'"stage":"{stage}"')
            hub.append(seen["poll"])
            echo.append(await room.visible_raw(len(echo) + 1000 * number, size))
    return Figure("chair.command_p99_ms", "ms", _p99(hub), _p99(echo))


async def _floor_commands(room: Floor) -> Figure:
    """Steps that give the floor, stop its clock, and begin and end a break."""
    hub: list[float] = []
    echo: list[float] = []
    for _ in range(ROUNDS_OF_SPEECH):
        for step, target, aspect, needle in FLOOR_COMMANDS:
            seen = await room.visible(step, target, **{aspect: needle})
            hub.append(seen[aspect])
            echo.append(await room.visible_raw(2000 + len(echo), await room.size(aspect)))
    return Figure("chair.floor_p99_ms", "ms", _p99(hub), _p99(echo))


async def _closes(room: Floor, hall: str) -> list[Figure]:
    """From a close to the result on every seat, and to the ballots that each recounts as a witness.

    Taken when they arrive: here two processes decrypt for the whole hall, and no seat recounts.
    """
    hub: dict[str, list[float]] = {"poll": [], "ballots": []}
    echo: dict[str, list[float]] = {"poll": [], "ballots": []}
    for number in range(CLOSES):
        await room.open()
        await room.prepare(1)
        await room.closed_loop(HUB, 1)
        counted = f'"poll":"{room.poll}"'
        seen = await room.visible("close-poll", poll='"stage":"closed"', ballots=counted)
        for place, aspect in enumerate(hub):
            hub[aspect].append(seen[aspect])
            size = await room.size(aspect)
            echo[aspect].append(await room.visible_raw(2 * number + place, size))
        await room.step("announce-poll", room.poll)
    return [
        Figure(f"poll.close_to_{name}{hall}_p99_ms", "ms", _p99(hub[aspect]), _p99(echo[aspect]))
        for name, aspect in (("result", "poll"), ("ballots", "ballots"))
    ]


def _p99(seconds: list[float]) -> list[float]:
    """One figure of all commands: what the slowest of the seats saw."""
    return [1000 * percentile(seconds, 99)]


async def _minutes(room: Floor) -> Figure:
    await room.step("conclude-item", ITEM, "Thống nhất thông qua.")
    await room.expect(HUB, session='"minutes_ready":true')
    begun = await room.step("close-session")
    ready = (await room.seen())["session"] - begun
    return Figure("papers.minutes_ready_s", "s", [ready], [_typesetting_alone(room)])


def _typesetting_alone(room: Floor) -> float:
    """Seconds for the PDF of the same record, without hub, disk and network."""
    folder = Meetings(room.hall.folder.hub / "data").folder(MEETING)
    with SqliteEventLog(folder.record) as log:
        state = Room(log)
        records = [(record.at, from_record(record)) for record, _ in verify_chain(log.lines())]
    minutes = compose(
        records,
        Roster.parse(folder.roster.read_bytes()),
        head=Head(state.head.seq, state.head.hash),
        check_codes=check_codes(state.state, state.closings),
    )
    begun = system.monotonic()
    render_minutes(minutes)
    return system.monotonic() - begun
