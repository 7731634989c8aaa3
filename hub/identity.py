"""The hub's own key and the terminals it knows, read from the identity folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from firmware_config.certificates import Role, read_certificate, read_issued
from firmware_config.errors import CertificateError
from firmware_config.keys import Signer
from hub.distribution.terminals import Enrolled
from protocol.identifiers import RoomId

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class HubIdentity(Struct, frozen=True):
    """Everything in the hub's identity folder that the room needs at run time."""

    folder: Path
    signer: Signer
    ca_pem: bytes
    hub_pem: bytes
    enrolled: tuple[Enrolled, ...]


def load_identity(folder: Path, room: RoomId, now_ms: int) -> HubIdentity:
    """Read keys and certificates of `room`.

    Raises `CertificateError`, also for a certificate of another room or holder, and `KeyFileError`.
    """
    moment = _EPOCH + timedelta(milliseconds=now_ms)
    ca_pem = read_certificate(folder / "ca.pem")
    hub_pem = _own(folder / "hub.pem", Role.HUB, room, ca_pem, moment)
    _own(folder / "broker.pem", Role.BROKER, room, ca_pem, moment)
    enrolled = []
    for path in sorted((folder / "devices").glob("*.pem")):
        certificate, facts = read_issued(path, ca_pem, moment)
        enrolled.append(Enrolled(facts.device, facts.role, facts.public_key, certificate))
    signer = Signer.load(folder / "hub.key", folder / "hub.pem")
    return HubIdentity(folder, signer, ca_pem, hub_pem, tuple(enrolled))


def _own(path: Path, role: Role, room: RoomId, ca_pem: bytes, moment: datetime) -> bytes:
    """The certificate at `path`, which must be that of `role` in `room`."""
    pem, facts = read_issued(path, ca_pem, moment)
    if (facts.role, facts.room) != (role, room):
        raise CertificateError("foreign-certificate", f"{path}: {facts.role} {facts.room}")
    return pem
