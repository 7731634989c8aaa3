"""Minutes, bundle and receipt come, whatever dies in between; a flipped byte in a real bundle is named."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit import main as auditor
from firmware_config.centre import CentrePlan, join_centre, provision_centre
from firmware_config.demo.cast import Actor
from firmware_config.folder import RoomFolder
from protocol.bundle import MINUTES, MINUTES_NUMBERS, TIME_REPORT, TIME_REPORT_NUMBERS
from protocol.identifiers import RoomId
from tests.support.hall import (
    CHAIR,
    SEATS,
    Hall,
    call,
    children_of,
    import_meeting,
    program_of,
    records_of,
    running,
    stage_room,
    until,
    write_folder,
)
from tests.support.room import free_port

pytestmark = [pytest.mark.faults, pytest.mark.broker]

FLIPS = 40
PAPERS = {TIME_REPORT, TIME_REPORT_NUMBERS, MINUTES, MINUTES_NUMBERS}


class Office:
    """A hall whose room belongs to a centre that may be on or off."""

    def __init__(self, room: Hall, centre: RoomFolder) -> None:
        self.room = room
        self._centre = centre
        self.server: Actor | None = None

    async def start_centre(self) -> None:
        settings = str(self._centre.hub_settings)
        self.server = await self.room.cast.start(
            "centre", "hub.main", "--settings", settings, "run", "--ready"
        )
        await self.server.ready()

    async def hold(self) -> None:
        """A whole short session, up to the chair's last step."""
        room = self.room
        await room.begin()
        for place, seat in enumerate(SEATS):
            await room.press(seat, ("for", "for", "against")[place % 3])
        await room.all_accepted()
        await room.finish_poll()
        await room.step("conclude-item")

    async def close(self) -> None:
        """The chair closes; whoever dies meanwhile, nothing is waited for."""
        button = (await self.room.screen(CHAIR))["next_step"]
        assert button["step"] == "close-session"
        await self.room.do("step", device=CHAIR, step="close-session", target="", text="")

    async def received(self) -> None:
        """Wait until the console says that the centre has the bundle."""

        async def confirmed() -> bool:
            return bool((await self.room.screen(CHAIR)).get("bundle_received"))

        await until(confirmed)

    async def check(self, receipts: int = 1) -> None:
        """Everything is in the record once, and the bundle is sound."""
        await self.room.stop_hub()
        types = [record.type for record in records_of(self.room.meeting)]
        assert types.count("MinutesWritten") == 1
        assert types.count("BundleReceived") == receipts
        done = await asyncio.to_thread(call, "audit.main", self.room.meeting.bundle)
        assert done.returncode == 0, done.stdout


@asynccontextmanager
async def office(root: Path) -> AsyncIterator[Office]:
    room, centre = stage_office(root)
    async with running(room, root / "logs") as made:
        yield Office(made, centre)


def stage_office(root: Path) -> tuple[RoomFolder, RoomFolder]:
    room = stage_room(root / "room")
    plan = CentrePlan(RoomId("trung-tam"), "Trung tâm", "127.0.0.1", free_port(), ("127.0.0.1",))
    centre = provision_centre(root / "centre", plan, datetime.now(UTC))
    join_centre(room, centre, "127.0.0.1")
    import_meeting(room, write_folder(root / "folder"))
    return room, centre


def minutes_on_disk(room: Hall) -> bool:
    return (room.meeting.papers / "minutes.pdf").exists()


def time_report_on_disk(room: Hall) -> bool:
    return (room.meeting.papers / "time-report.pdf").exists()


def bundle_begun(room: Hall) -> bool:
    return any(room.meeting.root.glob("*bundle.zip*"))


def bundle_done(room: Hall) -> bool:
    return room.meeting.bundle.exists()


MOMENTS = (minutes_on_disk, time_report_on_disk, bundle_begun, bundle_done)


async def test_a_hub_killed_again_and_again_on_its_way_to_the_receipt_arrives(
    tmp_path: Path,
) -> None:
    async with office(tmp_path) as all_:
        await all_.start_centre()
        await all_.hold()
        await all_.close()
        for moment in MOMENTS:

            async def come(moment: Callable[[Hall], bool] = moment) -> bool:
                return moment(all_.room)

            await until(come)
            await all_.room.kill_hub()
            await all_.room.start_hub()
        await all_.received()
        await all_.check()


async def test_a_bundle_never_written_is_written_after_the_next_start(tmp_path: Path) -> None:
    async with office(tmp_path) as all_:
        await all_.hold()
        await all_.close()
        bundle = await all_.room.bundle()
        await all_.room.kill_hub()
        before = bundle.read_bytes()
        bundle.unlink()
        bundle.with_name(".bundle.zip.part").write_bytes(before[:1000])
        await all_.room.start_hub()
        await all_.room.bundle()
        assert bundle.read_bytes() == before
        assert not bundle.with_name(".bundle.zip.part").exists()
        await all_.check(receipts=0)


async def test_a_centre_comes_up_late_gets_the_bundle_and_killed_leaves_no_process(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And of that bundle, a real one, every flipped byte is named."""
    async with office(tmp_path) as all_:
        await all_.hold()
        await all_.close()
        bundle = await all_.room.bundle()
        with zipfile.ZipFile(bundle) as made:
            assert set(made.namelist()) >= PAPERS
        await all_.start_centre()
        await all_.received()
        assert all_.server is not None
        family = family_of(all_.server.pid)
        os.kill(all_.server.pid, signal.SIGKILL)

        async def gone() -> bool:
            return not any(program_of(pid) for pid in family)

        await until(gone, limit=5.0)
        await all_.check()
        chance = random.Random(5)
        for _ in range(FLIPS):
            named = flip(tmp_path / "flipped.zip", bundle, chance)
            assert auditor.main([str(tmp_path / "flipped.zip")]) == 1, named
            assert named in capsys.readouterr().out.splitlines()[0]


def family_of(pid: int) -> list[int]:
    """All descendants of a process."""
    return [each for child in children_of(pid) for each in (child, *family_of(child))]


def flip(target: Path, bundle: Path, chance: random.Random) -> str:
    """Copy the bundle with one byte changed; returns what the auditor has to name."""
    with zipfile.ZipFile(bundle) as source:
        files = {name: source.read(name) for name in source.namelist()}
    path = chance.choice(("log.jsonl", "manifest.json"))
    data = bytearray(files[path])
    place = chance.randrange(len(data))
    data[place] ^= chance.randrange(1, 256)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name, content in files.items():
            changed.writestr(name, bytes(data) if name == path else content)
    number = files[path][:place].count(b"\n") + 1
    return f"bản ghi số {number}" if path == "log.jsonl" else "manifest.json"
