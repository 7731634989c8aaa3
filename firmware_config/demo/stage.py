"""The demo's room, hub and central server on disk and on free ports of the loopback interface."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Any, cast

from msgspec import Struct

from firmware_config import system
from firmware_config.centre import CentrePlan, join_centre, provision_centre
from firmware_config.certificates import Role
from firmware_config.demo.room import room_layout
from firmware_config.folder import RoomFolder
from firmware_config.host import replace_text
from firmware_config.layout import Device, device
from firmware_config.provision import RoomPlan, provision_room
from protocol.identifiers import DeviceId, RoomId

LOOPBACK = "127.0.0.1"
KIVY_SEAT = DeviceId("seat-10")  # Giám đốc Sở Xây dựng, as in the manual's pictures
LINK_MBIT = 1000
_PINS = """
[pins]
for_button = 5
against_button = 6
abstain_button = 13
for_lamp = 16
against_lamp = 20
abstain_lamp = 21
"""


class Stage(Struct, frozen=True):
    """Folders of room and centre; `seats` are the devices of the seats in order of their number."""

    room: RoomFolder
    centre: RoomFolder
    seats: tuple[DeviceId, ...]

    def settings(self, terminal: DeviceId) -> Path:
        """A terminal's settings file."""
        return self.room.terminal(terminal) / "terminal.toml"


def build_stage(root: Path) -> Stage:
    """Provision everything anew below `root`, which must be empty."""
    layout: dict[str, Any] = cast("dict[str, Any]", room_layout())
    broker_port, https_port = free_ports(2)
    now = system.now()
    devices = tuple(_seat(each) for each in layout["seats"])
    plan = RoomPlan(
        room=RoomId(f"{layout['room']}-{broker_port}"),  # two demos on one machine stay apart
        name=layout["name"],
        address=LOOPBACK,
        port=broker_port,
        devices=(*devices, device("chair", Role.CHAIR), device("wall", Role.WALL)),
    )
    room = provision_room(root / "room", plan, now)
    centre_plan = CentrePlan(
        RoomId("trung-tam"), "Máy chủ trung tâm tỉnh Lâm Hà", LOOPBACK, https_port, (LOOPBACK,)
    )
    centre = provision_centre(root / "centre", centre_plan, now)
    join_centre(room, centre, LOOPBACK)
    _stay_on_loopback(room, plan)
    return Stage(room, centre, tuple(each.id for each in devices))


def free_ports(number: int) -> tuple[int, ...]:
    """TCP ports of the loopback interface that nobody holds now."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind((LOOPBACK, 0))
        return tuple(probe.getsockname()[1] for probe in probes)


def _seat(place: dict[str, Any]) -> Device:
    return device(
        place["device"],
        Role.SEAT,
        f"Ghế {place['seat']}",
        seat=place["seat"],
        column=place["column"],
        row=place["row"],
    )


def _stay_on_loopback(room: RoomFolder, plan: RoomPlan) -> None:
    """Zeroconf on 127.0.0.1 alone; terminals have no fixed address, so they must find the hub."""
    _add(room.hub_settings, f"link_mbit = {LINK_MBIT}\n", top=True)
    _add(room.hub_settings, f'\n[announce]\ninterfaces = ["{LOOPBACK}"]\n')
    for each in plan.devices:
        settings = room.terminal(each.id) / "terminal.toml"
        text = settings.read_text(encoding="utf-8").partition("\n[hub]")[0]
        replace_text(settings, f'{text}\ninterfaces = ["{LOOPBACK}"]\n')
    _add(room.terminal(KIVY_SEAT) / "terminal.toml", _PINS)


def _add(settings: Path, text: str, *, top: bool = False) -> None:
    before = settings.read_text(encoding="utf-8")
    replace_text(settings, text + before if top else before + text)
