"""What is around every message: who, to whom, when, and what of the log the sender knows.

On the wire a message is one line of signature in hex (empty when the kind needs none) and one line of
canonical JSON. The signature covers the second line, so nothing has to be encoded again to check it.
Signing and verifying are functions given by the caller: this package knows no keys.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from protocol.messages import Message

VERSION = 1
HUB = "hub"
Sign = Callable[[bytes], bytes]
Verify = Callable[[bytes, bytes], bool]


class Envelope(Struct, frozen=True):
    """A message with its wrapping.

    `sender` is a device id or `hub`; `to` a device id or empty for everybody; `meeting` the meeting it
    belongs to, empty before one is known; `seq` the log sequence the sender knows; `at` its clock in
    milliseconds since the epoch.
    """

    id: str
    sender: str
    to: str
    meeting: str
    seq: int
    at: int
    message: Message
