"""Reading the log: is every record whole, in its place, and the last one the manifest's head?"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from protocol import bundle
from protocol.bundle import BundleHead
from protocol.errors import RemoteProtocolError
from protocol.record import BrokenChainError, ChainHead, Record, line_hash, parse_line, verify_chain
from protocol.verifier import files as bundle_files
from protocol.verifier.files import Files
from protocol.verifier.findings import Findings, Where

MAX_LOG_BYTES = 256 * 1024 * 1024  # 500 seats voting 250 times stay below, and memory holds it


class Fault(Struct, frozen=True):
    """Why the chain does not hold, and at which record (or that the log cannot be read at all)."""

    code: str
    where: Where
    detail: str = ""


class Chain(Struct, frozen=True):
    """The records up to the first bad one, each with the head it makes."""

    entries: tuple[tuple[Record, ChainHead], ...]
    fault: Fault | None

    @property
    def head(self) -> ChainHead:
        """Head of what was readable."""
        return self.entries[-1][1] if self.entries else ChainHead()

    def hash_at(self, seq: int) -> str | None:
        """The hash of record `seq` (0: before the first), None if there is no such record."""
        if seq == 0:
            return ChainHead().hash
        return self.entries[seq - 1][1].hash if 0 < seq <= len(self.entries) else None


def read_chain(files: Files, head: BundleHead | None) -> Chain:
    """Read `log.jsonl` against the manifest's `head`, None if no manifest says one."""
    try:
        data = bundle_files.read(files, bundle.LOG, MAX_LOG_BYTES)
    except RemoteProtocolError as error:
        return Chain((), Fault(error.code, bundle.LOG, error.detail))
    lines = data.removesuffix(b"\n").split(b"\n") if data else []
    entries: list[tuple[Record, ChainHead]] = []
    try:
        entries.extend(verify_chain(lines))
    except BrokenChainError as error:
        fault = _blame(error, lines, head)
        return Chain(_before(fault, lines), fault)
    chain = Chain(tuple(entries), None)
    if head and (head.seq, head.hash) != (chain.head.seq, chain.head.hash):
        fault = Fault("head-differs", chain.head.seq or bundle.LOG)
        return Chain(_before(fault, lines), fault)
    return chain


def report_fault(chain: Chain, findings: Findings) -> None:
    """Turn the fault, if there is one, into a finding."""
    if chain.fault:
        findings.error(chain.fault.code, chain.fault.where, detail=chain.fault.detail)


def _before(fault: Fault, lines: Sequence[bytes]) -> tuple[tuple[Record, ChainHead], ...]:
    """The records that nothing speaks against."""
    if not isinstance(fault.where, int):
        return ()
    return tuple(verify_chain(lines[: fault.where - 1]))


def _blame(error: BrokenChainError, lines: Sequence[bytes], head: BundleHead | None) -> Fault:
    """Which of two records that do not follow each other was altered.

    If what comes after the later one still vouches for it, the earlier one was changed.
    """
    if error.code == "chain-broken" and error.seq > 1:
        vouched = _vouched(lines, error.seq, head)
        if vouched == line_hash(lines[error.seq - 1]):
            return Fault("record-altered", error.seq - 1)
    return Fault(error.code, error.seq, error.detail)


def _vouched(lines: Sequence[bytes], seq: int, head: BundleHead | None) -> str | None:
    if seq == len(lines):
        return head.hash if head else None
    try:
        return parse_line(lines[seq]).prev
    except RemoteProtocolError:
        return None
