"""Every kind and form of a poll at seat, console and wall; sign-in, desks and what the chair can do."""

from __future__ import annotations

from msgspec.structs import replace

from device import screens as s
from tests.screen import samples as base

NAMES = (
    "Nguyễn Thị Minh Hà",
    "Trần Quốc Bảo",
    "Lê Văn Phúc",
    "Phạm Thu Thủy",
    "Đặng Hữu Nghĩa",
    "Hoàng Thị Ánh Nguyệt",
    "Võ Thành Đạt",
    "Bùi Nguyễn Phương Quỳnh",
)
TITLES = ("Giám đốc Sở Xây dựng", "Chủ tịch UBND tỉnh", "Chánh Văn phòng", "Giám đốc Sở Tài chính")
PACKAGE = (
    "Đề án phát triển nhà ở xã hội",
    "Bảng giá đất năm 2027",
    "Quy chế phối hợp quản lý tài sản công trên địa bàn tỉnh",
)
ELECTION = "Bầu Ban kiểm phiếu của kỳ họp"
CONFIDENCE = "Lấy phiếu tín nhiệm đối với người giữ chức vụ do HĐND tỉnh bầu"
HANDS, PAPER = s.PollKind.SHOW_OF_HANDS, s.PollKind.PAPER
CAST = replace(base.RULE, base=s.Base.CAST, needed=10, base_count=18, verified=True)
VOTING = replace(base.SESSION, agenda=base.agenda(3, s.ItemStage.VOTING))
NO_CLOCK = s.Countdown(None, None, running=True)


def options(count: int, picked: int = 0) -> tuple[s.BallotOption, ...]:
    return tuple(
        s.BallotOption(f"o-{n}", NAMES[n], picked=n < picked, level=None) for n in range(count)
    )


def rated(count: int, filled: int) -> tuple[s.BallotOption, ...]:
    levels = (s.Level.HIGH, s.Level.MEDIUM, s.Level.LOW)
    return tuple(
        s.BallotOption(f"o-{n}", NAMES[n], level=levels[n % 3] if n < filled else None)
        for n in range(count)
    )


def _ballot(**changes: object) -> s.Ballot:
    return replace(base.BALLOT, **changes)


def _voting(**changes: object) -> s.SeatSession:
    return replace(VOTING, ballot=_ballot(**changes))


COUNT = s.CountDesk(
    poll="poll-3",
    question=base.BALLOT.question,
    item_number=3,
    kind=HANDS,
    form=s.Form.MOTION,
    rows=(
        s.CountRow("for", "", 15),
        s.CountRow("against", "", 2),
        s.CountRow("abstain", "", 1),
    ),
    cast=18,
    blank=0,
    invalid=0,
    present=19,
    named=tuple(
        s.NamedRow(f"m-{n}", NAMES[n], ((), ("for",), ("against",), ("abstain",))[n % 4])
        for n in range(8)
    ),
    complete=True,
)
PAPER_COUNT = replace(
    COUNT,
    kind=PAPER,
    form=s.Form.OPTIONS,
    rows=tuple(s.CountRow(f"o-{n}", NAMES[n], 12 - 3 * n) for n in range(4)),
    cast=18,
    blank=1,
    invalid=1,
    named=(),
    needed=2,
)
VOID = s.VoidDesk(
    "poll-3", base.QUESTION, 3, "Câu hỏi chưa nêu rõ giai đoạn 2026–2030, cần hỏi lại cho đúng"
)
CORRECTION = s.CorrectionDesk(
    poll="poll-3",
    question=base.QUESTION,
    item_number=3,
    form=s.Form.MOTION,
    named=COUNT.named,
    changed=("m-2",),
    counts=None,
    reason="Đại biểu báo bấm nhầm nút",
    complete=True,
)


