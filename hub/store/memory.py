"""The event log in memory: for rehearsals and tests. Keeps the same contract as the one on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hub.application.ports import Acceptance, SealedNotes
from protocol.errors import RemoteProtocolError
from protocol.record import ChainHead, line_hash, parse_line


class MemoryEventLog:
    """`EventLog` that lives as long as the process."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._receipts: dict[str, Acceptance] = {}
        self._head = ChainHead()

    def head(self) -> ChainHead:
        """The last record's number and hash."""
        return self._head

    def lines(self) -> Iterator[bytes]:
        """Every record's line, first to last."""
        return iter(tuple(self._lines))

    def receipts(self) -> Mapping[str, Acceptance]:
        """Every message id handled so far, with what its sender was told."""
        return dict(self._receipts)

    def append(self, lines: Sequence[bytes], receipts: Mapping[str, Acceptance]) -> None:
        """Keep `lines` and `receipts` together, or not at all."""
        if self._receipts.keys() & receipts.keys():
            raise ValueError("receipt repeated")
        head = self._head
        for line in lines:
            head = _after(head, line)
        self._lines.extend(lines)
        self._receipts.update(receipts)
        self._head = head


def _after(head: ChainHead, line: bytes) -> ChainHead:
    try:
        record = parse_line(line)
    except RemoteProtocolError as error:
        raise ValueError(f"no record after {head.seq}: {error}") from error
    if (record.seq, record.prev) != (head.seq + 1, head.hash):
        raise ValueError(f"line does not continue record {head.seq}")
    return ChainHead(record.seq, line_hash(line))


class MemoryNotes:
    """Notes in memory; everybody's key is made of the name."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, str], SealedNotes] = {}

    def key(self, person: str) -> bytes:
        """See `NotesKeeper`."""
        return person.encode().ljust(32, b".")[:32]

    def keep(self, person: str, notes: SealedNotes) -> bool:
        """See `NotesKeeper`."""
        there = self._notes.setdefault((person, notes.paper), notes)
        if notes.revision > there.revision:
            there = self._notes[person, notes.paper] = notes
        return there == notes

    def of(self, person: str) -> tuple[SealedNotes, ...]:
        """See `NotesKeeper`."""
        return tuple(self._notes[key] for key in sorted(self._notes) if key[0] == person)
