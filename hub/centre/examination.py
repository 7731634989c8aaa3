"""Looking at one received bundle: the verifier's verdict and, if sound, what the centre keeps of it.

`examine` is a plain function of a file, so that it can run in a worker process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from hub.centre.bundle_file import read_log, read_manifest
from hub.centre.summary import Summary, summarise
from protocol.bundle import BundleManifest
from protocol.record import ChainHead, Record, verify_chain

_DIGEST = 32


class Finding(Struct, frozen=True):
    """One thing the verifier has to say: a code and where or what."""

    code: str
    detail: str


class Verdict(Struct, frozen=True):
    """The verifier's report. Findings of a sound bundle are remarks, of another one its defects."""

    sound: bool
    findings: tuple[Finding, ...] = ()


VerifyBundle = Callable[[Path, bytes], Verdict]
"""(path of the zip, PEM of the room's authority) -> verdict. Must not raise for any file."""


class Chain(Struct, frozen=True):
    """The hashes of all records of a log, one after another, to tell whether a known head is on it."""

    hashes: bytes

    def holds(self, head: ChainHead) -> bool:
        """Whether record `head.seq` of this log has that hash, so that the log only went on from there."""
        start = (head.seq - 1) * _DIGEST
        return head.seq >= 1 and self.hashes[start : start + _DIGEST].hex() == head.hash


class Evidence(Struct, frozen=True):
    """A sound bundle's content, as far as the centre needs it at hand."""

    manifest: BundleManifest
    summary: Summary
    chain: Chain


class Examination(Struct, frozen=True):
    """A verdict, with evidence exactly if it is sound."""

    verdict: Verdict
    evidence: Evidence | None


def examine(path: Path, ca_pem: bytes, verify: VerifyBundle) -> Examination:
    """Verify the bundle and read it; a sound one that cannot be read raises `RemoteProtocolError`."""
    verdict = verify(path, ca_pem)
    if not verdict.sound:
        return Examination(verdict, None)
    hashes = bytearray()
    summary = summarise(_records(path, hashes))
    return Examination(verdict, Evidence(read_manifest(path), summary, Chain(bytes(hashes))))


def _records(path: Path, hashes: bytearray) -> Iterator[Record]:
    for record, head in verify_chain(read_log(path)):
        hashes += bytes.fromhex(head.hash)
        yield record
