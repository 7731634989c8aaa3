"""The hub's own key and the terminals it knows, read from the identity folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from firmware_config.certificates import issued_by
from firmware_config.keys import Signer
from hub.distribution.terminals import Enrolled

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class HubIdentity:
    """Everything in the hub's identity folder that the room needs at run time."""

    folder: Path
    signer: Signer
    ca_pem: bytes
    hub_pem: bytes
    enrolled: tuple[Enrolled, ...]


def load_identity(folder: Path, now_ms: int) -> HubIdentity:
    """Read keys and certificates; a certificate of another room is a `CertificateError`."""
    moment = _EPOCH + timedelta(milliseconds=now_ms)
    ca_pem = (folder / "ca.pem").read_bytes()
    hub_pem = (folder / "hub.pem").read_bytes()
    issued_by(hub_pem, ca_pem, moment)
    enrolled = []
    for path in sorted((folder / "devices").glob("*.pem")):
        certificate = path.read_bytes()
        facts = issued_by(certificate, ca_pem, moment)
        enrolled.append(Enrolled(facts.device, facts.role, facts.public_key, certificate))
    signer = Signer.load(folder / "hub.key", folder / "hub.pem")
    return HubIdentity(folder, signer, ca_pem, hub_pem, tuple(enrolled))