def _ballots() -> dict[str, s.SeatScreen]:
    election = {
        "form": s.Form.OPTIONS,
        "question": ELECTION,
        "picks": 3,
        "options": options(5, 2),
        "complete": True,
        "rule": CAST,
    }
    confidence = {
        "form": s.Form.CONFIDENCE,
        "question": CONFIDENCE,
        "kind": s.PollKind.UNNAMED,
        "options": rated(5, 3),
    }
    last = replace(base.COUNTDOWN, remaining_ms=4_200)
    chord = replace(_voting(), notice="keys-together")
    sent = {"lamp": s.Lamp.ACCEPTED, "receipt": 1204, "accepted_at": "09:31:12"}
    return {
        "seat-vote-chord": chord,
        "seat-vote-stuck": replace(VOTING, ballot=base.ACCEPTED, notice="key-stuck"),
        "seat-vote-last-four": _voting(countdown=last),
        "seat-vote-unnamed": _voting(kind=s.PollKind.UNNAMED, counts=base.COUNTS),
        "seat-vote-package": _voting(package=PACKAGE, question="Thông qua trọn gói 3 nội dung"),
        "seat-options": _voting(**election),
        "seat-options-last": _voting(**election | {"countdown": last, "options": options(8, 3)}),
        "seat-options-confirming": _voting(**election, confirming_answer=True),
        "seat-options-sent": _voting(**election, **sent, own_answer=("o-0", "o-1")),
        "seat-options-refused": _voting(
            **election, lamp=s.Lamp.REFUSED, refusal="statement-outdated"
        ),
        "seat-confidence": _voting(**confidence),
        "seat-confidence-confirming": _voting(
            **confidence | {"options": rated(5, 5)}, complete=True, confirming_answer=True
        ),
        "seat-hands": _voting(kind=HANDS, countdown=NO_CLOCK),
        "seat-hands-paused": _voting(kind=HANDS, countdown=NO_CLOCK, stage=s.PollStage.PAUSED),
        "seat-paper": _voting(
            kind=PAPER, countdown=NO_CLOCK, form=s.Form.OPTIONS, options=options(5), picks=3
        ),
    }


def _desks() -> dict[str, s.SeatScreen]:
    hands = _voting(kind=HANDS, countdown=NO_CLOCK)
    paper = _voting(
        kind=PAPER, countdown=NO_CLOCK, form=s.Form.OPTIONS, options=options(4), picks=3
    )
    differs = replace(
        PAPER_COUNT,
        rows=tuple(replace(row, differs=row.key == "o-1") for row in PAPER_COUNT.rows),
        entered=True,
        others=1,
    )
    result = replace(base.SESSION, result=base.RESULT)
    numbers = replace(CORRECTION, named=(), changed=(), counts=COUNT)
    elected = replace(
        CORRECTION,
        form=s.Form.OPTIONS,
        options=options(4),
        picks=2,
        named=tuple(s.NamedRow(f"m-{n}", NAMES[n], ("o-0", "o-2")[: n % 3]) for n in range(6)),
    )
    return {
        "desk-hands": replace(hands, desk=s.Desk(count=COUNT)),
        "desk-hands-named": replace(hands, desk=s.Desk(count=replace(COUNT, by_name=True))),
        "desk-paper": replace(paper, desk=s.Desk(count=replace(PAPER_COUNT, others=1))),
        "desk-paper-waiting": replace(paper, desk=s.Desk(count=replace(PAPER_COUNT, entered=True))),
        "desk-paper-differs": replace(paper, desk=s.Desk(count=differs, void=VOID)),
        "desk-void": replace(_voting(), desk=s.Desk(void=VOID)),
        "desk-void-refused": replace(
            result, desk=s.Desk(void=replace(VOID, refusal="not-the-secretary"))
        ),
        "desk-may-correct": replace(result, desk=s.Desk(may_correct="poll-3")),
        "desk-correction": replace(result, desk=s.Desk(correction=CORRECTION)),
        "desk-correction-counts": replace(result, desk=s.Desk(correction=numbers)),
        "desk-correction-options": replace(result, desk=s.Desk(correction=elected)),
    }


def _row(n: int, votes: tuple[int, ...], standing: s.Standing) -> s.OptionRow:
    return s.OptionRow(f"o-{n}", NAMES[n], votes, standing)


