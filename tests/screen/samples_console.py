"""Every state of the consoles that has to do with agenda, floor, wall and conclusion."""

from __future__ import annotations

from msgspec.structs import replace

from device import screens as s
from tests.screen import samples as base

CHAIR_TITLES = ("Chủ tịch UBND tỉnh", "Phó Chủ tịch Thường trực", "Phó Chủ tịch", "Phó Chủ tịch")
NAMES = ("Trần Quốc Bảo", "Nguyễn Văn Hải", "Lê Thị Thu Hương", "Phạm Minh Đức")
TITLES = (
    "Chủ tịch UBND tỉnh",
    "Giám đốc Sở Tài chính",
    "Chánh Thanh tra tỉnh",
    "Giám đốc Sở Văn hóa, Thể thao và Du lịch",
    "Giám đốc Công an tỉnh",
)
MINUTE = 60_000


def clock(spent: int, allotted: int | None, *, running: bool = True) -> s.SpeechClock:
    """A speech's clock; seconds."""
    left = None if allotted is None else max(allotted - spent, 0)
    over = 0 if allotted is None else max(spent - allotted, 0)
    return s.SpeechClock(
        spent_ms=spent * 1000,
        remaining_ms=None if left is None else left * 1000,
        allotted_ms=None if allotted is None else allotted * 1000,
        over_ms=over * 1000,
        running=running,
        warning=left is not None and left <= 60,
        final=left is not None and 0 < left <= 10,
    )


PRESENTING = s.Speech(
    person="m-7",
    name="Hoàng Anh Tuấn",
    title="Giám đốc Sở Tài chính",
    kind=s.SpeechKind.PRESENTATION,
    turn=1,
    clock=clock(222, 600),
)
SPEAKING = s.Speech(
    person="m-6",
    name="Đặng Thị Lan",
    title="Chánh Văn phòng",
    kind=s.SpeechKind.CONTRIBUTION,
    turn=2,
    clock=clock(252, 300),
)


def waiting(place: int, person: str, title: str, kind: s.SpeechKind, minutes: int) -> s.SpeakerRow:
    return s.SpeakerRow(
        place=place,
        person=person,
        name=NAMES[place % 4],
        title=title,
        kind=kind,
        turn=1,
        allotted_ms=minutes * MINUTE,
        spoken_ms=(place - 1) * 95_000,
    )


NAMED = tuple(
    s.NamedAnswer(f"m-{n}", NAMES[n % 4], TITLES[n % 5], answer, present=n < 20)
    for n, answer in enumerate((*("for",) * 15, *("against",) * 2, "abstain", "", "", ""), start=1)
)
QUEUE = (
    waiting(1, "m-19", "Chánh Thanh tra tỉnh", s.SpeechKind.ORDER, 1),
    waiting(2, "m-6", "Chánh Văn phòng", s.SpeechKind.CONTRIBUTION, 5),
    waiting(3, "m-8", "Giám đốc Sở Nội vụ", s.SpeechKind.CONTRIBUTION, 7),
    waiting(4, "m-9", "Giám đốc Sở Tư pháp", s.SpeechKind.DEBATE, 3),
)
_TITLES = (
    ("m-7", "Giám đốc Sở Tài chính", 611, 2, 4020, 11),
    ("m-9", "Giám đốc Sở Tư pháp", 395, 3, 2310, 9),
    ("m-2", "Phó Chủ tịch Thường trực", 182, 1, 5400, 14),
    ("m-6", "Chánh Văn phòng", 95, 1, 910, 4),
    ("m-13", "Giám đốc Sở Khoa học và Công nghệ", 0, 0, 640, 2),
    ("m-16", "Giám đốc Sở Văn hóa, Thể thao và Du lịch", 0, 0, 305, 1),
    ("m-17", "Giám đốc Sở Dân tộc và Tôn giáo", 0, 0, 0, 0),
    ("m-15", "Giám đốc Sở Y tế", 0, 0, 0, 0),
)
SPOKEN = tuple(
    s.SpokenRow(person, NAMES[n % 4], title, ms * 1000, times, year * 1000, year_times)
    for n, (person, title, ms, times, year, year_times) in enumerate(_TITLES)
)
BUDGETS = (
    s.BudgetRow("Khối kinh tế", 1_800_000, 1_106_000),
    s.BudgetRow("Khối văn hóa – xã hội", 1_200_000, 1_290_000),
    s.BudgetRow("Khối nội chính", None, 395_000),
)


