"""Shutting a terminal out of the room: both its certificates go on the authority's list.

Broker and hub watch the list. Nothing else is touched: the hub keeps the certificate, because ballots
signed before the loss must stay checkable, and the id is never issued again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from firmware_config.certificates import (
    Validity,
    read_certificate,
    read_revocations,
    serial_number,
    validity,
)
from firmware_config.errors import ProvisionError
from firmware_config.folder import RoomFolder
from firmware_config.host import replace_text
from firmware_config.provision import revoked_devices, room_authority
from protocol.identifiers import SLUG, DeviceId


def revoke_devices(
    folder: RoomFolder, devices: Sequence[DeviceId], now: datetime
) -> frozenset[DeviceId]:
    """Put the certificates of `devices` on the list; returns those that were not on it before.

    All or none: `unknown-device` if one has no certificate here, `authority-missing` or `key-missing`
    without the authority, `revocations-unreadable`. The new list appears whole.
    """
    for device in devices:
        if not (SLUG.fullmatch(device) and folder.issued(device).exists()):
            raise ProvisionError("unknown-device", device[:80])
    fresh = frozenset(devices) - revoked_devices(folder, devices)
    if fresh:
        authority = room_authority(folder)
        earlier = read_revocations(folder.revocations, authority.pem)
        term = Validity(now, validity(authority.pem).until)
        serials = [serial for device in sorted(fresh) for serial in _serials(folder, device)]
        text = authority.revocations(serials, term, earlier).decode("ascii")
        replace_text(folder.revocations, text)
    return fresh


def _serials(folder: RoomFolder, device: DeviceId) -> tuple[int, int]:
    both = (folder.issued(device), folder.issued_bulk(device))
    first, second = (serial_number(read_certificate(path)) for path in both)
    return first, second