S = s.Standing
ELECTED = replace(
    base.RESULT,
    question=ELECTION,
    form=s.Form.OPTIONS,
    rule=CAST,
    places=3,
    outcome=s.Outcome.CARRIED,
    counts=s.Counts(0, 0, 0, 1, 2, 21, cast=18, blank=1, invalid=0),
    options=(
        _row(0, (16,), S.ELECTED),
        _row(1, (14,), S.ELECTED),
        _row(2, (7,), S.NOT_ELECTED),
        _row(3, (12,), S.ELECTED),
        _row(4, (4,), S.NOT_ELECTED),
    ),
    own_choice=None,
    own_answer=("o-0", "o-1"),
)
TIED = replace(
    ELECTED,
    outcome=s.Outcome.VOTE_AGAIN,
    options=(
        _row(0, (16,), S.ELECTED),
        _row(1, (14,), S.ELECTED),
        _row(3, (11,), S.TIED),
        _row(2, (11,), S.TIED),
        _row(4, (2,), S.NOT_ELECTED),
        _row(5, (1,), S.NOT_ELECTED),
        _row(6, (1,), S.NOT_ELECTED),
        _row(7, (0,), S.NOT_ELECTED),
    ),
    repeats=True,
)
RATED = replace(
    ELECTED,
    question=CONFIDENCE,
    form=s.Form.CONFIDENCE,
    kind=s.PollKind.UNNAMED,
    outcome=s.Outcome.COUNTED,
    rule=replace(base.RULE, needed=11),
    options=(
        _row(0, (14, 3, 1), S.KEPT),
        _row(1, (10, 6, 2), S.KEPT),
        _row(2, (3, 4, 11), S.MAY_RESIGN),
        _row(3, (1, 2, 15), S.DISMISSAL),
    ),
    own_answer=("high", "medium", "low", "low"),
)
TIE = replace(
    base.RESULT,
    counts=s.Counts(9, 9, 0, 0, 2, 21, cast=18, excluded=1),
    outcome=s.Outcome.CHAIR_DECIDES,
    rule=replace(CAST, needed=10),
)
DECIDED = replace(
    TIE,
    counts=s.Counts(10, 9, 0, 0, 2, 21, cast=19),
    outcome=s.Outcome.CARRIED,
    rule=replace(CAST, base_count=19),
    tie_choice=s.Choice.FOR,
    corrections=1,
    own_corrected=True,
)
FORMULA = replace(
    base.RESULT,
    kind=PAPER,
    own_choice=None,
    own_receipt=None,
    own_counted=False,
    counts=s.Counts(15, 2, 1, 0, 2, 21, cast=19, invalid=1),
    rule=replace(base.RULE, plus=1, abstention="subtracted", base_count=20),
    package=PACKAGE,
)
BARRED = replace(
    base.NOT_CARRIED,
    counts=s.Counts(6, 2, 10, 1, 2, 21, cast=18),
    rule=replace(CAST, base=s.Base.FOR_AND_AGAINST, base_count=8, needed=5, abstention="barring"),
    witness=s.Witness.COUNTING,
    code=(),
)
RESULTS = {
    "options": ELECTED,
    "tied": TIED,
    "confidence": RATED,
    "tie": TIE,
    "decided": DECIDED,
    "formula": FORMULA,
    "barred": BARRED,
}


def _arrivals() -> dict[str, s.SeatScreen]:
    welcome = base.seat_screens()["seat-welcome"]
    assert isinstance(welcome, s.SeatWelcome)
    pin = replace(welcome, sign_in=s.SignInMode.PIN_HERE, pin_digits=4)
    anywhere = replace(
        pin,
        sign_in=s.SignInMode.PIN_ANYWHERE,
        member="",
        person_name="",
        person_title="",
        pin_digits=0,
        persons=tuple(
            s.PersonChoice(f"m-{n}", name, TITLES[n % 4]) for n, name in enumerate(NAMES)
        ),
    )
    hall = tuple(
        s.PersonChoice(f"m-{n}", f"{NAMES[n % 8]} {chr(65 + n % 20)}ng", TITLES[n % 4])
        for n in range(60)
    )
    return {
        "seat-pin": pin,
        "seat-pin-wrong": replace(pin, pin_digits=0, fault="wrong-pin"),
        "seat-pin-locked": replace(pin, pin_digits=0, locked=True, fault="pin-locked"),
        "seat-pin-substitute": replace(
            pin, pin_digits=6, guest=True, substitute_for="Trần Quốc Bảo"
        ),
        "seat-names": anywhere,
        "seat-names-hall": replace(anywhere, persons=hall, fault="seat-taken"),
        "seat-names-chosen": replace(pin, sign_in=s.SignInMode.PIN_ANYWHERE, pin_digits=2),
        "seat-may-leave": replace(base.SESSION, may_leave=True, conclusion=base.CONCLUSION),
    }


def seat_screens() -> dict[str, s.SeatScreen]:
    """Every state of a seat that has to do with votes of all kinds and with signing in."""
    results: dict[str, s.SeatScreen] = {
        f"seat-result-{name}": replace(base.SESSION, result=result)
        for name, result in RESULTS.items()
    }
    return _arrivals() | _ballots() | _desks() | results


