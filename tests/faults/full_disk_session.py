"""A session whose hub runs out of disk, started by `test_setup` where mounting harms nobody.

Arguments: the site (room below it), and the hub's data to be put on the small disk that stands at its
place. Status 0: the hub ended with a sentence, kept what it had acknowledged, and went on with more room.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

from firmware_config.folder import RoomFolder
from tests.faults.delegates import Delegates, finish
from tests.support.hall import running, until

LITTLE, PLENTY = 200 * 1024, 64 * 1024 * 1024  # bytes


async def session(site: Path) -> None:
    """Vote until the disk is full, look at how the hub ended, give it room, and finish."""
    async with running(RoomFolder(site / "room"), site / "logs") as hall:
        await hall.begin()
        delegates = Delegates(hall, seed=6)
        await delegates.everybody()
        await asyncio.to_thread(leave, hall.room.hub / "data", LITTLE)
        ended = asyncio.create_task(hall.hub_ended())

        async def full() -> bool:
            await delegates.press(10)
            return ended.done()

        await until(full)
        status, said = ended.result()
        assert status == 1, (status, said)
        assert "[disk-full]" in said, said
        assert "Đĩa đã đầy" in said, said
        assert "Traceback" not in said, said
        await asyncio.to_thread(leave, hall.room.hub / "data", PLENTY)
        await hall.start_hub()
        await finish(hall, delegates)


def leave(disk: Path, free: int) -> None:
    """Have so many bytes free on the small disk, whatever it took to get here."""
    mount = shutil.which("mount")
    assert mount
    size = shutil.disk_usage(disk).used + free
    subprocess.run([mount, "-o", f"remount,size={size}", disk], check=True)


if __name__ == "__main__":
    place, kept = Path(sys.argv[1]), Path(sys.argv[2])
    shutil.copytree(kept, place / "room" / "hub" / "data", dirs_exist_ok=True)
    asyncio.run(session(place))
