"""What a certificate of the room says, and whether to believe it.

Subject CN is the device id, which mosquitto takes as user name and client id. The subject alternative
name `urn:phienhop:<room>:<role>:<device>` says the same with room and role.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.x509.oid import NameOID
from msgspec import Struct

from firmware_config.errors import CertificateError
from protocol.errors import RemoteProtocolError
from protocol.identifiers import DeviceId, RoomId, slug


class Role(StrEnum):
    """What the holder of a certificate is."""

    HUB = "hub"
    SEAT = "seat"
    CHAIR = "chair"
    SECRETARY = "secretary"
    WALL = "wall"
    BROKER = "broker"
    CENTRE = "centre"


TERMINALS = (Role.SEAT, Role.CHAIR, Role.SECRETARY, Role.WALL)

# What reading a certificate of another making raises, besides our own refusals.
_UNKNOWN_FORM = (
    x509.ExtensionNotFound,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    UnsupportedAlgorithm,
    ValueError,
    RemoteProtocolError,
)


class Validity(Struct, frozen=True):
    """From when until when a certificate or revocation list counts, both in UTC."""

    since: datetime
    until: datetime


class CertificateFacts(Struct, frozen=True):
    """What a certificate of the room says; `public_key` is the raw Ed25519 key, 32 bytes."""

    device: DeviceId
    role: Role
    room: RoomId
    public_key: bytes


def parse(certificate_pem: bytes) -> x509.Certificate:
    """The certificate, or `malformed`."""
    try:
        return x509.load_pem_x509_certificate(certificate_pem)
    except (ValueError, x509.InvalidVersion) as error:
        raise CertificateError("malformed", "not a PEM certificate") from error


def serial_number(certificate_pem: bytes) -> int:
    """The number by which a revocation list names a certificate."""
    return parse(certificate_pem).serial_number


def read_revocations(path: Path, ca_pem: bytes) -> tuple[x509.RevokedCertificate, ...]:
    """What the room's revocation list at `path` names.

    Raises `CertificateError`: `revocations-unreadable`, also for a list that the authority in `ca_pem`
    did not sign.
    """
    try:
        listed = x509.load_pem_x509_crl(path.read_bytes())
        signed = listed.is_signature_valid(parse(ca_pem).public_key())  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise CertificateError("revocations-unreadable", str(path)) from error
    if not signed:
        raise CertificateError("revocations-unreadable", str(path))
    return tuple(listed)


def validity(certificate_pem: bytes) -> Validity:
    """From when until when a certificate counts."""
    certificate = parse(certificate_pem)
    return Validity(certificate.not_valid_before_utc, certificate.not_valid_after_utc)


def issued_by(certificate_pem: bytes, ca_pem: bytes, at: datetime) -> CertificateFacts:
    """What a certificate says, if the room's authority issued it and it counts at `at`.

    Raises `CertificateError`: `malformed` (not one of ours by its form), `foreign-certificate` (issued
    by somebody else) or `expired` (too late, or too early).
    """
    certificate = parse(certificate_pem)
    try:
        certificate.verify_directly_issued_by(parse(ca_pem))
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm) as error:
        raise CertificateError("foreign-certificate") from error
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise CertificateError("expired", f"until {certificate.not_valid_after_utc:%Y-%m-%d}")
    return _facts(certificate)


def read_issued(path: Path, ca_pem: bytes, at: datetime) -> tuple[bytes, CertificateFacts]:
    """A certificate file and what it says; refused as by `issued_by`, the error naming the file."""
    pem = read_certificate(path)
    try:
        return pem, issued_by(pem, ca_pem, at)
    except CertificateError as error:
        detail = f"{path}: {error.detail}" if error.detail else str(path)
        raise CertificateError(error.code, detail) from error


def read_certificate(path: Path) -> bytes:
    """The bytes of a certificate file; `certificate-unreadable`, or `malformed` if it is none."""
    try:
        pem = path.read_bytes()
        parse(pem)
    except OSError as error:
        raise CertificateError("certificate-unreadable", str(path)) from error
    except CertificateError as error:
        raise CertificateError(error.code, f"{path}: {error.detail}") from error
    return pem


def _facts(certificate: x509.Certificate) -> CertificateFacts:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        (uri,) = names.get_values_for_type(x509.UniformResourceIdentifier)
        scheme, namespace, room, role, device = uri.split(":")
        (common,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        consistent = (scheme, namespace, common.value) == ("urn", "phienhop", device)
        key = certificate.public_key()
        if not consistent or not isinstance(key, Ed25519PublicKey):
            raise CertificateError("malformed", uri[:120])
        return CertificateFacts(
            DeviceId(slug(device)), Role(role), RoomId(slug(room)), key.public_bytes_raw()
        )
    except _UNKNOWN_FORM as error:
        raise CertificateError("malformed", "no name of this system") from error
