"""Steps of the chair to commands of the domain: every word the console may say, in one table."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from hub.distribution.terminals import Enrolled
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.vocabulary import Absence, Choice, PollKind
from protocol import messages

Step = messages.Command
Word = TypeVar("Word", bound=StrEnum)

EXTENSION_MS = 15_000  # one touch of "+15 giây"


def command_of(message: Step, sender: Enrolled) -> Command:
    """A step of the chair; only the console may ask for one."""
    if sender.role != "chair":
        raise DomainError("not-the-console")
    make = _STEPS.get(message.step)
    if make is None:
        raise DomainError("unknown-step")
    return make(message)


def _text(step: Step) -> str:
    """What was typed, in the form all text of the record has (NFC)."""
    return unicodedata.normalize("NFC", step.text)


def _word(kind: type[Word], value: str, code: str) -> Word:
    try:
        return kind(value)
    except ValueError as error:
        raise DomainError(code) from error


_STEPS: dict[str, Callable[[Step], Command]] = {
    "open-session": lambda _: commands.OpenSession(),
    "close-session": lambda _: commands.CloseSession(),
    "take-item": lambda step: commands.TakeItem(step.target),
    "start-discussion": lambda step: commands.StartDiscussion(step.target),
    "return-to-discussion": lambda step: commands.StartDiscussion(step.target),
    "conclude-item": lambda step: commands.ConcludeItem(step.target, _text(step)),
    "ready-poll": lambda step: commands.ReadyPoll(step.target),
    "ask-now": lambda step: commands.AskNow(
        step.target, _text(step), _word(PollKind, step.kind, "bad-poll-kind")
    ),
    "revote": lambda step: commands.Revote(step.target),
    "open-poll": lambda step: commands.OpenPoll(step.target),
    "pause-poll": lambda step: commands.PausePoll(step.target),
    "resume-poll": lambda step: commands.ResumePoll(step.target),
    "extend-poll": lambda step: commands.ExtendPoll(step.target, EXTENSION_MS),
    "close-poll": lambda step: commands.ClosePoll(step.target),
    "announce-poll": lambda step: commands.AnnouncePoll(step.target),
    "decide-tie": lambda step: commands.DecideTie(
        step.target, _word(Choice, step.text, "bad-choice")
    ),
    "propose-void": lambda step: commands.ProposeVoid(step.target, _text(step)),
    "move-person": lambda step: commands.MovePerson(step.target, step.text),
    "accept-absence": lambda step: commands.AcceptAbsence(
        step.target, _word(Absence, step.text, "bad-absence")
    ),
    "sign-out": lambda step: commands.SignOut(step.target, "chair"),
    "unlock-person": lambda step: commands.UnlockPerson(step.target),
}
