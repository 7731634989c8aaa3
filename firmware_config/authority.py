"""The room's own certificate authority, and how it issues.

Terminals get client certificates only, so that a stolen seat can never pose as the broker.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from msgspec import Struct

from firmware_config.certificates import Role, Validity, parse
from firmware_config.keys import read_key
from protocol.identifiers import DeviceId, RoomId
from protocol.topics import bulk_user

PublicKey = Ed25519PublicKey | EllipticCurvePublicKey


class Subject(Struct, frozen=True):
    """Whom a certificate is for."""

    room: RoomId
    role: Role
    device: DeviceId


class Authority(Struct, frozen=True):
    """The room CA: its key and its certificate."""

    certificate: x509.Certificate
    key: Ed25519PrivateKey

    @classmethod
    def load(cls, certificate_path: Path, key_path: Path) -> Self:
        """Read the authority's two files."""
        return cls(parse(certificate_path.read_bytes()), read_key(key_path))

    @classmethod
    def create(cls, room: RoomId, key: Ed25519PrivateKey, validity: Validity) -> Self:
        """A new, self-signed authority of a room, which may issue but not delegate."""
        name = _name(f"phienhop room {room}")
        builder = (
            _builder(name, name, key.public_key(), validity)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=False), critical=True)
        )
        builder = _identified(builder, key.public_key(), key.public_key())
        return cls(builder.sign(key, None), key)

    @property
    def pem(self) -> bytes:
        """The authority's certificate, which every machine of the room pins."""
        return self.certificate.public_bytes(Encoding.PEM)

    def issue(
        self, subject: Subject, key: Ed25519PublicKey, validity: Validity, *, bulk: bool = False
    ) -> bytes:
        """A PEM certificate for the holder of `key`; `bulk` is for its second connection."""
        common = bulk_user(subject.device) if bulk else subject.device
        builder = (
            _builder(_name(common), self.certificate.subject, key, validity)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .add_extension(x509.ExtendedKeyUsage(_purposes(subject.role)), critical=False)
            .add_extension(x509.SubjectAlternativeName(_names(subject)), critical=False)
        )
        builder = _identified(builder, key, self.key.public_key())
        return builder.sign(self.key, None).public_bytes(Encoding.PEM)

    def revocations(
        self,
        serials: Iterable[int],
        validity: Validity,
        earlier: Iterable[x509.RevokedCertificate] = (),
    ) -> bytes:
        """A PEM revocation list of `serials`, revoked at its beginning, and of those `earlier` ones.

        mosquitto refuses *everybody* once the list has run out.
        """
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(validity.since)
            .next_update(validity.until)
        )
        for entry in earlier:
            builder = builder.add_revoked_certificate(entry)
        for serial in serials:
            revoked = x509.RevokedCertificateBuilder().serial_number(serial)
            builder = builder.add_revoked_certificate(
                revoked.revocation_date(validity.since).build()
            )
        return builder.sign(self.key, None).public_bytes(Encoding.PEM)


def self_signed(names: Sequence[str], key: EllipticCurvePrivateKey, validity: Validity) -> bytes:
    """A PEM certificate of an HTTPS server that is its own authority; clients pin this very file.

    Not issued by the room: browsers refuse every chain that Ed25519 signed.
    """
    name, public = _name(names[0]), key.public_key()
    return (
        _builder(name, name, public, validity)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.SubjectAlternativeName([_host_name(each) for each in names]), critical=False
        )
        .sign(key, SHA256())
        .public_bytes(Encoding.PEM)
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: PublicKey, validity: Validity
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.since)
        .not_valid_after(validity.until)
    )


def _identified(
    builder: x509.CertificateBuilder, key: PublicKey, issuer: Ed25519PublicKey
) -> x509.CertificateBuilder:
    """Key identifiers (RFC 5280, 4.2.1.1 and 4.2.1.2), which strict verifiers ask for."""
    return builder.add_extension(
        x509.SubjectKeyIdentifier.from_public_key(key), critical=False
    ).add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _names(subject: Subject) -> Sequence[x509.GeneralName]:
    urn = f"urn:phienhop:{subject.room}:{subject.role}:{subject.device}"
    if subject.role is Role.BROKER:
        return (x509.UniformResourceIdentifier(urn), x509.DNSName(f"hub.{subject.room}"))
    return (x509.UniformResourceIdentifier(urn),)


def _host_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _purposes(role: Role) -> list[x509.ObjectIdentifier]:
    if role is Role.BROKER:
        return [ExtendedKeyUsageOID.SERVER_AUTH]
    return [ExtendedKeyUsageOID.CLIENT_AUTH]


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        key_cert_sign=not signs,
        crl_sign=not signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
