"""What a terminal asks of the hub and repeats until answered: signing in and leaving, the chair's steps,
speaking, counts, corrections, and the answer to a voiding.

Kept in memory only: a terminal that restarts is looked at by its person, who sees what came of it. One
question of a kind is open at a time; the chair cannot press twice into the unknown. What is saved while
the chair goes on, drafts and notes, has a `slot` of its own and keeps no step waiting.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from device.effects import Say
from protocol.messages import FromDevice
from protocol.topics import Said

RESEND_MS = 1_000  # people wait for these: sooner than a ballot, which is safe in the outbox


class _Question(Struct, frozen=True):
    said: Say
    said_at: int


class Asking:
    """Open questions of this terminal, each in its slot, and the codes of the last refusals.

    A slot is what the question is about, unless it was given one of its own.
    """

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._open: dict[str, _Question] = {}
        self.refusal: dict[str, str] = {}

    def ask(
        self, about: Said, meeting: str, message: FromDevice, now: int, slot: str = ""
    ) -> tuple[Say, ...]:
        """Ask it, unless a question in that slot is still open."""
        place = slot or about
        if place in self._open:
            return ()
        self.refusal.pop(place, None)
        said = Say(self._new_id(), about, meeting, 0, message)
        self._open[place] = _Question(said, now)
        return (said,)

    def waiting(self, slot: str) -> bool:
        """Whether an answer is still to come."""
        return slot in self._open

    def accepted(self, message: str) -> str:
        """The hub did what was asked: the slot of that question, empty if it is none of these."""
        slot = self._slot(message)
        if slot:
            del self._open[slot]
        return slot

    def refused(self, message: str, code: str) -> str:
        """The hub did not: the slot of that question, empty if it is none of these."""
        slot = self._slot(message)
        if slot:
            del self._open[slot]
            self.refusal[slot] = code
        return slot

    def resend(self, now: int) -> tuple[Say, ...]:
        """Ask again what has been open for too long."""
        late = [s for s, question in self._open.items() if now >= question.said_at + RESEND_MS]
        return tuple(self._again(slot, now) for slot in late)

    def reconnected(self, now: int) -> tuple[Say, ...]:
        """Ask again at once."""
        return tuple(self._again(slot, now) for slot in tuple(self._open))

    def start_over(self) -> None:
        """Another meeting: nobody waits for these answers any more."""
        self._open.clear()
        self.refusal.clear()

    @property
    def wake_at(self) -> int | None:
        """When to ask again."""
        if not self._open:
            return None
        times = (question.said_at + RESEND_MS for question in self._open.values())
        return min(times, default=None)

    def _again(self, slot: str, now: int) -> Say:
        said = self._open[slot].said
        self._open[slot] = _Question(said, now)
        return said

    def _slot(self, message: str) -> str:
        open_ = self._open.items()
        return next((s for s, question in open_ if question.said.message_id == message), "")