def queue(*rows: s.SpeakerRow) -> tuple[s.SpeakerRow, ...]:
    """These in this order."""
    return tuple(replace(row, place=place) for place, row in enumerate(rows, start=1))


def panel(
    current: s.Speech | None = PRESENTING,
    waits: tuple[s.SpeakerRow, ...] = QUEUE,
    mode: s.QueueMode = s.QueueMode.FIFO,
    *,
    may_grant: bool = True,
) -> s.SpeakersPanel:
    speakers = s.Speakers(mode, current, waits)
    return s.SpeakersPanel(speakers, SPOKEN, BUDGETS, may_grant)


TASKS = (
    s.TaskChip("hoàn thiện hồ sơ trình HĐND tỉnh", "Sở Tài chính", ("Sở Tư pháp",), "05/12/2026"),
)
MORE_TASKS = (
    *TASKS,
    s.TaskChip(
        "rà soát danh mục dự án",
        "Sở Xây dựng",
        ("Sở Nông nghiệp và Môi trường", "Công an tỉnh"),
        "",
    ),
)
AGENCIES = (
    "Sở Tài chính",
    "Sở Tư pháp",
    "Sở Xây dựng",
    "Sở Nội vụ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Giáo dục và Đào tạo",
    "Văn phòng UBND tỉnh",
    "Công an tỉnh",
    "Thanh tra tỉnh",
)
WALL_ITEM = s.WallItem(
    header=base.WALL_HEADER,
    number=3,
    count=7,
    title=base.ITEM.title,
    presenter=base.ITEM.presenter,
    stage=s.ItemStage.PRESENTING,
    papers=("Tờ trình",),
    planned_minutes=45,
    elapsed_ms=base.ITEM.elapsed_ms,
    presenting=PRESENTING,
)
WALL_SPEAKER = s.WallSpeaker(base.WALL_HEADER, 3, base.ITEM.title, SPEAKING, QUEUE)
DEPUTIES = tuple(
    s.Deputy(f"m-{n + 1}", NAMES[n], CHAIR_TITLES[n], present=n != 3, presiding=n == 0)
    for n in range(4)
)
CALLS = (
    s.CallRow("seat-12", "12", s.CallKind.TECHNICIAN, 2),
    s.CallRow("seat-17", "17", s.CallKind.WATER, 0),
)
ABSENT = (
    s.Absentee("m-18", "Phạm Thu Thủy", "Giám đốc Sở Ngoại vụ", "excused"),
    s.Absentee("m-21", "Lê Văn Phúc", "Chỉ huy trưởng Bộ CHQS tỉnh", "excused"),
)
NOTE = (
    "08:55 Giám đốc STC báo cáo tổng vốn 12.480 tỷ đồng, tăng 8,2 %.\n"
    "PCT Hương hỏi phần đối ứng cho tuyến tránh; STC trả lời bằng văn bản."
)
RUNNING = replace(
    base.CHAIR,
    item=replace(base.ITEM, tasks=TASKS, opinions=(17, 2, 0), note=NOTE),
    map=tuple(replace(seat, person=f"m-{int(seat.label)}") for seat in base.room_map()),
    guests_present=0,
    absent=ABSENT,
    speakers=panel(),
    wall=s.WallPreview(WALL_ITEM, s.WallView.ITEM, pinned=False, back=None),
    deputies=DEPUTIES,
    late_minutes=8,
    agencies=AGENCIES,
    today="2026-11-26",
)
_TALK = tuple(
    replace(row, spent_minutes=49) if row.active else row
    for row in base.agenda(3, s.ItemStage.DISCUSSING)
)
_CONCLUDE = s.StepButton(s.Step.CONCLUDE_ITEM, "item-3", base.ITEM.title, 3)
SPEAKS = replace(
    RUNNING,
    agenda=_TALK,
    item=replace(
        RUNNING.item, stage=s.ItemStage.DISCUSSING, elapsed_ms=49 * MINUTE, over_minutes=4
    ),
    speakers=panel(SPEAKING, queue(*QUEUE[2:]), s.QueueMode.GROUPS),
    wall=s.WallPreview(WALL_SPEAKER, s.WallView.SPEAKER, pinned=False, back=s.WallView.ITEM),
    next_step=_CONCLUDE,
    other_steps=RUNNING.other_steps[:1],
)
BETWEEN = replace(
    base.chair_screens()["chair-between"],
    agenda=tuple(
        replace(row, consent=row.number in {4, 6}) for row in base.agenda(4, s.ItemStage.READY)
    ),
    consent=s.Consent(("item-4", "item-6"), (4, 6)),
    speakers=panel(None, (), may_grant=False),
    wall=s.WallPreview(
        s.WallConclusion(base.WALL_HEADER, 3, base.ITEM.title, base.CONCLUSION),
        s.WallView.CONCLUSION,
        pinned=False,
        back=s.WallView.RESULT,
    ),
    deputies=DEPUTIES,
    absent=ABSENT,
)


