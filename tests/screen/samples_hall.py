"""The wall and the seats while people speak, rest, are told something and call for somebody."""

from __future__ import annotations

from msgspec.structs import replace

from device import screens as s
from tests.screen import samples as base

MINUTE = 60_000
HEADER = replace(base.WALL_HEADER, clock="09:12")
SEVEN = 7 * MINUTE


def clock(spent_ms: int, given_ms: int | None = SEVEN, *, running: bool = True) -> s.SpeechClock:
    """The clock of a speech after `spent_ms`, as the terminal tells it."""
    left = None if given_ms is None else max(given_ms - spent_ms, 0)
    return s.SpeechClock(
        spent_ms=spent_ms,
        remaining_ms=left,
        allotted_ms=given_ms,
        over_ms=0 if given_ms is None else max(spent_ms - given_ms, 0),
        running=running,
        warning=left is not None and left <= MINUTE,
        final=left is not None and 0 < left <= 10_000,
    )


SPEECH = s.Speech(
    person="m-08",
    name="Trần Thị Thu Hằng",
    title="Giám đốc Sở Nội vụ",
    kind=s.SpeechKind.CONTRIBUTION,
    turn=1,
    clock=clock(SEVEN - 48_000),
)
PRESENTING = replace(
    SPEECH,
    person="m-07",
    name="Lê Văn Phúc",
    title="Giám đốc Sở Tài chính",
    kind=s.SpeechKind.PRESENTATION,
    clock=clock(10 * MINUTE - 378_000, 10 * MINUTE),
)
_WAITING = (
    ("m-09", "Phạm Thu Thủy", "Giám đốc Sở Tư pháp", s.SpeechKind.DEBATE, 2),
    ("m-19", "Đặng Hữu Nghĩa", "Chánh Thanh tra tỉnh", s.SpeechKind.CONTRIBUTION, 1),
    ("m-10", "Nguyễn Thị Minh Hà", "Giám đốc Sở Xây dựng", s.SpeechKind.CONTRIBUTION, 1),
)


def waiting(*, order: bool = False, many: bool = False) -> tuple[s.SpeakerRow, ...]:
    """Three who wait, perhaps a point of order before them, or a whole hall."""
    people = list(_WAITING)
    if order:
        people.insert(0, ("m-20", "Võ Thành Đạt", "Giám đốc Công an tỉnh", s.SpeechKind.ORDER, 1))
    if many:
        people += [
            (f"m-{n}", "", f"Đại biểu Tổ {n}", s.SpeechKind.QUESTION, 1) for n in range(30, 44)
        ]
    return tuple(
        s.SpeakerRow(place, person, name, title, kind, turn, SEVEN, 0)
        for place, (person, name, title, kind, turn) in enumerate(people, start=1)
    )


def agenda(count: int = 7) -> tuple[s.AgendaRow, ...]:
    """The agenda in mid-session with every state there is, or a long one."""
    stages = {1: s.ItemStage.CONCLUDED, 2: s.ItemStage.CONCLUDED, 5: s.ItemStage.POSTPONED}
    stages |= {4: s.ItemStage.PAUSED, 6: s.ItemStage.PASSED}
    rows = [
        replace(row, stage=stages.get(row.number, row.stage))
        for row in base.agenda(3, s.ItemStage.DISCUSSING)
    ]
    for number in range(len(rows) + 1, count + 1):
        title = f"Tờ trình về danh mục dự án đầu tư công nhóm {number} sử dụng ngân sách địa phương năm 2027"
        rows.append(replace(rows[-1], item=f"item-{number}", number=number, title=title))
    return tuple(rows)


TASKS = (
    s.TaskChip(
        "Hoàn thiện hồ sơ trình HĐND tỉnh",
        "Sở Tài chính",
        ("Sở Tư pháp", "Văn phòng UBND tỉnh"),
        "05/12/2026",
    ),
    s.TaskChip("Rà soát danh mục dự án", "Sở Xây dựng", (), "30/11/2026"),
    s.TaskChip("Báo cáo Thường trực HĐND", "Văn phòng UBND tỉnh", (), ""),
    s.TaskChip("Công khai", "Sở Khoa học và Công nghệ", (), ""),
)
MESSAGE = (
    "Đề nghị các đại biểu nhận tài liệu bổ sung của nội dung 4 tại bàn thư ký trước giờ giải lao."
)


def room(*, large: bool = False) -> tuple[s.WallSeat, ...]:
    """The seats of the meeting room, or of a hall with 80."""
    if large:
        return tuple(
            _seat(f"{10 * row + column + 1:02d}", f"Đại biểu {column}", column, row)
            for row in range(8)
            for column in range(10)
        )
    return tuple(
        _seat(seat.label, seat.short_name, seat.column, seat.row) for seat in base.room_map()
    )


