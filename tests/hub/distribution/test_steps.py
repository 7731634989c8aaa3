"""Every step of the console is one command, and only the console takes steps."""

from __future__ import annotations

import unicodedata

import pytest

from hub.distribution.steps import command_of
from hub.distribution.terminals import Enrolled
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.vocabulary import Absence, Choice, PollKind
from protocol import messages

CHAIR, SEAT, WALL = (Enrolled(role, role, b"", b"") for role in ("chair", "seat", "wall"))

STEPS: dict[str, tuple[str, Command]] = {
    "open-session": ("", commands.OpenSession()),
    "close-session": ("", commands.CloseSession()),
    "take-item": ("", commands.TakeItem("t")),
    "start-discussion": ("", commands.StartDiscussion("t")),
    "return-to-discussion": ("", commands.StartDiscussion("t")),
    "conclude-item": ("Xong.", commands.ConcludeItem("t", "Xong.")),
    "ready-poll": ("", commands.ReadyPoll("t")),
    "ask-now": ("Đồng ý?", commands.AskNow("t", "Đồng ý?", PollKind.UNNAMED)),
    "revote": ("", commands.Revote("t")),
    "open-poll": ("", commands.OpenPoll("t")),
    "pause-poll": ("", commands.PausePoll("t")),
    "resume-poll": ("", commands.ResumePoll("t")),
    "extend-poll": ("", commands.ExtendPoll("t", 15_000)),
    "close-poll": ("", commands.ClosePoll("t")),
    "announce-poll": ("", commands.AnnouncePoll("t")),
    "decide-tie": ("against", commands.DecideTie("t", Choice.AGAINST)),
    "propose-void": ("nhầm", commands.ProposeVoid("t", "nhầm")),
    "move-person": ("07", commands.MovePerson("t", "07")),
    "accept-absence": ("excused", commands.AcceptAbsence("t", Absence.EXCUSED)),
    "sign-out": ("", commands.SignOut("t", "chair")),
    "unlock-person": ("", commands.UnlockPerson("t")),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_the_console_is_the_command_it_names(step: str) -> None:
    text, command = STEPS[step]
    assert command_of(messages.Command(step, "t", text, "unnamed"), CHAIR) == command


def test_every_step_a_console_can_take_is_known_here() -> None:
    """Both folders list the steps; neither may import the other."""
    from device.screens import Step

    assert {step.value for step in Step if step is not Step.NONE} == set(STEPS)


@pytest.mark.parametrize("sender", [SEAT, WALL])
def test_nobody_but_the_console_takes_steps(sender: Enrolled) -> None:
    with pytest.raises(DomainError, match="not-the-console"):
        command_of(messages.Command("open-session", "", ""), sender)


@pytest.mark.parametrize(
    ("step", "text", "kind", "code"),
    [
        ("stage-coup", "", "", "unknown-step"),
        ("ask-now", "?", "telepathy", "bad-poll-kind"),
        ("decide-tie", "maybe", "", "bad-choice"),
        ("accept-absence", "late", "", "bad-absence"),
    ],
)
def test_a_step_with_a_word_nobody_knows_is_refused(
    step: str, text: str, kind: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        command_of(messages.Command(step, "t", text, kind), CHAIR)
    assert refused.value.code == code


@pytest.mark.parametrize("step", ["conclude-item", "ask-now", "propose-void"])
def test_what_was_typed_becomes_nfc(step: str) -> None:
    typed = unicodedata.normalize("NFD", "Đề nghị")
    command = command_of(messages.Command(step, "t", typed, "roll-call"), CHAIR)
    assert "Đề nghị" in vars(command).values()