def _tapped(number: int, stage: s.ItemStage, *steps: s.Step, reason: str = "") -> s.ItemActions:
    before = ("item-5", "item-6", "item-7", "") if stage is s.ItemStage.READY else ()
    steps += (s.Step.MOVE_ITEM, s.Step.INSERT_ITEM) if before else (s.Step.INSERT_ITEM,)
    title = base.agenda()[number - 1].title
    return s.ItemActions(f"item-{number}", number, title, stage, steps, before, reason)


def _watched(screen: s.ChairScreen, view: s.WallView, wall: str) -> s.ChairScreen:
    """With what the wall shows meanwhile."""
    shown = s.WallPreview(base.wall_screens()[wall], view, pinned=False, back=s.WallView.ITEM)
    again = s.StepButton(s.Step.REVOTE, "poll-3", base.QUESTION, 3)
    others = (*screen.other_steps, again) if screen.result else screen.other_steps
    return replace(screen, wall=shown, deputies=DEPUTIES, absent=ABSENT, other_steps=others)


def _rested() -> s.ChairScreen:
    """Items in all their states."""
    stages = {
        1: s.ItemStage.CONCLUDED,
        2: s.ItemStage.CONCLUDED,
        3: s.ItemStage.PAUSED,
        4: s.ItemStage.POSTPONED,
        5: s.ItemStage.WITHDRAWN,
        6: s.ItemStage.PASSED,
    }
    agenda = tuple(
        replace(row, stage=stages.get(row.number, row.stage), active=False, selected=False)
        for row in base.agenda(3)
    )
    resume = s.StepButton(s.Step.RESUME_ITEM, "item-3", base.ITEM.title, 3)
    take = s.StepButton(s.Step.TAKE_ITEM, "item-7", "Kết luận, bế mạc", 7)
    return replace(BETWEEN, agenda=agenda, consent=None, next_step=take, other_steps=(resume,))