def chair_screens() -> dict[str, s.ChairScreen]:
    """Every state of the console that has to do with votes of all kinds and with attendance."""
    polling = base.chair_screens()["chair-poll"]
    counted = base.chair_screens()["chair-result"]
    running = base.CHAIR
    questions = tuple(
        s.Question(code, kind)
        for code in ("approve-item", "approve-report", "approve-agenda-change")
        for kind in (s.PollKind.ROLL_CALL, s.PollKind.UNNAMED, HANDS)
    )
    absent = (
        s.Absentee("m-18", "Phạm Thu Thủy", "Giám đốc Sở Ngoại vụ", "excused"),
        s.Absentee("m-21", "Lê Văn Phúc", "Chỉ huy trưởng Bộ CHQS tỉnh", ""),
    )
    free = ("seat-18", "seat-21")

    def poll(**changes: object) -> s.ChairScreen:
        return replace(polling, poll=replace(base.POLL, **changes))

    election = {
        "form": s.Form.OPTIONS,
        "question": ELECTION,
        "options": NAMES[:5],
        "picks": 3,
        "places": 3,
        "rule": CAST,
    }
    tied = s.StepButton(s.Step.DECIDE_TIE, "poll-3", base.QUESTION)
    again = s.StepButton(s.Step.REVOTE, "poll-3", base.QUESTION, 3)
    screens = {
        "chair-ask": replace(running, questions=questions, absent=absent),
        "chair-poll-options": poll(**election, votes=((9,), (8,), (3,), (7,), (2,))),
        "chair-poll-confidence": poll(
            form=s.Form.CONFIDENCE,
            question=CONFIDENCE,
            options=NAMES[:5],
            kind=s.PollKind.UNNAMED,
            counts=None,
        ),
        "chair-poll-package": poll(package=PACKAGE, countdown=NO_CLOCK),
        "chair-poll-void": poll(void_proposed=VOID.reason, stage=s.PollStage.PAUSED),
        "chair-poll-hands": poll(
            kind=HANDS, countdown=NO_CLOCK, entry=COUNT, entered=1, entries_needed=1
        ),
        "chair-poll-paper": poll(
            **election,
            kind=PAPER,
            countdown=NO_CLOCK,
            entry=PAPER_COUNT,
            entered=2,
            entries_needed=2,
            entries_differ=True,
        ),
        "chair-poll-paper-map": poll(
            kind=PAPER, countdown=NO_CLOCK, entered=1, entries_needed=2, counts=None
        ),
        "chair-seat": replace(
            running,
            seat=s.SeatActions(
                "seat-10",
                "m-10",
                NAMES[0],
                TITLES[0],
                present=True,
                locked=False,
                absence="",
                free_seats=free,
            ),
        ),
        "chair-seat-absent": replace(
            base.chair_screens()["chair-assembling"],
            absent=absent,
            seat=s.SeatActions(
                "seat-18",
                "m-18",
                NAMES[3],
                "Giám đốc Sở Ngoại vụ",
                present=False,
                locked=True,
                absence="excused",
                free_seats=free,
            ),
        ),
        "chair-tie": replace(counted, result=replace(TIE, stage=s.PollStage.CLOSED), tie="poll-3"),
        "chair-voidable": replace(running, voidable="poll-3", other_steps=(again,)),
    }
    screens["chair-tie"] = replace(screens["chair-tie"], next_step=tied, other_steps=())
    results = {
        f"chair-result-{name}": replace(counted, result=replace(result, stage=s.PollStage.CLOSED))
        for name, result in RESULTS.items()
        if name != "tie"
    }
    return screens | results


def wall_screens() -> dict[str, s.WallScreen]:
    """Every state of the wall that has to do with votes of all kinds."""
    open_poll = base.wall_screens()["wall-poll"]
    assert isinstance(open_poll, s.WallPoll)

    def poll(**changes: object) -> s.WallPoll:
        return replace(open_poll, **changes)

    election = {"form": s.Form.OPTIONS, "question": ELECTION, "picks": 3, "rule": CAST}
    results: dict[str, s.WallScreen] = {
        f"wall-result-{name}": s.WallResult(base.WALL_HEADER, result)
        for name, result in RESULTS.items()
    }
    polls: dict[str, s.WallScreen] = {
        "wall-poll-unnamed": poll(kind=s.PollKind.UNNAMED, counts=base.COUNTS),
        "wall-poll-options": poll(**election, options=NAMES[:5]),
        "wall-poll-options-many": poll(
            **election, options=NAMES + NAMES, votes=((7,),) * 16, counts=base.COUNTS
        ),
        "wall-poll-confidence": poll(
            form=s.Form.CONFIDENCE,
            question=CONFIDENCE,
            kind=s.PollKind.UNNAMED,
            options=NAMES[:5],
        ),
        "wall-poll-package": poll(package=PACKAGE),
        "wall-poll-hands": poll(kind=HANDS, countdown=NO_CLOCK),
        "wall-poll-paper": poll(**election, kind=PAPER, countdown=NO_CLOCK, options=NAMES[:5]),
        "wall-poll-paper-closed": poll(kind=PAPER, countdown=NO_CLOCK, stage=s.PollStage.CLOSED),
    }
    return polls | results
