"""Making a central server's folder, and introducing a room to it.

It is laid out as a room's (`folder`), without broker and terminals, and has besides:

    hub/identity/https.pem https.key   the server certificate for rooms and browsers
    hub/trusted-rooms/<room>.pem       authorities of the rooms it believes
    hub/identity/centre.pem            what rooms pin: the centre's authority, the certificate whose key
                                       signs its receipts (hub.pem), and https.pem
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from firmware_config.authority import Subject, self_signed
from firmware_config.certificates import Role, Validity
from firmware_config.errors import ProvisionError
from firmware_config.folder import (
    BACKDATED,
    IDENTITY_TERM,
    RoomFolder,
    make_authority,
    make_identity,
    whole_folder,
)
from firmware_config.host import replace_text
from firmware_config.keys import new_browser_key, write_key
from firmware_config.layout import HUB, quoted
from firmware_config.schema import HubRole, load_hub
from protocol.identifiers import DeviceId, RoomId

CENTRE = DeviceId("centre")
TRUSTED_ROOMS = "trusted-rooms"
PINNED = "centre.pem"


class CentrePlan(Struct, frozen=True):
    """A central server to be made; `names` are the host names and IP addresses rooms call it by."""

    id: RoomId
    name: str
    address: str
    port: int
    names: tuple[str, ...]


def provision_centre(directory: Path, plan: CentrePlan, now: datetime) -> RoomFolder:
    """Make a central server's folder. As for a room: new or `room-exists`, and whole or not at all."""
    with whole_folder(directory, plan.id) as folder:
        authority = make_authority(folder, plan.id, now)
        subject = Subject(plan.id, Role.CENTRE, CENTRE)
        make_identity(folder.hub_identity, HUB, authority, subject, now)
        server, key = folder.hub_identity / "https.pem", new_browser_key()
        write_key(folder.hub_identity / "https.key", key)
        server.write_bytes(
            self_signed(plan.names, key, Validity(now - BACKDATED, now + IDENTITY_TERM))
        )
        signing = folder.hub_identity / f"{HUB}.pem"
        pinned = authority.pem + signing.read_bytes() + server.read_bytes()
        (folder.hub_identity / PINNED).write_bytes(pinned)
        (folder.hub / TRUSTED_ROOMS).mkdir()
        replace_text(folder.hub_settings, _settings(plan))
    return RoomFolder(directory)


def join_centre(room: RoomFolder, centre: RoomFolder, host: str) -> None:
    """Let a room send its records to a centre called by `host`, and the centre believe them.

    May be repeated. A room that has another centre is left as it is: `centre-set`.
    """
    ours, theirs = load_hub(room.hub_settings), load_hub(centre.hub_settings)
    if theirs.role is not HubRole.CENTRE or theirs.https.trusted_rooms is None:
        raise ProvisionError("no-centre", str(centre.root))
    url = f"https://{host}:{theirs.https.port}"
    if ours.centre.url not in (None, url):
        raise ProvisionError("centre-set", str(ours.centre.url))
    shutil.copyfile(room.hub_identity / "ca.pem", theirs.https.trusted_rooms / f"{ours.room}.pem")
    shutil.copyfile(centre.hub_identity / PINNED, room.hub_identity / PINNED)
    if ours.centre.url is None:
        settings = room.hub_settings.read_text(encoding="utf-8")
        added = f'\n[centre]\nurl = {quoted(url)}\nca = "identity/{PINNED}"\n'
        replace_text(room.hub_settings, settings + added)


def _settings(plan: CentrePlan) -> str:
    return (
        f"room = {quoted(plan.id)}\n"
        f"name = {quoted(plan.name)}\n"
        f'role = "centre"\n\n'
        f"[https]\naddress = {quoted(plan.address)}\nport = {plan.port}\n"
        f'trusted_rooms = "{TRUSTED_ROOMS}"\n'
    )
