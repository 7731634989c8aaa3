"""A prototype of a second carrier: every packet crosses the hub's line once, losses are mended by parity.

Theory of operation. The content is cut into blocks of 64 packets. Each block goes out with some parity
packets; whoever still lacks packets of a block says how many, and the sender sends as many new parity
packets as the worst-off seat lacks, until nobody lacks any. Since any 64 packets do, one repair packet
mends a different loss at every seat.

Simulated: the seats share one receiving socket, and each loses packets of its own, at random, after it.
The questions go over the bench's own pipes. One seat keeps what it heard, decodes it and compares the
digest; the others only count. Not simulated: losses in bursts, switches, Wi-Fi.

As a program it is one end (`sender ADDRESS FILE` or `receiver ADDRESS`), driven by lines of JSON.
"""

from __future__ import annotations

import asyncio
import hashlib
import math
import random
import socket
import struct
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec import Struct

from device.control import Action, serve
from firmware_config.demo.cast import Actor
from hub import system
from hub.distribution.pace import Pace
from tests.bench.documents import LINE_MBIT, LOOPBACK_MBIT, MEGABYTES, SEATS
from tests.bench.erasure import DATA, parity, rebuild
from tests.bench.figures import Figure, Wish
from tests.bench.line import Line, make_line
from tests.bench.processes import cpu_seconds

GROUP, PORT = "239.77.0.1", 7700
PACKET = 1400  # bytes of content: one Ethernet frame
BLOCK = DATA * PACKET
HEADER = struct.Struct(">IB")  # block, index
BUFFER = 128 * 1024 * 1024  # bytes: the one process that stands for all seats is slower than a seat
SILENCE = 0.03  # seconds after the sender has finished until the line is empty
SPARE = {1: 5, 5: 12}  # parity packets a block sent unasked, by per cent of loss
SO_RCVBUFFORCE = 33  # asm-generic/socket.h: beyond the system's bound
RUNS = 2


class Way(Struct, frozen=True):
    """One distribution by multicast."""

    seconds: float
    wire: int  # bytes on the line
    sender_cpu: float  # seconds
    decode: float  # seconds of one seat
    rounds: int
    questions: int  # of all seats, who lacked something


async def measure(root: Path, _wish: Wish) -> AsyncIterator[Figure]:
    """Baselines: what one copy a seat takes on the line, in bytes and seconds; for the codec, the line."""
    content = random.Random(1).randbytes(MEGABYTES * 1_000_000)
    (root / "content").write_bytes(content)
    async with make_line(LINE_MBIT) as line:
        least = len(content) * SEATS * 8 / (LINE_MBIT * 1e6)
        sender = await line.hub.cast(root).start(
            "sender", "tests.bench.multicast", "sender", line.hub.address, str(root / "content")
        )
        receiver = await line.seats.cast(root).start(
            "receiver", "tests.bench.multicast", "receiver", line.seats.address
        )
        for loss, spare in SPARE.items():
            encoding = await sender.do("encode", spare=spare)
            ways = [await _way(line, sender, receiver, loss) for _ in range(RUNS)]
            for figure in _figures(ways, loss, len(content), least, encoding):
                yield figure
        await receiver.stop()
        await sender.stop()


async def _way(line: Line, sender: Actor, receiver: Actor, loss: int) -> Way:
    wire, cpu = await line.sent(), cpu_seconds(sender.pid)
    blocks = await sender.do("blocks")
    await receiver.do("begin", blocks=blocks, loss=loss / 100, seats=SEATS)
    mbit = line.mbit or LOOPBACK_MBIT
    begun, rounds, questions = system.monotonic(), 0, 0
    lacking: list[list[int]] = []
    while not rounds or lacking:
        await sender.do("send", lacking=lacking, first=not rounds, mbit=mbit)
        lacking, asked = await receiver.do("lacking")
        rounds, questions = rounds + 1, questions + asked
    seconds = system.monotonic() - begun
    cost = cpu_seconds(sender.pid) - cpu
    decode = await receiver.do("decode", sha256=await sender.do("sha256"))
    return Way(seconds, await line.sent() - wire, cost, decode, rounds, questions)


def _figures(ways: list[Way], loss: int, size: int, least: float, encoding: float) -> list[Figure]:
    megabytes = size / 1e6
    rounds, questions = ways[-1].rounds, ways[-1].questions
    note = f"{SEATS} seats x {megabytes:.0f} MB, {rounds} rounds, {questions} questions"
    name = f"multicast.loss{loss}"
    seconds, line = [way.seconds for way in ways], [LINE_MBIT / 8]
    return [
        Figure(f"{name}_s", "s", seconds, [least], note=note),
        Figure(f"{name}_wire", "file", [way.wire / size for way in ways], [SEATS]),
        Figure(f"{name}_sender_cpu_s", "s", [way.sender_cpu for way in ways], seconds),
        Figure(f"{name}_encode_mb_s", "MB/s", [megabytes / encoding], line),
        Figure(f"{name}_decode_mb_s", "MB/s", [megabytes / way.decode for way in ways], line),
    ]


