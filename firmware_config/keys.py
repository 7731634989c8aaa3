"""Ed25519 keys: making, keeping, signing with, and checking against.

A device has one key for both its TLS certificate and the statements it signs. The two uses cannot be
taken for each other: a TLS 1.3 signature covers 64 spaces and a context string (RFC 8446, 4.4.3), a
statement is canonical JSON and starts with `{`.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as new_ec_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from msgspec import Struct

from firmware_config.errors import KeyFileError

PrivateKey = Ed25519PrivateKey | EllipticCurvePrivateKey

OWNER_ONLY = 0o600
MOST_OWNERS = 1024  # keys kept parsed: those of a room with 500 seats, twice


def new_key() -> Ed25519PrivateKey:
    """A fresh key for a device, a hub or a room's authority."""
    return Ed25519PrivateKey.generate()


def new_browser_key() -> EllipticCurvePrivateKey:
    """A fresh ECDSA P-256 key for an HTTPS server: browsers refuse Ed25519 certificates."""
    return new_ec_key(SECP256R1())


def write_key(path: Path, key: PrivateKey) -> None:
    """Write `key` as PKCS#8 PEM readable by its owner alone; an existing file is never replaced."""
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)


def read_key(path: Path) -> Ed25519PrivateKey:
    """Read an Ed25519 key, or raise a `KeyFileError`."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise KeyFileError("key-missing", str(path)) from error
    except OSError as error:
        raise KeyFileError("key-unreadable", str(path)) from error
    except (ValueError, TypeError) as error:
        raise KeyFileError("key-malformed", str(path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError("key-malformed", str(path))
    return key


class Signer(Struct, frozen=True):
    """A key with the certificate that says whose it is."""

    key: Ed25519PrivateKey
    certificate_pem: bytes

    @classmethod
    def load(cls, key_path: Path, certificate_path: Path) -> Self:
        """Read both files; a certificate of another key is `key-malformed`."""
        key = read_key(key_path)
        try:
            certificate_pem = certificate_path.read_bytes()
            belongs = x509.load_pem_x509_certificate(certificate_pem).public_key()
        except (OSError, ValueError) as error:
            raise KeyFileError("key-malformed", str(certificate_path)) from error
        if belongs != key.public_key():
            raise KeyFileError("key-malformed", f"{key_path} is not of {certificate_path}")
        return cls(key, certificate_pem)

    def sign(self, message: bytes) -> bytes:
        """The signature over `message`: 64 raw bytes."""
        return self.key.sign(message)


def verify(owner: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the key of `owner`.

    `owner` is a PEM certificate or a raw public key of 32 bytes; parse a certificate once and keep the
    raw key where many signatures are checked. Says nothing about who `owner` is.
    """
    try:
        _public_key(owner).verify(signature, message)
    except (ValueError, InvalidSignature):
        return False
    return True


@lru_cache(MOST_OWNERS)
def _public_key(owner: bytes) -> Ed25519PublicKey:
    if not owner.startswith(b"-----BEGIN"):
        return Ed25519PublicKey.from_public_bytes(owner)
    key = x509.load_pem_x509_certificate(owner).public_key()
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 certificate")
    return key