def chair_screens() -> dict[str, s.ChairScreen]:
    """By name."""
    rested = _rested()
    wall_break = s.WallBreak(base.WALL_HEADER, "10:15", 11 * MINUTE, 3, base.ITEM.title)
    secretary = replace(RUNNING, role=s.ConsoleRole.SECRETARY, presiding="Phó Chủ tịch Thường trực")
    resume = s.StepButton(s.Step.RESUME_SESSION)
    return {
        "console-running": RUNNING,
        "console-speaking": SPEAKS,
        "console-over": replace(
            SPEAKS,
            speakers=panel(replace(SPEAKING, clock=clock(331, 300)), queue(*QUEUE[1:])),
            header=replace(SPEAKS.header, link=s.Link.LOST),
            item=replace(SPEAKS.item, draft_saved=False, tasks=MORE_TASKS),
            notice="not-a-deputy",
            calls=CALLS,
        ),
        "console-paused-speech": replace(
            SPEAKS,
            speakers=panel(
                replace(SPEAKING, title="Chủ tịch UBND tỉnh", clock=clock(80, None, running=False)),
                (),
                s.QueueMode.CHAIR,
            ),
            wall=replace(SPEAKS.wall, pinned=True, view=s.WallView.AGENDA),
            item=replace(SPEAKS.item, conclusion="", tasks=()),
        ),
        "console-between": BETWEEN,
        "console-poll": _watched(base.chair_screens()["chair-poll"], s.WallView.POLL, "wall-poll"),
        "console-result": _watched(
            replace(base.chair_screens()["chair-result"], named=NAMED),
            s.WallView.POLL,
            "wall-poll-closed",
        ),
        "console-rested": rested,
        "console-break": replace(
            RUNNING,
            session_open=False,
            suspended=True,
            returns="10:15",
            next_step=resume,
            other_steps=(),
            speakers=panel(None, queue(*QUEUE[1:]), may_grant=False),
            wall=s.WallPreview(wall_break, s.WallView.BREAK, pinned=False, back=None),
        ),
        "console-item": replace(
            RUNNING,
            tapped_item=_tapped(
                4,
                s.ItemStage.READY,
                s.Step.TAKE_ITEM,
                s.Step.PASS_ITEMS,
                s.Step.POSTPONE_ITEM,
                s.Step.WITHDRAW_ITEM,
            ),
        ),
        "console-secretary-item": replace(
            secretary, tapped_item=_tapped(4, s.ItemStage.READY, s.Step.ADD_NOTE)
        ),
        "console-item-postponed": replace(
            rested,
            tapped_item=_tapped(
                4,
                s.ItemStage.POSTPONED,
                s.Step.RESTORE_ITEM,
                reason="Hồ sơ chuẩn bị chưa đầy đủ",
            ),
        ),
        "console-void-waiting": replace(RUNNING, void_waiting=True),
        "console-calls": replace(RUNNING, calls=CALLS),
        "console-seat": replace(
            RUNNING,
            seat=s.SeatActions(
                "seat-09",
                "m-9",
                "Nguyễn Thị Minh Hà",
                "Giám đốc Sở Tư pháp",
                present=True,
                locked=False,
                absence="",
                free_seats=("18",),
            ),
        ),
        "console-message": replace(RUNNING, message="Xin mời đại biểu ổn định chỗ ngồi."),
        "console-secretary": secretary,
        "console-secretary-between": replace(
            BETWEEN, role=s.ConsoleRole.SECRETARY, speakers=panel(None, ())
        ),
    }


RISEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "sheet-pause": ("console-running", ("pause",)),
    "sheet-others": ("console-between", ("others",)),
    "sheet-hand-over": ("console-running", ("others", "step:hand-over")),
    "sheet-insert": ("console-running", ("others", "step:insert-item")),
    "sheet-message": ("console-message", ("others", "step:send-message")),
    "sheet-postpone": ("console-item", ("item-step:postpone-item",)),
    "sheet-consent": ("console-between", ("consent",)),
    "sheet-calls": ("console-calls", ("calls",)),
    "sheet-spoken": ("console-running", ("spoken",)),
    "sheet-mode": ("console-running", ("queue-mode",)),
    "sheet-request": ("console-running", ("request:m-8",)),
    "sheet-wall": ("console-speaking", ("wall-preview",)),
    "sheet-note": ("console-secretary-item", ("item-step:add-note",)),
    "sheet-names": ("console-result", ("names",)),
    "sheet-map": ("console-calls", ("map",)),
    "sheet-edit": ("console-speaking", ("edit-conclusion",)),
    "sheet-terms": ("console-speaking", ("edit-conclusion", "drawer:terms")),
    "sheet-calendar": ("console-speaking", ("edit-conclusion", "drawer:terms", "term:other")),
    "sheet-edit-typing": ("console-speaking", ("edit-conclusion", "conclusion-text")),
    "sheet-read-back": ("console-speaking", ("next-step",)),
    "sheet-notes-typing": ("console-secretary", ("note-text",)),
    "sheet-insert-typing": (
        "console-running",
        ("others", "step:insert-item", "insert-title"),
    ),
    "sheet-message-typing": (
        "console-message",
        ("others", "step:send-message", "message-text"),
    ),
}
"""States that a person brings about: from which screen, and what is touched."""
