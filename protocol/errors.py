"""Whose fault it is when bytes or values do not fit the protocol.

`LocalProtocolError` means this program is about to say something wrong: a bug, never caught.
`RemoteProtocolError` means the other side did: log it, count it, drop it.
"""

from __future__ import annotations


class ProtocolError(Exception):
    """Abstract: something breaks the protocol. `code` is stable and kebab-case."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class LocalProtocolError(ProtocolError):
    """We erred."""


class RemoteProtocolError(ProtocolError):
    """The peer, or a file from elsewhere, erred."""
