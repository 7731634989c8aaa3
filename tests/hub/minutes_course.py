"""A session in which items are moved about, spoken on and put off, for the tests of its minutes."""

from __future__ import annotations

from msgspec.structs import replace

from hub.application.minutes import Minutes, compose
from hub.application.roster import Roster
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.vocabulary import Assignment, MeetingPlan, SpeechKind
from tests.hub.minutes_samples import HEAD, MINUTE
from tests.support.meeting import Play
from tests.support.plans import make_plan, roster

ASK, DEBATE, ORDER = SpeechKind.CONTRIBUTION, SpeechKind.DEBATE, SpeechKind.ORDER
TASKS = (
    Assignment(
        "hoàn thiện phương án phân bổ, báo cáo Ủy ban nhân dân tỉnh",
        "Sở Tài chính",
        ("Sở Xây dựng", "Kho bạc Nhà nước tỉnh"),
        "2026-12-05",
    ),
    Assignment("rà soát danh mục dự án", "Sở Xây dựng"),
)
NOTES = (
    "Người 3 đề nghị làm rõ nguồn vốn.\n\n"
    "Người 4 cho rằng cần ưu tiên công trình chuyển tiếp; Người 3 nhất trí."
)


def course_plan() -> MeetingPlan:
    plan = make_plan(5, items=5)
    items = (replace(plan.items[0], speaker="p003"), *plan.items[1:])
    return replace(plan, items=items, deputies=("p002",))


def held() -> Play:
    """Every step takes a minute."""
    play = Play(course_plan())
    play.signs_in(1, 2, 3, 4, 5)
    for command in _steps():
        play.does(command)
        play.waits(MINUTE)
    return play


def _steps() -> list[Command]:
    return [
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.GrantSpeech("p004", ASK),
        commands.GrantSpeech("p003", ASK),
        commands.GrantSpeech("p004", ASK),
        commands.GrantSpeech("p005", DEBATE),
        commands.SuspendSession(None),
        commands.ResumeSession(),
        commands.NoteItem("item-1", NOTES),
        commands.OpenPoll("poll-1-1"),
        commands.DraftConclusion("item-1", "Nháp.", ()),
        commands.ClosePoll("poll-1-1"),
        commands.AnnouncePoll("poll-1-1"),
        commands.ConcludeItem(
            "item-1", "Thống nhất chủ trương.\nGiao các cơ quan thực hiện.", TASKS
        ),
        commands.HandOverChair("p002", "chair"),
        commands.InsertItem("Phòng, chống hạn hán", "Sở Nông nghiệp và Môi trường", 10, "item-2"),
        commands.TakeItem("them-1"),
        commands.PauseItem("them-1"),
        commands.TakeItem("item-2"),
        commands.PostponeItem("item-2", "chưa đủ hồ sơ."),
        commands.TakeItem("them-1"),
        commands.ConcludeItem("them-1", "Giao Sở Nông nghiệp và Môi trường theo dõi."),
        commands.PassItems(("item-3",)),
        commands.WithdrawItem("item-4", ""),
        commands.CloseSession(),
    ]


def course_minutes() -> Minutes:
    records = [(at, event) for event, at in held().events]
    return compose(records, Roster.parse(roster(5)), head=HEAD)
