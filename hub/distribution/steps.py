"""Steps of a console to commands of the domain: every word a console may say, in one table.

The chair's console takes every step; the secretary's has the paperwork alone. Steps that are of the hall
rather than of the record stand in `hub.distribution.hall`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct

from hub.distribution.terminals import Enrolled
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.vocabulary import Absence, Assignment, Choice, PollKind, QueueMode, SpeechKind
from protocol import messages

Step = messages.Command
Word = TypeVar("Word", bound=StrEnum)

EXTENSION_MS = 15_000  # one touch of "+15 giây"
MINUTE_MS = 60_000
LONGEST_BREAK = 600  # minutes: what is to go on later than that is another day's session

CONSOLES = frozenset({"chair", "secretary"})
SECRETARYS = frozenset(
    {
        "note-item",
        "add-note",
        "draft-conclusion",
        "move-item",
        "insert-item",
        "move-person",
        "accept-absence",
        "sign-out",
        "unlock-person",
        "send-message",
        "answer-call",
        "pin-wall",
        "follow-wall",
    }
)


class _Asked(Struct, frozen=True):
    """A step, the console that asked for it, and when."""

    step: Step
    device: str
    now: int

    @property
    def target(self) -> str:
        return self.step.target

    @property
    def text(self) -> str:
        return nfc(self.step.text)

    @property
    def tasks(self) -> tuple[Assignment, ...]:
        return tuple(
            Assignment(
                nfc(one.task), nfc(one.lead), tuple(nfc(who) for who in one.support), one.due
            )
            for one in self.step.tasks
        )


def check_console(step: str, role: str) -> None:
    """Refuse a step that a terminal of `role` may not take: `not-the-console`, `not-the-chair`."""
    if role not in CONSOLES:
        raise DomainError("not-the-console")
    if role != "chair" and step not in SECRETARYS:
        raise DomainError("not-the-chair")


def command_of(message: Step, sender: Enrolled, now: int) -> Command:
    """What a step of a console asks for at `now` (milliseconds since the epoch)."""
    check_console(message.step, sender.role)
    make = _STEPS.get(message.step)
    if make is None:
        raise DomainError("unknown-step")
    return make(_Asked(message, sender.device, now))


def nfc(text: str) -> str:
    """What was typed, in the form all text of the record has."""
    return unicodedata.normalize("NFC", text)


def _word(kind: type[Word], value: str, code: str) -> Word:
    try:
        return kind(value)
    except ValueError as error:
        raise DomainError(code) from error


def _suspend(asked: _Asked) -> Command:
    minutes = asked.step.minutes
    if not 0 <= minutes <= LONGEST_BREAK:
        raise DomainError("bad-return-time")
    return commands.SuspendSession(asked.now + minutes * MINUTE_MS if minutes else None)


def _insert(asked: _Asked) -> Command:
    presenter = nfc(asked.step.names[0]) if asked.step.names else ""
    return commands.InsertItem(asked.text, presenter, asked.step.minutes, asked.target)


def _grant(asked: _Asked) -> Command:
    kind = asked.step.kind
    asked_for = _word(SpeechKind, kind, "bad-speech-kind") if kind else None
    return commands.GrantSpeech(asked.target, asked_for)


_SESSION: dict[str, Callable[[_Asked], Command]] = {
    "open-session": lambda _: commands.OpenSession(),
    "suspend-session": _suspend,
    "resume-session": lambda _: commands.ResumeSession(),
    "hand-over": lambda asked: commands.HandOverChair(asked.target, asked.device),
    "close-session": lambda _: commands.CloseSession(),
}
_AGENDA: dict[str, Callable[[_Asked], Command]] = {
    "take-item": lambda asked: commands.TakeItem(asked.target),
    "resume-item": lambda asked: commands.TakeItem(asked.target),
    "start-discussion": lambda asked: commands.StartDiscussion(asked.target),
    "return-to-discussion": lambda asked: commands.StartDiscussion(asked.target),
    "pause-item": lambda asked: commands.PauseItem(asked.target),
    "postpone-item": lambda asked: commands.PostponeItem(asked.target, asked.text),
    "withdraw-item": lambda asked: commands.WithdrawItem(asked.target, asked.text),
    "pass-items": lambda asked: commands.PassItems(asked.step.names),
    "restore-item": lambda asked: commands.RestoreItem(asked.target),
    "insert-item": _insert,
    "move-item": lambda asked: commands.MoveItem(asked.target, asked.step.text),
    "draft-conclusion": lambda asked: commands.DraftConclusion(
        asked.target, asked.text, asked.tasks
    ),
    "note-item": lambda asked: commands.NoteItem(asked.target, asked.text),
    "add-note": lambda asked: commands.NoteItem(asked.target, asked.text, more=True),
    "conclude-item": lambda asked: commands.ConcludeItem(asked.target, asked.text, asked.tasks),
}
_SPEAKING: dict[str, Callable[[_Asked], Command]] = {
    "grant-speech": _grant,
    "strike-request": lambda asked: commands.WithdrawSpeech(asked.target, "chair"),
    "pause-speech": lambda _: commands.PauseSpeech(),
    "resume-speech": lambda _: commands.ResumeSpeech(),
    "extend-speech": lambda _: commands.ExtendSpeech(),
    "end-speech": lambda _: commands.EndSpeech(),
    "set-queue-mode": lambda asked: commands.SetQueueMode(
        _word(QueueMode, asked.step.text, "bad-queue-mode")
    ),
}
_POLLS: dict[str, Callable[[_Asked], Command]] = {
    "ready-poll": lambda asked: commands.ReadyPoll(asked.target),
    "ask-now": lambda asked: commands.AskNow(
        asked.target, asked.text, _word(PollKind, asked.step.kind, "bad-poll-kind")
    ),
    "revote": lambda asked: commands.Revote(asked.target),
    "open-poll": lambda asked: commands.OpenPoll(asked.target),
    "pause-poll": lambda asked: commands.PausePoll(asked.target),
    "resume-poll": lambda asked: commands.ResumePoll(asked.target),
    "extend-poll": lambda asked: commands.ExtendPoll(asked.target, EXTENSION_MS),
    "close-poll": lambda asked: commands.ClosePoll(asked.target),
    "announce-poll": lambda asked: commands.AnnouncePoll(asked.target),
    "decide-tie": lambda asked: commands.DecideTie(
        asked.target, _word(Choice, asked.step.text, "bad-choice")
    ),
    "propose-void": lambda asked: commands.ProposeVoid(asked.target, asked.text),
}
_PEOPLE: dict[str, Callable[[_Asked], Command]] = {
    "move-person": lambda asked: commands.MovePerson(asked.target, asked.step.text),
    "accept-absence": lambda asked: commands.AcceptAbsence(
        asked.target, _word(Absence, asked.step.text, "bad-absence")
    ),
    "sign-out": lambda asked: commands.SignOut(asked.target, "chair"),
    "unlock-person": lambda asked: commands.UnlockPerson(asked.target),
}
_STEPS = _SESSION | _AGENDA | _SPEAKING | _POLLS | _PEOPLE
