"""One line of the log, and the chain that makes rewriting visible.

A record is one line of canonical JSON: `seq` (from 1), `at` (UTC, milliseconds), `type`, `actor`, `body`
and `prev`. Its hash is the SHA-256 of the line without the newline; `prev` is the hash before it, 64
zeros for the first. A chain proves order and completeness only against a head that somebody else keeps,
which is why every terminal keeps heads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from protocol import canonical
from protocol.canonical import Json
from protocol.errors import RemoteProtocolError

GENESIS = "0" * 64
MAX_LINE = 4 * 1024 * 1024  # a plan of 1,000 persons and as many papers stays below 1 MiB
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIELDS = {"seq", "at", "type", "actor", "body", "prev"}


class Record(Struct, frozen=True):
    """A recorded fact. `at` is milliseconds since the epoch; `actor` a device id or `hub`."""

    seq: int
    at: int
    type: str
    actor: str
    body: dict[str, Json]
    prev: str


class ChainHead(Struct, frozen=True):
    """The last record's number and hash; `ChainHead()` is an empty chain."""

    seq: int = 0
    hash: str = GENESIS


class BrokenChainError(RemoteProtocolError):
    """The log does not hold together. `seq` is the number the first bad line should have had."""

    def __init__(self, code: str, seq: int, detail: str = "") -> None:
        super().__init__(code, f"record {seq}" + (f": {detail}" if detail else ""))
        self.seq = seq


def line(record: Record) -> bytes:
    """The record's line, without the newline."""
    return canonical.dump(
        {
            "seq": record.seq,
            "at": timestamp(record.at),
            "type": record.type,
            "actor": record.actor,
            "body": record.body,
            "prev": record.prev,
        }
    )


def line_hash(data: bytes) -> str:
    """The hash of a record, taken over its line."""
    return hashlib.sha256(data).hexdigest()


def parse_line(data: bytes) -> Record:
    """Read one line; refused unless it is canonical and complete."""
    if len(data) > MAX_LINE:
        raise RemoteProtocolError("record-too-long")
    value = canonical.load_canonical(data)
    if not isinstance(value, dict) or value.keys() != _FIELDS:
        raise RemoteProtocolError("malformed-record")
    seq, kind, actor = value["seq"], value["type"], value["actor"]
    body, prev, at = value["body"], value["prev"], value["at"]
    if not isinstance(seq, int) or isinstance(seq, bool) or not isinstance(body, dict):
        raise RemoteProtocolError("malformed-record")
    if not (isinstance(kind, str) and isinstance(actor, str)):
        raise RemoteProtocolError("malformed-record")
    if not (isinstance(prev, str) and isinstance(at, str)):
        raise RemoteProtocolError("malformed-record")
    return Record(seq, parse_timestamp(at), kind, actor, body, prev)


def verify_chain(lines: Iterable[bytes]) -> Iterator[tuple[Record, ChainHead]]:
    """Yield each record with the head it makes, or raise `BrokenChainError` at the first bad one."""
    head = ChainHead()
    for data in lines:
        expected = head.seq + 1
        try:
            record = parse_line(data)
        except RemoteProtocolError as error:
            raise BrokenChainError(error.code, expected, error.detail) from error
        if record.seq != expected:
            raise BrokenChainError("record-out-of-sequence", expected, f"found {record.seq}")
        if record.prev != head.hash:
            raise BrokenChainError("chain-broken", expected)
        head = ChainHead(record.seq, line_hash(data))
        yield record, head


def timestamp(milliseconds: int) -> str:
    """RFC 3339 in UTC with milliseconds, for example `2026-11-22T01:02:03.004Z`."""
    moment = _EPOCH + timedelta(milliseconds=milliseconds)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_timestamp(text: str) -> int:
    """Milliseconds since the epoch; only the exact form that `timestamp` writes is accepted."""
    try:
        milliseconds = (datetime.fromisoformat(text) - _EPOCH) // timedelta(milliseconds=1)
        if timestamp(milliseconds) == text:
            return milliseconds
    except (ValueError, TypeError, OverflowError):  # no moment, or one of no known zone
        pass
    raise RemoteProtocolError("malformed-timestamp", text[:40])