def _seat(label: str, name: str, column: int, row: int) -> s.WallSeat:
    answers = {"05": "against", "12": "against", "16": "abstain", "14": "", "18": "", "21": ""}
    absent = label in {"18", "21"}
    return s.WallSeat(
        label,
        name,
        column,
        row,
        answers.get(label, "for"),
        votes=label != "17" or name.startswith("Đại biểu"),
        present=not absent,
    )


def wall_screens() -> dict[str, s.WallScreen]:
    """Every state of the wall that is about the session."""
    speaker = s.WallSpeaker(
        header=HEADER,
        number=3,
        item_title=base.ITEM.title,
        speech=SPEECH,
        queue=waiting(),
    )

    def speaking(at: s.SpeechClock, **changes: object) -> s.WallSpeaker:
        return replace(speaker, speech=replace(SPEECH, clock=at, **changes))

    item = base.wall_screens()["wall-item"]
    rest = s.WallBreak(
        replace(HEADER, clock="10:02"),
        "10:15",
        12 * MINUTE + 34_000,
        4,
        "Đề án phát triển nhà ở xã hội",
    )
    page = s.WallPage(
        replace(HEADER, clock="08:59"),
        "nghi-quyet",
        1,
        "Dự thảo Nghị quyết về Kế hoạch đầu tư công",
        3,
        24,
        "Giám đốc Sở Tài chính",
        readable=True,
    )
    return {
        "wall-agenda": s.WallAgenda(HEADER, agenda()),
        "wall-agenda-long": s.WallAgenda(HEADER, agenda(40)[6:]),
        "wall-item-presenting": replace(item, presenting=PRESENTING),
        "wall-item-presenting-late": replace(
            item,
            presenting=replace(PRESENTING, clock=clock(10 * MINUTE - 41_000, 10 * MINUTE)),
            papers=tuple(f"Báo cáo thẩm định số {n}/BC-STP" for n in range(101, 108)),
        ),
        "wall-speaker": speaker,
        "wall-speaker-calm": replace(
            speaking(clock(2 * MINUTE)), queue=waiting(order=True, many=True)
        ),
        "wall-speaker-last-seconds": speaking(clock(SEVEN - 7_000)),
        "wall-speaker-over": replace(speaking(clock(SEVEN + 75_000)), queue=()),
        "wall-speaker-paused": speaking(clock(3 * MINUTE, running=False)),
        "wall-speaker-chair": speaking(
            clock(4 * MINUTE, None), title="Chủ tịch UBND tỉnh", name="Trần Quốc Bảo", turn=2
        ),
        "wall-speaker-long": speaking(
            clock(2 * MINUTE, 7 * MINUTE + 30_000),
            title="Phó Trưởng đoàn chuyên trách phụ trách Đoàn đại biểu Quốc hội tỉnh",
            kind=s.SpeechKind.QUESTION,
        ),
        "wall-names": s.WallNames(base.WALL_HEADER, base.RESULT, room()),
        "wall-names-hall": s.WallNames(
            base.WALL_HEADER,
            replace(base.NOT_CARRIED, witness=s.Witness.AGREES),
            room(large=True),
        ),
        "wall-conclusion-tasks": s.WallConclusion(
            HEADER, 3, base.ITEM.title, base.CONCLUSION, tasks=TASKS[:2]
        ),
        "wall-conclusion-tasks-many": s.WallConclusion(
            HEADER, 3, base.ITEM.title, f"{base.CONCLUSION} {base.CONCLUSION}", tasks=TASKS
        ),
        "wall-break": rest,
        "wall-break-soon": replace(rest, remaining_ms=42_000),
        "wall-break-open": replace(rest, returns="", remaining_ms=None, next_title=""),
        "wall-message": s.WallMessage(HEADER, MESSAGE),
        "wall-voided": s.WallVoided(
            HEADER,
            "Thông qua dự thảo Nghị quyết về Kế hoạch đầu tư công trung hạn giai đoạn 2026–2030",
            "Ba ghế chưa được đọc lại nội dung sửa đổi trước khi bấm.",
        ),
        "wall-message-long": s.WallMessage(HEADER, f"{MESSAGE} {MESSAGE} {MESSAGE} {MESSAGE}"),
        "wall-page": page,
        "wall-page-awaited": replace(page, readable=False),
    }


# ── a seat ──────────────────────────────────────────────────────────────────────────────────────

