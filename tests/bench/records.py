"""The record alone, without a network: what one fsync for many ballots is worth, and reading it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from hub import system
from hub.application.room import Request, Room
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.vocabulary import Choice
from hub.store.event_log import SqliteEventLog
from protocol.envelope import HUB
from protocol.record import verify_chain
from tests.bench.figures import Figure, Wish
from tests.support.plans import device_id, make_plan, person_id

MEMBERS = 200
SINGLES = 300  # ballots with a commit each
GROUP = 50  # ballots in a commit: what gathers during one fsync of a busy hall
RUNS = 3
POLL = "poll-1-1"


async def measure(root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """Ballots decided and kept one by one and in groups; then the chain of all of them checked."""
    single: list[float] = []
    grouped: list[float] = []
    with SqliteEventLog(root / "record.sqlite") as log:
        room = _voting(log)
        for _ in range(RUNS):
            single.append(_rate(room, log, SINGLES, 1))
            grouped.append(_rate(room, log, 10 * SINGLES, GROUP))
        lines = list(log.lines())
    yield Figure("ballots.per_commit_per_s", "1/s", single, grouped)
    verified: list[float] = []
    raw: list[float] = []
    for _ in range(RUNS):
        verified.append(_per_second(lines, _verify))
        raw.append(_per_second(lines, _read))
    yield Figure("log.verify_per_s", "1/s", verified, raw)


def _voting(log: SqliteEventLog) -> Room:
    """A meeting with an open poll and everybody signed in."""
    room = Room(log)
    steps: list[Command] = [
        commands.ConveneMeeting(make_plan(MEMBERS)),
        *(commands.SignIn(person_id(n), f"{n:03d}", device_id(n)) for n in range(1, MEMBERS + 1)),
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.OpenPoll(POLL),
    ]
    _keep(room, log, [Request(system.new_id(), HUB, step) for step in steps])
    return room


def _rate(room: Room, log: SqliteEventLog, ballots: int, group: int) -> float:
    requests = [_ballot(n % MEMBERS + 1) for n in range(ballots)]
    begun = system.monotonic()
    for start in range(0, ballots, group):
        _keep(room, log, requests[start : start + group])
    return ballots / (system.monotonic() - begun)


def _keep(room: Room, log: SqliteEventLog, requests: Sequence[Request]) -> None:
    batch = room.prepare(requests, 0)
    log.append(batch.lines, batch.receipts)
    room.commit(batch)


def _ballot(number: int) -> Request:
    ballot = commands.CastBallot(
        poll=POLL,
        person=person_id(number),
        seat=f"{number:03d}",
        device=device_id(number),
        answer=(Choice.FOR,),
        ballot=system.new_id(),
        statement="x" * 560,  # as long as a real one
        signature="0" * 128,
    )
    return Request(system.new_id(), device_id(number), ballot)


def _per_second(lines: Sequence[bytes], work: Callable[[Sequence[bytes]], None]) -> float:
    begun = system.monotonic()
    work(lines)
    return len(lines) / (system.monotonic() - begun)


def _verify(lines: Sequence[bytes]) -> None:
    for _ in verify_chain(lines):
        pass


def _read(lines: Sequence[bytes]) -> None:
    """What no verifier can do without: a hash and a parsed value of every line."""
    for line in lines:
        hashlib.sha256(line).hexdigest()
        json.loads(line)
