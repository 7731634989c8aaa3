"""The one-machine demo: a room from nothing to a verified record, in about a minute.

Everything is its own process on the loopback interface. With a display the windows stay open afterwards,
for a rehearsal of the same meeting in which the delegates without a window vote by themselves.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from firmware_config import system
from firmware_config.demo.cast import Actor, Cast, DemoError, perform
from firmware_config.demo.folder import FULL, SMALL, DemoFolderError, DemoSizes, make_folder
from firmware_config.demo.hands import Hands, Players
from firmware_config.demo.rehearsal import rehearse
from firmware_config.demo.session import Session, Story
from firmware_config.demo.stage import KIVY_SEAT, Stage, build_stage
from firmware_config.demo.tell import Teller
from firmware_config.errors import SetupError
from firmware_config.schema import load_hub

MEETING = "phien-hop-thang-11"
FEWEST_SEATS, MOST_SEATS = 14, 24  # quorum of the 21 members; places of the room
SIZES: Mapping[str, DemoSizes] = {"full": FULL, "small": SMALL}
PER_PROCESS = 24  # headless terminals in one process


class Wishes(Struct, frozen=True):
    """What was asked for: from the environment, as `make demo` passes it on."""

    headless: bool
    out: Path | None
    seats: int
    home: Path  # where the meeting folder is kept between demos
    fonts: Path
    papers: str  # a key of SIZES


def wishes(environment: Mapping[str, str], home: Path, fonts: Path) -> Wishes:
    """Read HEADLESS, OUT, SEATS and PAPERS; a display that is not there means headless."""
    display = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    out = environment.get("OUT")
    text = environment.get("SEATS") or str(MOST_SEATS)
    if not text.isdecimal() or not FEWEST_SEATS <= int(text) <= MOST_SEATS:
        raise DemoError(f"SEATS must be from {FEWEST_SEATS} to {MOST_SEATS}: {text}")
    papers = environment.get("PAPERS") or "full"
    if papers not in SIZES:
        raise DemoError(f"PAPERS must be full or small: {papers}")
    headless = environment.get("HEADLESS", "") not in {"", "0"} or not display
    return Wishes(headless, Path(out) if out else None, int(text), home, fonts, papers)


def run(asked: Wishes) -> int:
    """Hold the demo; the exit status."""
    begun = system.monotonic()
    tell = Teller(lambda: system.monotonic() - begun)
    try:
        return asyncio.run(_run(asked, tell))
    except (DemoError, DemoFolderError, SetupError, LookupError, OSError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 130


async def _run(asked: Wishes, tell: Teller) -> int:
    task = asyncio.current_task()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(number, task.cancel if task else sys.exit)
    with tempfile.TemporaryDirectory(prefix="phienhop-demo-") as scratch:
        return await _perform(asked, tell, Path(scratch))


async def _perform(asked: Wishes, tell: Teller, root: Path) -> int:
    tell.heading("Chuẩn bị hồ sơ phiên họp và cấp chứng thư cho phòng họp")
    folder = asked.home / f"meeting-{asked.papers}"
    asked.home.mkdir(parents=True, exist_ok=True)
    await asyncio.to_thread(make_folder, folder, asked.fonts, tell.bar, SIZES[asked.papers])
    stage = await asyncio.to_thread(build_stage, root)
    (root / "logs").mkdir()
    environment = {"HEADLESS": "1"} if asked.headless else {}
    cast = Cast(root / "logs", environment)
    try:
        await _import(stage, folder, MEETING)
        players = await _enter(stage, cast, asked)
        story = await Session(Hands(players, tell, root)).hold()
        status = await _verify(stage, root, asked, tell, story)
        if not asked.headless:
            await _play_on(stage, cast, players, folder, tell)
        return status
    except (DemoError, LookupError) as error:
        _show_logs(root / "logs")
        raise DemoError(str(error)) from error
    finally:
        await cast.dismiss()


async def _import(stage: Stage, folder: Path, meeting: str) -> None:
    command = ["hub.main", "--settings", str(stage.room.hub_settings), "--log", "WARNING"]
    command += ["import", str(folder), "--meeting", meeting]
    status, _ = await perform(*command)
    if status != 0:
        raise DemoError("the meeting folder was not accepted")


async def _enter(stage: Stage, cast: Cast, asked: Wishes) -> Players:
    centre = await _hub(cast, "centre", stage.centre.hub_settings)
    hub = await _hub(cast, "hub", stage.room.hub_settings, "--meeting", MEETING)
    await centre.ready()
    await hub.ready()
    seats = _taking_part(stage, asked.seats)
    window = ["--control", "--windowed"]
    chair = await cast.start("chair", "ui.run", "chair", *window, _file(stage, "chair"))
    wall = await cast.start("wall", "ui.run", "wall", *window, _file(stage, "wall"))
    seat = await cast.start(
        "seat", "ui.run", "seat", *window, "--pins", "mock", _file(stage, KIVY_SEAT)
    )
    others = [_file(stage, device) for device in seats if device != KIVY_SEAT]
    hall = await cast.start("hall", "device.main", "--control", *others)
    return Players(chair, wall, seat, hall, seats)


async def _hub(cast: Cast, name: str, settings: Path, *more: str) -> Actor:
    return await cast.start(name, "hub.main", "--settings", str(settings), "run", "--ready", *more)


def _taking_part(stage: Stage, number: int) -> Sequence[Any]:
    """Members first, guests last, so that fewer seats still make a quorum."""
    return stage.seats[:number]


def _file(stage: Stage, terminal: Any) -> str:
    return str(stage.settings(terminal))


async def _verify(stage: Stage, root: Path, asked: Wishes, tell: Teller, story: Story) -> int:
    kept = stage.room.hub / "data" / "meetings" / MEETING
    results = {
        "bundle.zip": kept / "bundle.zip",
        "minutes.pdf": kept / "papers" / "minutes.pdf",
        **{name: root / name for name in ("seat.png", "chair.png", "wall.png")},
    }
    tell.heading("phienhop-verify kiểm tra hồ sơ, độc lập với máy chủ phòng họp")
    status, said = await perform("audit.main", str(kept / "bundle.zip"))
    for line in said.splitlines()[:12]:
        tell.fact(line)
    sound = status == 0
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
        for name, source in results.items():
            shutil.copyfile(source, asked.out / name)
        summary = {**asdict(story), "verified": sound, "seats": asked.seats}
        text = json.dumps(summary, ensure_ascii=False, indent=2)
        (asked.out / "summary.json").write_text(text + "\n", encoding="utf-8")
        tell.fact(f"Kết quả nằm trong {asked.out}")
    if not (sound and story.codes_agree):
        raise DemoError("the record does not verify")
    tell.heading("Xong.")
    return 0


async def _play_on(stage: Stage, cast: Cast, players: Players, folder: Path, tell: Teller) -> None:
    tell.heading(
        "Đến lượt bạn: cửa sổ chủ tọa, ghế 10 và màn hình chung vẫn mở. Ctrl-C để kết thúc."
    )
    tell.fact(f"Hồ sơ vừa gửi nằm trên trang {load_hub(stage.room.hub_settings).centre.url}")
    with contextlib.suppress(DemoError):  # somebody closed a window: the rehearsal is over
        await rehearse(stage, cast, players, lambda meeting: _import(stage, folder, meeting))


def _show_logs(logs: Path) -> None:
    for path in sorted(logs.glob("*.log")):
        tail = path.read_text(encoding="utf-8", errors="replace").splitlines()[-8:]
        for line in tail:
            print(f"{path.stem}: {line}", file=sys.stderr)


def main() -> int:
    """Entry for `python -m firmware_config.demo.main`: the demo beside the sources."""
    home = Path.cwd() / ".demo"
    fonts = Path(__file__).resolve().parents[2] / "hub" / "papers" / "fonts"
    try:
        return run(wishes(os.environ, home, fonts))
    except DemoError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
