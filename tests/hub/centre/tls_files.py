"""A throw-away authority and a server certificate for 127.0.0.1, as PEM."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def authority(key: EllipticCurvePrivateKey, name: str) -> x509.Certificate:
    """A self-signed authority."""
    return (
        _builder(name, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )


def authority_pem(name: str) -> str:
    """The certificate of an authority whose key nobody keeps."""
    return authority(generate_private_key(SECP256R1()), name).public_bytes(Encoding.PEM).decode()


def write_server(folder: Path) -> str:
    """Write `centre.pem` and `centre.key`, certified for 127.0.0.1; returns the authority's PEM."""
    ca_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    ca = authority(ca_key, "centre")
    name = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    certificate = _builder("server", "centre", key).add_extension(name, critical=False)
    pem = certificate.sign(ca_key, SHA256()).public_bytes(Encoding.PEM)
    (folder / "centre.pem").write_bytes(pem)
    (folder / "centre.key").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return ca.public_bytes(Encoding.PEM).decode()


def _builder(subject: str, issuer: str, key: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(UNTIL)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
