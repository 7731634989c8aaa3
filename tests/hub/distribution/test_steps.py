"""Every step of a console is one command, and who may take it stands in one table."""

from __future__ import annotations

import unicodedata

import pytest
from msgspec.structs import asdict, replace

from hub.distribution import hall
from hub.distribution.steps import SECRETARYS, check_console, command_of
from hub.distribution.terminals import Enrolled
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.vocabulary import Absence, Assignment, Choice, PollKind, QueueMode, SpeechKind
from protocol import messages
from protocol.messages import TaskState

CHAIR, SECRETARY, SEAT, WALL = (
    Enrolled(role, role, b"", b"") for role in ("chair", "secretary", "seat", "wall")
)
NOW = 1_000_000
TASK = TaskState("lập kế hoạch", "Sở Tài chính", ("Sở Nội vụ",), "2026-12-05")
ASSIGNED = (Assignment("lập kế hoạch", "Sở Tài chính", ("Sở Nội vụ",), "2026-12-05"),)


def step(name: str, text: str = "", kind: str = "unnamed") -> messages.Command:
    """A step with everything a step may carry."""
    return messages.Command(name, "t", text, kind, ("a", "b"), 15, (TASK,))


STEPS: dict[str, tuple[str, Command]] = {
    "open-session": ("", commands.OpenSession()),
    "suspend-session": ("", commands.SuspendSession(NOW + 900_000)),
    "resume-session": ("", commands.ResumeSession()),
    "hand-over": ("", commands.HandOverChair("t", "chair")),
    "close-session": ("", commands.CloseSession()),
    "take-item": ("", commands.TakeItem("t")),
    "resume-item": ("", commands.TakeItem("t")),
    "start-discussion": ("", commands.StartDiscussion("t")),
    "return-to-discussion": ("", commands.StartDiscussion("t")),
    "pause-item": ("", commands.PauseItem("t")),
    "postpone-item": ("thiếu hồ sơ", commands.PostponeItem("t", "thiếu hồ sơ")),
    "withdraw-item": ("rút", commands.WithdrawItem("t", "rút")),
    "pass-items": ("", commands.PassItems(("a", "b"))),
    "restore-item": ("", commands.RestoreItem("t")),
    "insert-item": ("Việc gấp", commands.InsertItem("Việc gấp", "a", 15, "t")),
    "move-item": ("item-2", commands.MoveItem("t", "item-2")),
    "draft-conclusion": ("Giao.", commands.DraftConclusion("t", "Giao.", ASSIGNED)),
    "add-note": ("Ghi.", commands.NoteItem("t", "Ghi.", more=True)),
    "note-item": ("Ghi.", commands.NoteItem("t", "Ghi.")),
    "conclude-item": ("Xong.", commands.ConcludeItem("t", "Xong.", ASSIGNED)),
    "strike-request": ("", commands.WithdrawSpeech("t", "chair")),
    "pause-speech": ("", commands.PauseSpeech()),
    "resume-speech": ("", commands.ResumeSpeech()),
    "extend-speech": ("", commands.ExtendSpeech()),
    "end-speech": ("", commands.EndSpeech("chair")),
    "set-queue-mode": ("groups", commands.SetQueueMode(QueueMode.GROUPS)),
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


@pytest.mark.parametrize("name", STEPS)
def test_a_step_of_the_console_is_the_command_it_names(name: str) -> None:
    text, command = STEPS[name]
    assert command_of(step(name, text), CHAIR, NOW) == command


@pytest.mark.parametrize(
    ("kind", "granted"), [("", None), ("debate", SpeechKind.DEBATE), ("order", SpeechKind.ORDER)]
)
def test_the_floor_is_given_for_the_kind_asked_or_one_the_chair_names(
    kind: str, granted: SpeechKind | None
) -> None:
    command = command_of(step("grant-speech", kind=kind), CHAIR, NOW)
    assert command == commands.GrantSpeech("t", granted)


def test_a_break_without_minutes_has_an_open_end_and_an_item_may_have_no_presenter() -> None:
    bare = replace(step("suspend-session"), minutes=0, names=())
    assert command_of(bare, CHAIR, NOW) == commands.SuspendSession(None)
    inserted = command_of(replace(bare, step="insert-item", text="Việc"), CHAIR, NOW)
    assert inserted == commands.InsertItem("Việc", "", 0, "t")


def test_every_step_a_console_can_take_is_known_here() -> None:
    """Both folders list the steps; neither may import the other."""
    from device.screens import Step

    offered = {each.value for each in Step if each is not Step.NONE}
    assert offered == set(STEPS) | {"grant-speech"} | hall.STEPS


@pytest.mark.parametrize("sender", [SEAT, WALL])
def test_nobody_but_a_console_takes_steps(sender: Enrolled) -> None:
    with pytest.raises(DomainError, match="not-the-console"):
        command_of(step("open-session"), sender, NOW)


@pytest.mark.parametrize("name", [*STEPS, "grant-speech", *hall.STEPS])
def test_the_secretarys_console_has_the_paperwork_alone(name: str) -> None:
    check_console(name, "chair")
    if name in SECRETARYS:
        check_console(name, "secretary")
    else:
        with pytest.raises(DomainError, match="not-the-chair"):
            check_console(name, "secretary")


def test_the_secretary_notes_what_the_chair_does_not() -> None:
    command = command_of(step("note-item", "Ghi."), SECRETARY, NOW)
    assert command == commands.NoteItem("t", "Ghi.")


@pytest.mark.parametrize(
    ("name", "text", "kind", "code"),
    [
        ("stage-coup", "", "", "unknown-step"),
        ("ask-now", "?", "telepathy", "bad-poll-kind"),
        ("decide-tie", "maybe", "", "bad-choice"),
        ("accept-absence", "late", "", "bad-absence"),
        ("grant-speech", "", "shouting", "bad-speech-kind"),
        ("set-queue-mode", "lottery", "", "bad-queue-mode"),
    ],
)
def test_a_step_with_a_word_nobody_knows_is_refused(
    name: str, text: str, kind: str, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        command_of(step(name, text, kind), CHAIR, NOW)
    assert refused.value.code == code


@pytest.mark.parametrize("minutes", [-1, 601])
def test_a_break_has_no_less_than_nothing_and_ten_hours_at_most(minutes: int) -> None:
    with pytest.raises(DomainError, match="bad-return-time"):
        command_of(replace(step("suspend-session"), minutes=minutes), CHAIR, NOW)


@pytest.mark.parametrize(
    "name",
    ["conclude-item", "ask-now", "propose-void", "note-item", "postpone-item", "insert-item"],
)
def test_what_was_typed_becomes_nfc(name: str) -> None:
    typed = unicodedata.normalize("NFD", "Đề nghị")
    command = command_of(step(name, typed, "roll-call"), CHAIR, NOW)
    assert "Đề nghị" in asdict(command).values()


def test_tasks_become_nfc_word_by_word() -> None:
    typed = unicodedata.normalize("NFD", "Sở Nội vụ")
    task = TaskState(typed, typed, (typed,), "")
    command = command_of(replace(step("conclude-item", "Giao."), tasks=(task,)), CHAIR, NOW)
    assert isinstance(command, commands.ConcludeItem)
    assert command.tasks == (Assignment("Sở Nội vụ", "Sở Nội vụ", ("Sở Nội vụ",), ""),)
