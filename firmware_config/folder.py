"""The folder of a room or a centre on disk, and the parts both are made of.

    authority/ca.pem ca.key            the CA: belongs on a token in the secretary's safe
    hub/hub.toml seats.toml data/
    hub/identity/ca.pem crl.pem hub.pem hub.bulk.pem hub.key broker.pem broker.key
    hub/identity/devices/<device>.pem  certificates issued so far, the revoked ones too
    hub/identity/devices/bulk/<device>.pem  those of their second connections
    terminals/<device>/terminal.toml data/
    terminals/<device>/identity/ca.pem hub.pem device.pem device.bulk.pem device.key

A terminal's folder is copied to its machine and can then be deleted here.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from firmware_config.authority import Authority, Subject
from firmware_config.certificates import Validity
from firmware_config.errors import ProvisionError
from firmware_config.keys import new_key, write_key
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, RoomId, slug

AUTHORITY_TERM = timedelta(days=3653)  # a room's furniture lasts about as long
IDENTITY_TERM = timedelta(days=1096)  # renewed when the room is serviced, at the latest
BACKDATED = timedelta(days=1)  # a terminal whose clock lags by hours must still start


class RoomFolder(Struct, frozen=True):
    """Where everything of one room stands."""

    root: Path

    @property
    def authority(self) -> Path:
        """The room CA."""
        return self.root / "authority"

    @property
    def hub(self) -> Path:
        """All that the hub needs."""
        return self.root / "hub"

    @property
    def hub_settings(self) -> Path:
        """The hub's settings file."""
        return self.hub / "hub.toml"

    @property
    def hub_identity(self) -> Path:
        """The hub's and the broker's keys and certificates."""
        return self.hub / "identity"

    @property
    def layout(self) -> Path:
        """The room's layout file."""
        return self.hub / "seats.toml"

    def terminal(self, device: DeviceId) -> Path:
        """All that one terminal needs."""
        return self.root / "terminals" / device

    def issued(self, device: DeviceId) -> Path:
        """The hub's copy of a terminal's certificate."""
        return self.hub_identity / "devices" / f"{device}.pem"

    def issued_bulk(self, device: DeviceId) -> Path:
        """The hub's copy of the certificate of a terminal's second connection."""
        return self.hub_identity / "devices" / "bulk" / f"{device}.pem"

    @property
    def revocations(self) -> Path:
        """The list of revoked certificates, which broker and hub watch."""
        return self.hub_identity / "crl.pem"


@contextmanager
def whole_folder(directory: Path, room: RoomId) -> Iterator[RoomFolder]:
    """A folder to fill that takes its place only once it is complete.

    `directory` must be new or empty, else `room-exists`: a second authority would lock out every
    terminal of the first. If anything fails nothing is left behind.
    """
    _check_room(room)
    made = directory.with_name(f".{directory.name}.new")
    try:
        if directory.exists() and any(directory.iterdir()):
            raise ProvisionError("room-exists", str(directory))
        shutil.rmtree(made, ignore_errors=True)
        make_directories(made)
        yield RoomFolder(made)
        made.replace(directory)
    except OSError as error:
        raise ProvisionError("room-not-written", str(error)) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def make_authority(folder: RoomFolder, room: RoomId, now: datetime) -> Authority:
    """The CA of a new room or centre, and what its hub needs of it."""
    term = Validity(now - BACKDATED, now + AUTHORITY_TERM)
    authority = Authority.create(room, new_key(), term)
    make_directories(
        folder.authority, folder.hub / "data", folder.hub_identity / "devices" / "bulk"
    )
    write_key(folder.authority / "ca.key", authority.key)
    for place in (folder.authority, folder.hub_identity):
        (place / "ca.pem").write_bytes(authority.pem)
    # The list is read from this disk, never fetched, so its age says nothing; running out would lock
    # every terminal out of a meeting. It lasts as long as the authority.
    folder.revocations.write_bytes(authority.revocations((), term))
    return authority


def make_identity(
    place: Path, name: str, authority: Authority, subject: Subject, now: datetime
) -> None:
    """A fresh key, and the certificates of its two connections: `name`.key, .pem and .bulk.pem."""
    key = new_key()
    term = Validity(now - BACKDATED, now + IDENTITY_TERM)
    write_key(place / f"{name}.key", key)
    (place / f"{name}.pem").write_bytes(authority.issue(subject, key.public_key(), term))
    second = authority.issue(subject, key.public_key(), term, bulk=True)
    (place / f"{name}.bulk.pem").write_bytes(second)


def make_directories(*paths: Path) -> None:
    """New directories for their owner alone."""
    for path in paths:
        path.mkdir(mode=0o700, parents=True)


def _check_room(room: RoomId) -> None:
    try:
        slug(room)
    except RemoteProtocolError as error:
        raise ProvisionError("invalid-room", room[:80]) from error
