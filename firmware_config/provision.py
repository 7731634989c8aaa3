"""Making a room and the identities of its terminals. What exists is kept."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from firmware_config.authority import Authority, Subject
from firmware_config.certificates import (
    Role,
    read_certificate,
    read_revocations,
    serial_number,
)
from firmware_config.errors import ProvisionError
from firmware_config.folder import (
    RoomFolder,
    make_authority,
    make_directories,
    make_identity,
    whole_folder,
)
from firmware_config.host import replace_text
from firmware_config.layout import BROKER, HUB, Device, Layout, load_layout, quoted, render_layout
from firmware_config.schema import load_hub
from protocol.identifiers import DeviceId, RoomId


class RoomPlan(Struct, frozen=True):
    """A room to be made: who it is, where its hub listens, and its terminals."""

    room: RoomId
    name: str
    address: str
    port: int
    devices: tuple[Device, ...]


def provision_room(directory: Path, plan: RoomPlan, now: datetime) -> RoomFolder:
    """Make a room's folder with authority, hub, broker and terminals.

    Raises `ProvisionError`: `room-exists` unless `directory` is new or empty, `invalid-room`,
    `room-not-written`. Then nothing is left behind.
    """
    with whole_folder(directory, plan.room) as folder:
        authority = make_authority(folder, plan.room, now)
        for role, name in ((Role.HUB, HUB), (Role.BROKER, BROKER)):
            subject = Subject(plan.room, role, name)
            make_identity(folder.hub_identity, name, authority, subject, now)
        replace_text(folder.layout, render_layout(Layout(())))
        replace_text(folder.hub_settings, _hub_settings(plan))
        issue_devices(folder, plan.room, plan.devices, now)
    return RoomFolder(directory)


def missing_devices(folder: RoomFolder, devices: Sequence[Device]) -> tuple[Device, ...]:
    """Those of `devices` who have no identity yet.

    One that has its identity in another role is `device-exists`, one whose identity was revoked
    `device-revoked`.
    """
    known = {entry.id: entry for entry in load_layout(folder.layout).devices}
    for device in devices:
        if known.get(device.id, device).role is not device.role:
            raise ProvisionError("device-exists", f"{device.id}: {known[device.id].role}")
    if gone := revoked_devices(folder, [device.id for device in devices]):
        raise ProvisionError("device-revoked", ", ".join(sorted(gone)))
    return tuple(device for device in devices if not folder.issued(device.id).exists())


def revoked_devices(folder: RoomFolder, devices: Iterable[DeviceId]) -> frozenset[DeviceId]:
    """Those of `devices` whose certificate is on the room's list of revoked ones."""
    listed = read_revocations(folder.revocations, read_certificate(folder.hub_identity / "ca.pem"))
    serials = {entry.serial_number for entry in listed}
    held = (device for device in devices if folder.issued(device).exists())
    return frozenset(
        device
        for device in held
        if serial_number(read_certificate(folder.issued(device))) in serials
    )


def issue_devices(
    folder: RoomFolder, room: RoomId, devices: Sequence[Device], now: datetime
) -> tuple[Device, ...]:
    """Make the identities that are missing and put them in the layout; returns those made.

    A device that has its identity keeps it, so the call may be repeated after a failure.
    """
    missing = missing_devices(folder, devices)
    authority = room_authority(folder)
    layout = load_layout(folder.layout).with_devices(missing)
    replace_text(folder.layout, render_layout(layout))
    for device in missing:
        _make_terminal(folder, authority, Subject(room, device.role, device.id), now)
    return missing


def room_authority(folder: RoomFolder) -> Authority:
    """The room's CA, or `authority-missing`."""
    try:
        return Authority.load(folder.authority / "ca.pem", folder.authority / "ca.key")
    except OSError as error:
        raise ProvisionError("authority-missing", str(folder.authority)) from error


def _make_terminal(
    folder: RoomFolder, authority: Authority, subject: Subject, now: datetime
) -> None:
    """The hub's copies of the certificates come last: without them the rest counts as half-made."""
    place = folder.terminal(subject.device)
    shutil.rmtree(place, ignore_errors=True)
    identity = place / "identity"
    make_directories(identity, place / "data")
    for name in ("ca.pem", "hub.pem"):
        shutil.copyfile(folder.hub_identity / name, identity / name)
    make_identity(identity, "device", authority, subject, now)
    replace_text(place / "terminal.toml", _terminal_settings(folder, subject))
    shutil.copyfile(identity / "device.bulk.pem", folder.issued_bulk(subject.device))
    shutil.copyfile(identity / "device.pem", folder.issued(subject.device))


def _hub_settings(plan: RoomPlan) -> str:
    return (
        f"room = {quoted(plan.room)}\n"
        f"name = {quoted(plan.name)}\n\n"
        f"[broker]\naddress = {quoted(plan.address)}\nport = {plan.port}\n"
    )


def _terminal_settings(folder: RoomFolder, subject: Subject) -> str:
    broker = load_hub(folder.hub_settings).broker
    return (
        f"room = {quoted(subject.room)}\n"
        f"device = {quoted(subject.device)}\n"
        f"role = {quoted(subject.role)}\n\n"
        f"[hub]\nhost = {quoted(broker.address)}\nport = {broker.port}\n"
    )
