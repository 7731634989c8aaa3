"""Papers reach every seat over a bad line, and a seat that was away fetches only what it lacks."""

from __future__ import annotations

import hashlib

from device.screens import SeatSession
from hub.store.memory import MemoryEventLog
from protocol.transfer import CHUNK_BYTES, Manifest, chunk_count, join_hashes
from tests.support.dialogue import sign_in
from tests.support.plans import device_id, make_plan, roster
from tests.support.wire import STORM, SimulatedRoom, Weather

SIZES = {"to-trinh": 5 * CHUNK_BYTES, "bao-cao": 9 * CHUNK_BYTES - 1, "phu-luc": 40}
SEATS = tuple(device_id(number) for number in range(1, 5))


def chunk(paper: str, index: int) -> bytes:
    return f"{paper} {index}".encode()


def manifest(paper: str) -> Manifest:
    hashes = [hashlib.sha256(chunk(paper, n)).digest() for n in range(chunk_count(SIZES[paper]))]
    return Manifest(paper, 1, "item-1", paper, 3, SIZES[paper], "0" * 64, join_hashes(hashes))


PAPERS = tuple(manifest(paper) for paper in SIZES)


def make_room(weather: Weather) -> SimulatedRoom:
    room = SimulatedRoom(
        make_plan(4), roster(4), MemoryEventLog(), weather, seed=6, papers=PAPERS, chunks=chunk
    )
    room.connect()
    return room


def complete(room: SimulatedRoom, device: str) -> bool:
    shelf = room.stations[device].terminal.shelf
    return len(shelf.manifests) == len(PAPERS) and shelf.complete


def kept(room: SimulatedRoom, device: str) -> dict[tuple[str, int], set[int]]:
    return {paper: set(chunks) for paper, chunks in room.stations[device].chunks.items()}


def test_every_seat_gets_every_chunk_over_a_line_that_loses_a_fifth() -> None:
    room = make_room(STORM)
    sign_in(room, 4)
    room.until(lambda: all(complete(room, device) for device in SEATS))

    for device in SEATS:
        chunks = room.stations[device].chunks
        assert all(
            data == chunk(paper, n)
            for (paper, _), held in chunks.items()
            for n, data in held.items()
        )
        assert {paper: len(held) for (paper, _), held in chunks.items()} == {
            paper: chunk_count(size) for paper, size in SIZES.items()
        }
        room.until_sees(
            device,
            lambda shown: isinstance(shown, SeatSession) and shown.reader.percent in {0, 100},
        )


def test_a_seat_restarted_half_way_asks_only_for_what_its_disk_lacks() -> None:
    room = make_room(Weather(drop=20))
    device = SEATS[0]
    room.until(lambda: sum(map(len, room.stations[device].chunks.values())) >= 6)
    before = kept(room, device)
    room.disconnect(device)
    room.until(lambda: all(complete(room, other) for other in SEATS[1:]))
    for held in room.stations[device].chunks.values():
        for index in held:
            held[index] = b"from before"
    room.restart_terminal(device)
    room.until(lambda: complete(room, device))

    after = room.stations[device].chunks
    fetched = {
        paper: {index for index, data in held.items() if data != b"from before"}
        for paper, held in after.items()
    }
    assert all(not fetched.get(paper, set()) & indexes for paper, indexes in before.items())
    assert sum(map(len, after.values())) == sum(map(chunk_count, SIZES.values()))


def test_a_hub_restarted_while_papers_go_out_is_asked_again() -> None:
    room = make_room(STORM)
    room.until(lambda: any(room.stations[SEATS[1]].chunks.values()))
    room.restart_hub()
    room.until(lambda: all(complete(room, device) for device in SEATS))


def test_a_seat_nobody_signed_in_at_holds_papers_but_no_key() -> None:
    room = make_room(STORM)
    room.until(lambda: all(complete(room, device) for device in SEATS))

    assert not any(room.stations[device].keys for device in SEATS)
    sign_in(room, 3)
    room.until(lambda: all(len(room.stations[device].keys) == 3 for device in SEATS[:3]))
    assert not room.stations[SEATS[3]].keys
