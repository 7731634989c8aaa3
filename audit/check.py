"""The audit of a bundle file with real cryptography: for the command line and for the central server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from audit.bundle_file import BundleZip
from firmware_config import certificates, keys
from firmware_config.errors import CertificateError
from protocol.errors import RemoteProtocolError
from protocol.verifier.report import Report
from protocol.verifier.seal import Certificate, Crypto
from protocol.verifier.verify import Means, Progress, verify

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def verify_bundle(
    bundle: Path | IO[bytes],
    trusted_ca_pem: bytes | None,
    *,
    read_text: Callable[[bytes], str | None],
    progress: Progress,
) -> Report:
    """Audit a bundle, given as a path or as an open seekable file.

    `trusted_ca_pem` is the room's CA as known from elsewhere; it must equal the one inside byte for byte.
    With None the one inside is taken on trust, which the report says. `read_text` turns a PDF into
    text (`audit.minutes_reader.read_text`, or a function giving None to leave that out).

    Raises `BundleRefusedError` for a file that is not a readable bundle and `OSError` for one that
    cannot be opened; everything else is in the report.
    """
    if isinstance(bundle, Path):
        with bundle.open("rb") as file:
            return verify_bundle(file, trusted_ca_pem, read_text=read_text, progress=progress)
    means = Means(Crypto(keys.verify, _issued_by), read_text, progress)
    return verify(BundleZip(bundle), means, trusted_ca_pem)


def unheard(step: str, done: int, of: int) -> None:
    """Progress that nobody follows."""


def _issued_by(certificate_pem: bytes, ca_pem: bytes, at: int) -> Certificate:
    try:
        moment = _EPOCH + timedelta(milliseconds=at)
        return certificates.issued_by(certificate_pem, ca_pem, moment)
    except CertificateError as error:
        raise RemoteProtocolError(error.code, error.detail) from error