KINDS = (
    s.SpeechKind.CONTRIBUTION,
    s.SpeechKind.DEBATE,
    s.SpeechKind.QUESTION,
    s.SpeechKind.ANSWER,
    s.SpeechKind.ORDER,
)
FREE = s.SpeakBar(
    may_ask=True,
    asked=None,
    place=0,
    speaking=False,
    waiting=False,
    refusal="",
    kinds=KINDS,
    speakers=s.Speakers(
        s.QueueMode.CHAIR, replace(SPEECH, clock=clock(SEVEN - 200_000)), waiting()[:2]
    ),
)
ASKED = replace(
    FREE,
    asked=s.SpeechKind.CONTRIBUTION,
    place=3,
    speakers=replace(FREE.speakers, queue=waiting()),
)
BARRED = replace(FREE, may_ask=False, speakers=s.Speakers(s.QueueMode.CHAIR, None, ()))
QUIET = replace(FREE, speakers=s.Speakers(s.QueueMode.FIFO, None, ()))
SESSION = replace(
    base.SESSION,
    agenda=base.agenda(3, s.ItemStage.DISCUSSING),
    header=replace(base.SEAT_HEADER, clock="09:12"),
    speak=FREE,
    may_leave=True,
)

TOUCHES = {
    "seat-queue": ("speakers",),
    "seat-queue-mine": ("speak-place",),
    "seat-queue-empty": ("speak-kinds",),
    "seat-calls": ("calls",),
    "seat-calls-waiting": ("calls",),
}
"""What is touched before a state is looked at."""


def mine(at: s.SpeechClock) -> s.SpeakBar:
    """The person at this seat has the floor."""
    speech = replace(
        SPEECH,
        person="m-10",
        name="Nguyễn Thị Minh Hà",
        title="Giám đốc Sở Xây dựng",
        clock=at,
    )
    return replace(
        FREE, may_ask=False, speaking=True, speakers=replace(FREE.speakers, current=speech)
    )


def seat_screens() -> dict[str, s.SeatSession]:
    """Every state of speaking, calling, being told and resting at a seat."""
    called = s.Calls(s.CallKind.WATER)

    def speaking(bar: s.SpeakBar, **changes: object) -> s.SeatSession:
        return replace(SESSION, speak=bar, **changes)

    refused = replace(QUIET, refusal="queue-full")
    rest = {"suspended": True, "session_open": False, "returns": "10:15"}
    in_a_break = replace(QUIET, asked=s.SpeechKind.DEBATE, place=1)
    return {
        "seat-speak": SESSION,
        "seat-speak-quiet": speaking(QUIET),
        "seat-speak-concluded": speaking(QUIET, conclusion=base.CONCLUSION),
        "seat-speak-barred": speaking(BARRED, agenda=base.agenda(0)),
        "seat-speak-sending": speaking(replace(FREE, waiting=True)),
        "seat-speak-asked": speaking(ASKED),
        "seat-speak-refused": speaking(refused),
        "seat-speak-order": speaking(
            replace(ASKED, asked=s.SpeechKind.ORDER, place=1, speakers=_with_order())
        ),
        "seat-my-turn": speaking(mine(clock(2 * MINUTE))),
        "seat-my-turn-last-minute": speaking(mine(clock(SEVEN - 41_000))),
        "seat-my-turn-last-seconds": speaking(mine(clock(SEVEN - 7_000))),
        "seat-my-turn-over": speaking(mine(clock(SEVEN + 75_000)), result=base.RESULT),
        "seat-my-turn-untimed": speaking(mine(clock(4 * MINUTE, None))),
        "seat-queue": speaking(
            replace(FREE, speakers=replace(FREE.speakers, queue=waiting(many=True)))
        ),
        "seat-queue-mine": speaking(ASKED),
        "seat-queue-empty": speaking(QUIET),
        "seat-calls": SESSION,
        "seat-calls-waiting": replace(SESSION, calls=called),
        "seat-calling": replace(SESSION, calls=replace(called, open_=s.CallKind.TECHNICIAN)),
        "seat-message": replace(SESSION, message=MESSAGE),
        "seat-message-long": replace(SESSION, message=f"{MESSAGE} {MESSAGE} {MESSAGE}"),
        "seat-break": speaking(QUIET, **rest),
        "seat-break-asked": speaking(in_a_break, **(rest | {"returns": ""})),
        "seat-vote-speakers": replace(
            base.seat_screens()["seat-vote"], speak=ASKED, calls=called, message=MESSAGE
        ),
        "seat-break-desk": speaking(QUIET, **rest, desk=s.Desk(may_correct="poll-3"), result=None),
    }


def _with_order() -> s.Speakers:
    queue = waiting(order=True)
    own = replace(queue[0], person="m-10", title="Giám đốc Sở Xây dựng")
    return s.Speakers(s.QueueMode.GROUPS, None, (own, *queue[1:]))
