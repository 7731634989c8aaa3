"""What the hub knows of its terminals: who may speak, who was heard lately, what they hold.

Identity comes from enrolment, not from what a terminal says. The rest is soft state: lost on restart,
rebuilt from hellos and heartbeats, never recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from protocol.messages import Held

SILENT_AFTER_MS = 10_000  # three heartbeats of three seconds, and one to spare


class Enrolled(Struct, frozen=True):
    """A terminal with a certificate of this room; `public_key` is Ed25519, 32 raw bytes."""

    device: str
    role: str  # seat, chair, secretary or wall
    public_key: bytes
    certificate: bytes  # PEM


class Terminal(Struct):
    """An enrolled terminal as heard."""

    enrolled: Enrolled
    heard_at: int | None = None
    wrap_key: bytes = b""
    held: Mapping[str, Held] = field(default_factory=dict)
    granted: set[tuple[str, int]] = field(default_factory=set)  # versions whose key it was sent


class Terminals:
    """All enrolled terminals by device id."""

    def __init__(self, enrolled: Iterable[Enrolled]) -> None:
        self._known = {each.device: Terminal(each) for each in enrolled}

    def get(self, device: str) -> Terminal | None:
        """The terminal, or None if it is not enrolled."""
        return self._known.get(device)

    def of_role(self, *roles: str) -> tuple[Terminal, ...]:
        """All terminals enrolled in one of `roles`."""
        return tuple(each for each in self._known.values() if each.enrolled.role in roles)

    def online(self, device: str, now: int) -> bool:
        """Whether the terminal was heard lately."""
        known = self._known.get(device)
        return bool(known and known.heard_at is not None and now - known.heard_at < SILENT_AFTER_MS)

    def count_online(self, now: int) -> int:
        """How many terminals were heard lately."""
        return sum(self.online(device, now) for device in self._known)

    def public_keys(self) -> dict[str, str]:
        """Every terminal's Ed25519 key in hex."""
        return {name: each.enrolled.public_key.hex() for name, each in self._known.items()}
