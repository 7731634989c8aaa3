"""What the use cases need from outside, each with its contract. The adapters live in other folders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from protocol.record import ChainHead


class StorageError(Exception):
    """The record could not be kept; nothing of the append exists. `code` says why: `disk-full`, …"""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Acceptance(Struct, frozen=True):
    """What the sender of a handled message was told: the last record it led to."""

    seq: int
    hash: str


class EventLog(Protocol):
    """The record of one meeting, append only.

    `append` is all or nothing and durable when it returns: lines, receipts and deliveries go into one
    transaction. Lines must continue the chain at `head()`; anything else is a bug and raises ValueError.
    A receipt whose message id is known already is refused with ValueError too: the caller answers a
    repeated message from `receipts()`. Raises `StorageError` when the disk does not take it.
    """

    def head(self) -> ChainHead:
        """The last record's number and hash."""
        ...

    def lines(self) -> Iterator[bytes]:
        """Every record's line, first to last."""
        ...

    def receipts(self) -> Mapping[str, Acceptance]:
        """Every message id handled so far, with what its sender was told."""
        ...

    def append(self, lines: Sequence[bytes], receipts: Mapping[str, Acceptance]) -> None:
        """Keep `lines` and `receipts` together, durably, or not at all."""
        ...


class SealedNotes(Struct, frozen=True):
    """A person's notes on one paper, as they came."""

    paper: str
    revision: int
    sealed: bytes


class MicrophoneError(Exception):
    """A microphone did not do what it was told; `code` says why."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class Microphones(Protocol):
    """The microphones of the seats.

    `switch` tells one to be on or off, whatever it was before; telling it again changes nothing. A seat
    without one is no error. Returns once the driver has taken the order, or raises `MicrophoneError`:
    then that microphone is as it was. Called from the hub's loop, so it must not wait for the room.
    """

    def switch(self, seat: str, *, on: bool) -> None:
        """Switch the microphone of `seat`."""
        ...


class NotesKeeper(Protocol):
    """Private notes, sealed, and the keys that open them. Raises `StorageError`."""

    def key(self, person: str) -> bytes:
        """The person's key, made when it is first asked for."""
        ...

    def keep(self, person: str, notes: SealedNotes) -> bool:
        """Keep notes durably unless later ones are there; whether these are the ones kept now."""
        ...

    def of(self, person: str) -> tuple[SealedNotes, ...]:
        """All notes of a person, by paper."""
        ...