class Sender:
    """The hub's end: content in blocks, and parity prepared beforehand."""

    def __init__(self, address: str, content: bytes) -> None:
        padded = content + bytes(-len(content) % BLOCK)
        self._sha256 = hashlib.sha256(padded).hexdigest()
        packets = [padded[start : start + PACKET] for start in range(0, len(padded), PACKET)]
        self._blocks = [packets[start : start + DATA] for start in range(0, len(packets), DATA)]
        self._prepared: list[list[bytes]] = []
        self._next: list[int] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(
            socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(address)
        )
        self._socket.connect((GROUP, PORT))

    def actions(self) -> dict[str, Action]:
        async def encode(request: dict[str, Any]) -> float:
            begun = system.monotonic()
            rows = range(DATA, DATA + request["spare"])
            self._prepared = [[parity(block, row) for row in rows] for block in self._blocks]
            return system.monotonic() - begun

        async def blocks(_request: dict[str, Any]) -> int:
            return len(self._blocks)

        async def sha256(_request: dict[str, Any]) -> str:
            return self._sha256

        async def send(request: dict[str, Any]) -> None:
            wanted: list[list[int]] = request["lacking"]
            if request["first"]:
                self._next = [DATA + len(spare) for spare in self._prepared]
                wanted = [[number, 0] for number in range(len(self._blocks))]
            pace = Pace(request["mbit"], system.monotonic())
            for number, lacks in wanted:
                await self._send(number, lacks, pace)

        return {"encode": encode, "blocks": blocks, "sha256": sha256, "send": send}

    async def _send(self, number: int, lacks: int, pace: Pace) -> None:
        """A whole block with what was prepared, or as many new parity packets as are lacking."""
        packets = [*self._blocks[number], *self._prepared[number]]
        first = 0
        if lacks:
            first = self._next[number]
            self._next[number] += lacks
            rows = range(first, first + lacks)
            packets = [parity(self._blocks[number], row) for row in rows]
        for index, packet in enumerate(packets, first):
            self._socket.sendmsg((HEADER.pack(number, index), packet))
        await asyncio.sleep(pace.wait(PACKET * len(packets), system.monotonic()))


@dataclass
class Losses:
    """Which seats lose a packet: each loses any with the same probability, on its own."""

    seats: int
    loss: float
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    def __post_init__(self) -> None:
        self._gap = self._draw()

    def next(self) -> list[int]:
        """The seats that lose the next packet."""
        losers = []
        while self._gap < self.seats:
            losers.append(self._gap)
            self._gap += 1 + self._draw()
        self._gap -= self.seats
        return losers

    def _draw(self) -> int:
        return int(math.log(1 - self.chance.random()) / math.log(1 - self.loss))


class Receiver:
    """All seats on one socket; seat 0 keeps what it hears."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, BUFFER)
        self._socket.bind((GROUP, PORT))
        group = socket.inet_aton(GROUP) + socket.inet_aton(address)
        self._socket.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
        self._socket.settimeout(0)
        asyncio.get_running_loop().add_reader(self._socket.fileno(), self._read)
        self._losses = Losses(1, 0.5)
        self._heard: list[int] = []
        self._lost: list[dict[int, int]] = []  # of each block: how many packets each seat lost
        self._kept: list[dict[int, bytes]] = []

    def actions(self) -> dict[str, Action]:
        async def begin(request: dict[str, Any]) -> None:
            self._losses = Losses(request["seats"], request["loss"])
            self._heard = [0] * request["blocks"]
            self._lost = [{} for _ in self._heard]
            self._kept = [{} for _ in self._heard]

        async def lacking(_request: dict[str, Any]) -> tuple[list[list[int]], int]:
            await asyncio.sleep(SILENCE)
            while self._read():
                continue
            return self._lacking()

        async def decode(request: dict[str, Any]) -> float:
            begun = system.monotonic()
            content = b"".join(b"".join(rebuild(_enough(kept))) for kept in self._kept)
            seconds = system.monotonic() - begun
            if hashlib.sha256(content).hexdigest() != request["sha256"]:
                raise ValueError("decoded to something else")
            return seconds

        return {"begin": begin, "lacking": lacking, "decode": decode}

    def _lacking(self) -> tuple[list[list[int]], int]:
        """[block, most packets any seat lacks] of blocks somebody lacks; how many seats lack any."""
        found, seats = [], set()
        for number, (heard, lost) in enumerate(zip(self._heard, self._lost, strict=True)):
            worst = DATA - heard + max(lost.values(), default=0)
            if worst > 0:
                found.append([number, worst])
                seats |= {seat for seat, count in lost.items() if DATA - heard + count > 0}
        return found, len(seats)

    def _read(self) -> bool:
        """Take some packets in; whether there may be more."""
        for _ in range(DATA):
            try:
                packet = self._socket.recv(HEADER.size + PACKET)
            except BlockingIOError:
                return False
            number, index = HEADER.unpack_from(packet)
            self._heard[number] += 1
            losers = self._losses.next()
            for seat in losers:
                self._lost[number][seat] = self._lost[number].get(seat, 0) + 1
            if 0 not in losers:
                self._kept[number][index] = packet[HEADER.size :]
        return True


def _enough(kept: dict[int, bytes]) -> dict[int, bytes]:
    """Data packets first: what came whole needs no arithmetic."""
    return {index: kept[index] for index in sorted(kept)[:DATA]}


async def main(role: str, address: str, *file: str) -> None:
    """Serve until standard input ends."""
    if role == "sender":
        await serve(Sender(address, await asyncio.to_thread(Path(file[0]).read_bytes)).actions())
    else:
        await serve(Receiver(address).actions())


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
