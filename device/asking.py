"""What a terminal asks of the hub and repeats until answered: signing in, and the chair's steps.

Kept in memory only: a terminal that restarts is looked at by its person, who sees what came of it. One
question of a kind is open at a time; the chair cannot press twice into the unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from device.effects import Say
from device.intents import TakeStep
from protocol.messages import Command, SignIn
from protocol.topics import Said

RESEND_MS = 1_000  # people wait for these: sooner than a ballot, which is safe in the outbox


@dataclass(frozen=True)
class _Question:
    said: Say
    said_at: int


class Asking:
    """Open questions of this terminal, by what they are about."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._open: dict[Said, _Question] = {}
        self.refusal: dict[Said, str] = {}

    def sign_in(self, meeting: str, person: str, seat: str, now: int) -> tuple[Say, ...]:
        """Say that the person assigned here is here."""
        return self._ask(Said.SIGN_IN, meeting, SignIn(person, seat), now)

    def step(self, meeting: str, intent: TakeStep, now: int) -> tuple[Say, ...]:
        """Ask for a step of the chair."""
        command = Command(intent.step, intent.target, intent.text)
        return self._ask(Said.COMMAND, meeting, command, now)

    def waiting(self, about: Said) -> bool:
        """Whether an answer is still to come."""
        return about in self._open

    def accepted(self, message: str) -> None:
        """The hub did what was asked."""
        for about in self._about(message):
            del self._open[about]

    def refused(self, message: str, code: str) -> None:
        """The hub did not."""
        for about in self._about(message):
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
        times = (question.said_at + RESEND_MS for question in self._open.values())
        return min(times, default=None)

    def _ask(
        self, about: Said, meeting: str, message: SignIn | Command, now: int
    ) -> tuple[Say, ...]:
        if about in self._open:
            return ()
        self.refusal.pop(about, None)
        said = Say(self._new_id(), about, meeting, 0, message)
        self._open[about] = _Question(said, now)
        return (said,)

    def _again(self, about: Said, now: int) -> Say:
        said = self._open[about].said
        self._open[about] = _Question(said, now)
        return said

    def _about(self, message: str) -> list[Said]:
        return [a for a, question in self._open.items() if question.said.message_id == message]
