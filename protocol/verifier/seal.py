"""Who vouches for the bundle: the room's CA, the hub's signature, the terminals' certificates."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from protocol import bundle
from protocol.bundle import BundleFile, BundleManifest
from protocol.errors import RemoteProtocolError
from protocol.verifier import files as bundle_files
from protocol.verifier.files import Files
from protocol.verifier.findings import Findings

MAX_CERTIFICATE = 16 * 1024  # an Ed25519 certificate in PEM is below 1 KiB
MAX_MANIFEST = 4 * 1024 * 1024  # 4,096 files of at most 300 bytes each, and room to spare
SIGNATURE_BYTES = 64


class Certificate(Protocol):
    """What a certificate of the room says; `public_key` is the raw Ed25519 key."""

    @property
    def device(self) -> str: ...  # noqa: D102  X.509 names, see docs/record.md
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def room(self) -> str: ...  # noqa: D102
    @property
    def public_key(self) -> bytes: ...  # noqa: D102


class Crypto(Struct, frozen=True):
    """The cryptography the caller lends.

    `verify(public_key, message, signature)` tells whether an Ed25519 signature is valid.
    `issued_by(certificate_pem, ca_pem, at)` reads a certificate that the CA issued and that counts at
    `at` (milliseconds since the epoch), or raises `RemoteProtocolError`.
    """

    verify: Callable[[bytes, bytes, bytes], bool]
    issued_by: Callable[[bytes, bytes, int], Certificate]


def ca_fingerprint(ca_pem: bytes) -> str:
    """SHA-256 in hex of the certificate inside a PEM, as any certificate viewer shows it; or empty."""
    lines = ca_pem.strip().splitlines()
    try:
        der = base64.b64decode(b"".join(lines[1:-1]), validate=True)
    except binascii.Error:
        return ""
    return hashlib.sha256(der).hexdigest() if der else ""


def check_ca(ca_pem: bytes, trusted: bytes | None, findings: Findings) -> None:
    """The bundle's CA must be the one trusted from elsewhere, where there is one."""
    if trusted is None:
        findings.caveat("ca-on-trust", bundle.CA, sha256=ca_fingerprint(ca_pem))
    elif trusted != ca_pem:
        findings.error("another-ca", bundle.CA, sha256=ca_fingerprint(ca_pem))


def read_manifest(files: Files, findings: Findings) -> BundleManifest | None:
    """The manifest, or None after saying what is wrong with it."""
    try:
        return bundle.parse_manifest(bundle_files.read(files, bundle.MANIFEST, MAX_MANIFEST))
    except RemoteProtocolError as error:
        findings.error(error.code, bundle.MANIFEST, detail=error.detail)
        return None


def check_signature(
    files: Files, crypto: Crypto, manifest: BundleManifest, at: int, findings: Findings
) -> None:
    """The manifest is signed by a hub of its room, whose certificate counted at `at`."""
    try:
        hub = _certificate(files, crypto, bundle.HUB_CERTIFICATE, at)
        data = bundle_files.read(files, bundle.MANIFEST, MAX_MANIFEST)
        signature = bundle_files.read(files, bundle.SIGNATURE, SIGNATURE_BYTES)
    except RemoteProtocolError as error:
        findings.error(error.code, _place(error), detail=error.detail)
        return
    if len(signature) != SIGNATURE_BYTES or not crypto.verify(hub.public_key, data, signature):
        findings.error("bad-signature", bundle.MANIFEST)
    elif hub.role != "hub" or hub.room != manifest.room:
        facts = {"role": str(hub.role), "room": hub.room}
        findings.error("wrong-certificate", bundle.HUB_CERTIFICATE, **facts)


def check_files(
    files: Files,
    manifest: BundleManifest,
    already_named: str,
    findings: Findings,
    progress: Callable[[int, int], None],
) -> None:
    """Every file is as listed and none is unlisted; `already_named` has been reported elsewhere."""
    listed = {file.path: file for file in manifest.files}
    found = set(files.paths()) - {bundle.MANIFEST, bundle.SIGNATURE}
    paths = sorted((listed.keys() | found) - {already_named})
    for done, path in enumerate(paths):
        progress(done, len(paths))
        if path not in found:
            findings.error("file-missing", path)
        elif path not in listed:
            findings.error("file-unlisted", path)
        else:
            _check_file(files, listed[path], findings)


def _check_file(files: Files, listed: BundleFile, findings: Findings) -> None:
    try:
        if bundle_files.fingerprint(files, listed.path) != listed:
            findings.error("file-changed", listed.path)
    except RemoteProtocolError as error:
        findings.error(error.code, listed.path, detail=error.detail)


class Terminals:
    """The keys of terminals that may sign for a person, each certificate checked at its first use."""

    def __init__(self, files: Files, crypto: Crypto, room: str) -> None:
        self._files, self._crypto, self._room = files, crypto, room
        self._known: dict[str, bytes | RemoteProtocolError] = {}

    def signed(self, device: str, at: int, message: bytes, signature: bytes) -> bool:
        """Whether `device` signed `message`; raises where its certificate does not do."""
        if device not in self._known:
            self._known[device] = self._look_up(device, at)
        key = self._known[device]
        if isinstance(key, RemoteProtocolError):
            raise key
        return len(signature) == SIGNATURE_BYTES and self._crypto.verify(key, message, signature)

    def _look_up(self, device: str, at: int) -> bytes | RemoteProtocolError:
        path = bundle.certificate_path(device)
        try:
            found = _certificate(self._files, self._crypto, path, at)
        except RemoteProtocolError as error:
            return error
        if (found.device, found.room) != (device, self._room) or found.role not in (
            "seat",
            "chair",
            "secretary",
        ):
            return RemoteProtocolError("wrong-certificate", path)
        return found.public_key


def _certificate(files: Files, crypto: Crypto, path: str, at: int) -> Certificate:
    ca_pem = bundle_files.read(files, bundle.CA, MAX_CERTIFICATE)
    pem = bundle_files.read(files, path, MAX_CERTIFICATE)
    try:
        return crypto.issued_by(pem, ca_pem, at)
    except RemoteProtocolError as error:
        raise RemoteProtocolError(error.code, path) from error


def _place(error: RemoteProtocolError) -> str:
    """The errors of this module carry the path as their detail."""
    return error.detail
