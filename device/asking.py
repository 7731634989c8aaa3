"""What a terminal asks of the hub and repeats until answered: signing in and leaving, the chair's steps,
counts, corrections, and the answer to a voiding.

Kept in memory only: a terminal that restarts is looked at by its person, who sees what came of it. One
question of a kind is open at a time; the chair cannot press twice into the unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from device.effects import Say
from device.intents import TakeStep
from protocol.messages import Command, FromDevice
from protocol.topics import Said

RESEND_MS = 1_000  # people wait for these: sooner than a ballot, which is safe in the outbox


@dataclass(frozen=True)
class _Question:
    said: Say
    said_at: int


class Asking:
    """Open questions of this terminal, by what they are about, and the codes of the last refusals."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._open: dict[Said, _Question] = {}
        self.refusal: dict[Said, str] = {}

    def ask(self, about: Said, meeting: str, message: FromDevice, now: int) -> tuple[Say, ...]:
        """Ask it, unless a question of that kind is still open."""
        if about in self._open:
            return ()
        self.refusal.pop(about, None)
        said = Say(self._new_id(), about, meeting, 0, message)
        self._open[about] = _Question(said, now)
        return (said,)

    def step(self, meeting: str, intent: TakeStep, now: int) -> tuple[Say, ...]:
        """Ask for a step of the chair."""
        command = Command(intent.step, intent.target, intent.text, intent.kind or "")
        return self.ask(Said.COMMAND, meeting, command, now)

    def waiting(self, about: Said) -> bool:
        """Whether an answer is still to come."""
        return about in self._open

    def accepted(self, message: str) -> Said | None:
        """The hub did what was asked: what that was about."""
        about = self._about(message)
        if about is not None:
            del self._open[about]
        return about

    def refused(self, message: str, code: str) -> None:
        """The hub did not."""
        about = self._about(message)
        if about is not None:
            del self._open[about]
            self.refusal[about] = code

    def resend(self, now: int) -> tuple[Say, ...]:
        """Ask again what has been open for too long."""
        late = [a for a, question in self._open.items() if now >= question.said_at + RESEND_MS]
        return tuple(self._again(about, now) for about in late)

    def reconnected(self, now: int) -> tuple[Say, ...]:
        """Ask again at once."""
        return tuple(self._again(about, now) for about in tuple(self._open))

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

    def _again(self, about: Said, now: int) -> Say:
        said = self._open[about].said
        self._open[about] = _Question(said, now)
        return said

    def _about(self, message: str) -> Said | None:
        open_ = self._open.items()
        return next((a for a, question in open_ if question.said.message_id == message), None)
