"""What mosquitto 2 says in its log about somebody it turned away: the only place that knows its wording.

It never says a denied PUBLISH by name unless everything else is said too; but it hangs up on whoever
tried, and says that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from msgspec import Struct

_CONNECTION = re.compile(r"New connection from (\S+):\d+ on port \d+\.")
_CLIENT = re.compile(r"New client connected from (\S+):\d+ as (\S+) \(")
_SUBSCRIPTION = re.compile(r"(\S+) [012] (.+)")
_REFUSED = re.compile(
    r"Client connection from (\S+) failed: error:[0-9A-F]+:SSL routines:[^:]*:(.+)\."
)
_HANDSHAKE = re.compile(r"OpenSSL Error\[\d+\]: error:[0-9A-F]+:SSL routines:[^:]*:(.+)")
_OFFENCES = (
    ("too-large", re.compile(r"Client (\S+) disconnected due to oversize packet\.")),
    (
        "malformed-packet",
        re.compile(r"Client (\S+) disconnected due to (?:malformed packet|protocol error)\."),
    ),
    ("forbidden-publication", re.compile(r"Bad socket read/write on client (\S+): ")),
    ("second-connection", re.compile(r"Client (\S+) already connected, closing old connection\.")),
)
_HUNG_UP = "unexpected eof while reading"  # a peer that was switched off


class Sighting(Struct, frozen=True):
    """Somebody was turned away: `kind` is a code, `device` the certificate's name, empty if none."""

    kind: str
    device: str
    detail: str


class BrokerWords:
    """Reads the log of one broker line by line; `rights` are each user's topic filters."""

    def __init__(self, rights: Mapping[str, Collection[str]]) -> None:
        self._rights = rights
        self._latest = ""  # address of the latest connection

    def read(self, line: str) -> Sighting | None:
        """Whom the line is about, if it tells of a refusal."""
        if found := _CONNECTION.fullmatch(line):
            self._latest = found[1]
            return None
        return self._stranger(line) or self._subscriber(line) or self._offender(line)

    def _stranger(self, line: str) -> Sighting | None:
        if found := _CLIENT.match(line):
            if found[2] in self._rights:
                return None
            return Sighting("unknown-terminal", found[2], found[1])
        if found := _REFUSED.fullmatch(line):
            address, reason = found[1], found[2]
        elif found := _HANDSHAKE.fullmatch(line):
            address, reason = f"{self._latest} or so", found[1]
        else:
            return None
        return (
            None
            if reason == _HUNG_UP
            else Sighting("refused-handshake", "", f"{address}: {reason}")
        )

    def _subscriber(self, line: str) -> Sighting | None:
        found = _SUBSCRIPTION.fullmatch(line)
        if found is None or found[2] in self._rights.get(found[1], (found[2],)):
            return None
        return Sighting("forbidden-subscription", found[1], found[2])

    @staticmethod
    def _offender(line: str) -> Sighting | None:
        for kind, pattern in _OFFENCES:
            if found := pattern.match(line):
                return Sighting(kind, "" if found[1] == "<unknown>" else found[1], line)
        return None
