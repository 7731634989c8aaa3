"""Who is let in, and how often: what one terminal sends never delays what another one says.

Each terminal has two buckets: one for reports of chunks, which come as fast as papers do, and one for all
else. What does not fit is dropped before it is read; a terminal of ours says it again. One that goes on
regardless is barred for a while, and one whose certificate was revoked for good: whoever keeps the doors
then strikes it from the broker's access list, so that its messages no longer reach the hub at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from hub.distribution.rate import Bucket, Rate
from protocol import topics
from protocol.errors import RemoteProtocolError
from protocol.identifiers import RoomId
from protocol.topics import Said

SAYS = Rate(50, 100)  # a terminal says one thing a second; back after a break, some dozens at once
REFUSALS = Rate(50, 200)  # messages too many before it is a flood: 20 ms at 10,000 a second
BAN = 60.0  # seconds a flooding terminal is shut out; a faulty one is worth another try
# Bytes that cost as much as one message: a giant takes as long to read as sixty-five.
PORTION = 4096
UNDER_WAY = 256  # reports at once: the sender has at most 192 chunks under way
CHUNK_MBIT = 256 * 1024 * 8 / 1_000_000


class Verdict(StrEnum):
    """What becomes of a message; all but ADMITTED are codes of the security log."""

    ADMITTED = ""
    STRANGER = "unknown-terminal"
    REVOKED = "revoked-terminal"
    BARRED = "barred-terminal"
    EXCESS = "too-many-messages"
    FLOOD = "flood"  # the message with which a terminal gets itself barred


class _Guest:
    """What is remembered of one terminal."""

    __slots__ = ("barred_until", "refusals", "reports", "says")

    def __init__(self, reports: Rate, now: float) -> None:
        self.says = Bucket(SAYS, now)
        self.reports = Bucket(reports, now)
        self.refusals = Bucket(REFUSALS, now)
        self.barred_until = now


class Doorkeeper:
    """Judges every message before it is read. Times are seconds that never run backwards."""

    def __init__(self, room: RoomId, devices: Iterable[str], link_mbit: int, now: float) -> None:
        reports = Rate(link_mbit / CHUNK_MBIT, UNDER_WAY)  # one seat alone may fill the hub's line
        self._room = room
        self._guests = {device: _Guest(reports, now) for device in devices}
        self.revoked: frozenset[str] = frozenset()

    def judge(self, topic: str, size: int, now: float) -> tuple[str, Verdict]:
        """Who sent a message of `size` bytes on `topic`, and whether it may come in."""
        try:
            device, said = topics.speaker(self._room, topic)
        except RemoteProtocolError:
            return "", Verdict.STRANGER
        guest = self._guests.get(device)
        if guest is None:
            return device, Verdict.STRANGER
        if device in self.revoked:
            return device, Verdict.REVOKED
        return device, self._measure(guest, said, 1 + size // PORTION, now)

    def shut_out(self, now: float) -> frozenset[str]:
        """The terminals that are to have no rights at the broker."""
        barred = {name for name, guest in self._guests.items() if guest.barred_until > now}
        return self.revoked | barred

    @staticmethod
    def _measure(guest: _Guest, said: Said, cost: int, now: float) -> Verdict:
        if guest.barred_until > now:
            return Verdict.BARRED
        bucket = guest.reports if said is Said.HEARD else guest.says
        if bucket.take(cost, now):
            return Verdict.ADMITTED
        if guest.refusals.take(1, now):
            return Verdict.EXCESS
        guest.barred_until = now + BAN
        return Verdict.FLOOD
