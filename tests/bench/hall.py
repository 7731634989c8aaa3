"""A provisioned hall with an imported meeting, and the processes that serve it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from firmware_config import system
from firmware_config.certificates import Role
from firmware_config.demo.cast import Actor, Cast, bound_to_us
from firmware_config.folder import RoomFolder
from firmware_config.layout import device
from firmware_config.provision import RoomPlan, provision_room
from protocol.identifiers import DeviceId, RoomId
from tests.support.room import free_port

MEETING = "phien-do"
ITEM = "noi-dung"
COLUMNS = 50
HUB_PROGRAM = "hub.main"
HELPERS = 2  # processes of simulated seats: one would be the bottleneck


class Paper(Struct, frozen=True):
    """A paper of the meeting."""

    name: str
    pdf: bytes


class Hall(Struct, frozen=True):
    """A room of `seats` seats with one member each, and its meeting."""

    folder: RoomFolder
    seats: int
    port: int  # of the hub's broker
    polls: int


def seat_id(number: int) -> DeviceId:
    """The terminal at a seat; seats count from 1."""
    return DeviceId(f"seat-{number:03d}")


def poll_id(number: int) -> str:
    """A poll of the meeting's only item; polls count from 1."""
    return f"poll-{number}"


async def make_hall(
    root: Path,
    seats: int,
    *,
    polls: int = 1,
    papers: Sequence[Paper] = (),
    link_mbit: int = 1000,
    address: str = "127.0.0.1",
) -> Hall:
    """Provision a hall below `root` and import its meeting."""
    hall = Hall(RoomFolder(root / "room"), seats, free_port(), polls)
    places = (
        device(
            seat_id(n),
            Role.SEAT,
            seat=f"{n:03d}",
            column=(n - 1) % COLUMNS,
            row=(n - 1) // COLUMNS,
        )
        for n in range(1, seats + 1)
    )
    devices = (*places, device("chair", Role.CHAIR))
    plan = RoomPlan(RoomId("phong-do"), "Phòng đo", address, hall.port, devices)
    await asyncio.to_thread(provision_room, root / "room", plan, system.now())
    set_link(hall, link_mbit)
    await _import(hall, _write_meeting(root / "meeting", hall, papers))
    return hall


def set_link(hall: Hall, link_mbit: int) -> None:
    """What the hub is told of its line, from its next start on."""
    settings = hall.folder.hub_settings
    lines = settings.read_text(encoding="utf-8").partition("\n[announce]")[0].splitlines()
    kept = [line for line in lines if not line.startswith("link_mbit")]
    text = "\n".join([f"link_mbit = {link_mbit}", *kept, "\n[announce]", "enabled = false\n"])
    settings.write_text(text, encoding="utf-8")


async def start_hub(cast: Cast, hall: Hall, program: str = HUB_PROGRAM) -> Actor:
    """A hub holding the hall's meeting; returns once it serves."""
    settings = str(hall.folder.hub_settings)
    options = ("--log", "WARNING", "--settings", settings, "run", "--ready", "--meeting", MEETING)
    hub = await cast.start("hub", program, *options)
    await hub.ready()
    return hub


async def start_echo(cast: Cast, hall: Hall, port: int) -> Actor:
    """The raw responder on a broker of its own, with the hub's identity."""
    echo = await cast.start("echo", "tests.bench.echo", str(hall.folder.root), str(port))
    await echo.ready()
    return echo


async def start_seats(cast: Cast, hall: Hall, ports: Sequence[int]) -> tuple[Actor, ...]:
    """Processes of simulated seats, not yet connected, on every broker of `ports`."""
    share = seats_of_a_process(hall)
    starts = range(1, hall.seats + 1, share)
    brokers = [str(port) for port in ports]
    return tuple(
        [
            await cast.start(
                f"seats-{first}",
                "tests.bench.seats",
                str(hall.folder.root),
                f"{first}-{min(hall.seats, first + share - 1)}",
                *brokers,
            )
            for first in starts
        ]
    )


def seats_of_a_process(hall: Hall) -> int:
    """How many seats each process but the last simulates."""
    return -(-hall.seats // HELPERS)


async def _import(hall: Hall, folder: Path) -> None:
    settings = ("--settings", str(hall.folder.hub_settings))
    process = await asyncio.create_subprocess_exec(
        *bound_to_us("hub.main", *settings, "--log", "WARNING"),
        *("import", str(folder), "--meeting", MEETING),
        stdout=asyncio.subprocess.DEVNULL,
    )
    if await process.wait() != 0:
        raise RuntimeError("the meeting of the benchmark was not accepted")


def _write_meeting(folder: Path, hall: Hall, papers: Sequence[Paper]) -> Path:
    (folder / "papers").mkdir(parents=True)
    for paper in papers:
        (folder / "papers" / f"{paper.name}.pdf").write_bytes(paper.pdf)
    numbers = range(1, hall.seats + 1)
    members = "".join(
        f'  {{ id = "m{n:03d}", name = "Người {n}", title = "Ủy viên", short = "UV {n}" }},\n'
        for n in numbers
    )
    seats = "".join(f'  {{ seat = "{n:03d}", person = "m{n:03d}" }},\n' for n in numbers)
    item = f'[[items]]\nid = "{ITEM}"\ntitle = "Nội dung"\npresenter = "Giám đốc"\nminutes = 30\n'
    text = _MEETING.format(members=members, seats=seats) + item
    for paper in papers:
        file = f"papers/{paper.name}.pdf"
        text += f'\n[[items.papers]]\nid = "{paper.name}"\nfile = "{file}"\ntitle = "Tài liệu"\n'
    for n in range(1, hall.polls + 1):
        text += (
            f'\n[[items.polls]]\nid = "{poll_id(n)}"\nquestion = "Thông qua nội dung {n}"\n'
            'press = "last"\nduration_s = 0\n'
        )
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    return folder


_MEETING = """\
title = "Phiên họp để đo"
subject = "Phiên họp để đo"
place = "Phòng đo"
starts_at = 2026-11-27T08:00:00+07:00
chair = "m001"
secretary = "m002"
members = [
{members}]
guests = []
seats = [
{seats}]

[body]
name = "Ủy ban nhân dân"
rule_pack = "ubnd"

"""
