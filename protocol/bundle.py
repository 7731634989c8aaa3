"""The bundle (hồ sơ phiên họp điện tử): what its manifest says and which paths it may hold.

| path | what |
|---|---|
| `manifest.json` | `BundleManifest` in canonical JSON |
| `manifest.sig` | the hub's Ed25519 signature over the bytes of `manifest.json`, 64 raw bytes |
| `keys/` | room CA (`ca.pem`), hub (`hub.pem`) and terminal certificates (`<device>.pem`) |
| `log.jsonl` | one record a line |
| `papers/` | minutes and time report made from the record, each with its numbers as `.json` |
| `documents/` | the released papers and the roster, unless exported without them |
"""

from __future__ import annotations

import re

from msgspec import Struct

from protocol import canonical, shapes
from protocol.errors import RemoteProtocolError
from protocol.identifiers import SHA256

FORMAT = "phienhop-bundle/1"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
LOG = "log.jsonl"
ROSTER = "documents/roster.json"
MINUTES = "papers/minutes.pdf"
MINUTES_NUMBERS = "papers/minutes.json"
TIME_REPORT = "papers/time-report.pdf"
TIME_REPORT_NUMBERS = "papers/time-report.json"
CA = "keys/ca.pem"
HUB_CERTIFICATE = "keys/hub.pem"
MAX_FILES = 4096  # papers, certificates of a large hall, and room to spare
MAX_FILE_BYTES = 512 * 1024 * 1024  # twice the largest paper accepted
MAX_BUNDLE_BYTES = 4 * 1024 * 1024 * 1024  # the largest a zip holds without extensions
_PATH = re.compile(
    r"(?:keys|papers|documents)/[A-Za-z0-9][A-Za-z0-9._-]{0,127}|log\.jsonl", re.ASCII
)


class BundleHead(Struct, frozen=True):
    """Head of the log inside the bundle."""

    seq: int
    hash: str


class BundleFile(Struct, frozen=True):
    """One file: its path, SHA-256 in hex and size in bytes."""

    path: str
    sha256: str
    bytes: int


class BundleManifest(Struct, frozen=True):
    """Everything in the bundle except the manifest and its signature, sorted by path."""

    format: str
    room: str
    meeting: str
    head: BundleHead
    files: tuple[BundleFile, ...]


def safe_path(path: str) -> bool:
    """Whether a manifest may list `path`: one of the known places, a plain name, nothing to climb."""
    return _PATH.fullmatch(path) is not None


def certificate_path(device: str) -> str:
    """Where a terminal's certificate lies."""
    return f"keys/{device}.pem"


def dump_manifest(manifest: BundleManifest) -> bytes:
    """The bytes to sign."""
    return canonical.dump(shapes.to_json(manifest))


def parse_manifest(data: bytes) -> BundleManifest:
    """Read `manifest.json`; refused unless canonical, of this format, and safe to unpack."""
    manifest = shapes.from_json(BundleManifest, canonical.load_canonical(data))
    if manifest.format != FORMAT:
        raise RemoteProtocolError("unknown-bundle-format", manifest.format[:40])
    paths = [file.path for file in manifest.files]
    if len(paths) > MAX_FILES or paths != sorted(set(paths)):
        raise RemoteProtocolError("bad-manifest", "files not sorted, repeated or too many")
    for file in manifest.files:
        if not (safe_path(file.path) and SHA256.fullmatch(file.sha256) and file.bytes >= 0):
            raise RemoteProtocolError("bad-manifest", file.path[:160])
    return manifest
