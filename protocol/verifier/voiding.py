"""Voiding takes two: what the chair proposed, and what the secretary answered."""

from __future__ import annotations

from msgspec.structs import replace

from protocol.record import Record
from protocol.verifier.report import Voiding


class Voidings:
    """All proposals to declare one poll void; each step tells whether it was one that could come."""

    def __init__(self) -> None:
        self.all: list[Voiding] = []

    @property
    def pending(self) -> bool:
        """Whether a proposal waits for its answer."""
        return bool(self.all) and self.all[-1].agreed is None

    def propose(self, record: Record, reason: str) -> bool:
        """One at a time, and with a reason."""
        fits = not self.pending and bool(reason.strip())
        self.all.append(Voiding(record.seq, record.at, reason, None, None))
        return fits

    def decline(self, record: Record) -> bool:
        """The poll stands."""
        return self._answer(record, agreed=False)

    def agree(self, record: Record, reason: str) -> bool:
        """The poll is void, for the reason that was proposed."""
        same = self.pending and self.all[-1].reason == reason
        return self._answer(record, agreed=True) and same

    def _answer(self, record: Record, *, agreed: bool) -> bool:
        if not self.pending:
            return False
        self.all[-1] = replace(self.all[-1], agreed=agreed, answered_at=record.at)
        return True
