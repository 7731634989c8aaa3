"""One meeting of an invented province as values of every screen state: 21 members, 19 present."""

from __future__ import annotations

from msgspec.structs import replace

from device import screens as s

HEADER = s.Header(
    meeting_title="Phiên họp thường kỳ tháng 11/2026",
    body_name="UBND tỉnh Lâm Hà",
    room_name="Phòng họp A2",
    chair_title="Chủ tịch UBND tỉnh",
    clock="09:31",
    link=s.Link.ONLINE,
)
SEAT_HEADER = replace(HEADER, seat_label="10", person="Giám đốc Sở Xây dựng")
WALL_HEADER = replace(HEADER, body_name="Ủy ban nhân dân tỉnh Lâm Hà")

QUESTION = (
    "Thông qua dự thảo Nghị quyết về Kế hoạch đầu tư công trung hạn giai đoạn 2026–2030, "
    "trình HĐND tỉnh"
)
CONCLUSION = (
    "Thống nhất nội dung dự thảo Nghị quyết; giao Sở Tài chính chủ trì, phối hợp Sở Tư pháp hoàn "
    "thiện hồ sơ trình HĐND tỉnh trước ngày 05/12/2026."
)

_ITEMS = (
    ("Thông qua chương trình phiên họp", "Chủ tọa", "08:00", 10, 9),
    ("Báo cáo tình hình kinh tế – xã hội tháng 11", "Giám đốc Sở Tài chính", "08:09", 35, 44),
    (
        "Kế hoạch đầu tư công trung hạn giai đoạn 2026–2030",
        "Giám đốc Sở Tài chính",
        "08:53",
        45,
        4,
    ),
    ("Đề án phát triển nhà ở xã hội", "Giám đốc Sở Xây dựng", "09:38", 30, 0),
    ("Bảng giá đất năm 2027", "Giám đốc Sở Nông nghiệp và Môi trường", "10:08", 40, 0),
    ("Trọn gói 3 nội dung thông qua không thảo luận", "Chánh Văn phòng", "10:48", 5, 0),
    ("Kết luận, bế mạc", "Chủ tọa", "10:53", 10, 0),
)


def agenda(active: int = 3, stage: s.ItemStage = s.ItemStage.PRESENTING) -> tuple[s.AgendaRow, ...]:
    """Seven items; those before `active` are concluded. 0: none has begun."""
    rows = []
    for number, (title, presenter, start, planned, spent) in enumerate(_ITEMS, start=1):
        concluded = number < active
        is_active = number == active
        rows.append(
            s.AgendaRow(
                item=f"item-{number}",
                number=number,
                title=title,
                presenter=presenter,
                planned_start=start,
                planned_minutes=planned,
                spent_minutes=(spent or planned) if concluded or is_active else 0,
                stage=s.ItemStage.CONCLUDED
                if concluded
                else stage
                if is_active
                else s.ItemStage.READY,
                active=is_active,
                selected=is_active,
                papers_missing=1 if number == 5 else 0,
            )
        )
    return tuple(rows)


def papers(percent: int = 100, selected: str = "nghi-quyet") -> tuple[s.PaperTab, ...]:
    whole = percent == 100
    return tuple(
        s.PaperTab(paper, title, pages, percent, whole, preview=True, selected=paper == selected)
        for paper, title, pages in (
            ("nghi-quyet", "Dự thảo Nghị quyết về Kế hoạch đầu tư công", 24),
            ("to-trinh", "Tờ trình số 215/TTr-STC", 6),
            ("tham-dinh", "Báo cáo thẩm định", 9),
        )
    )


READER = s.Reader(
    "nghi-quyet", 1, "Dự thảo Nghị quyết", 1, 24, 100, readable=True, preview=True, papers=papers()
)

NO_READER = s.Reader("", 0, "", 1, 0, 0, readable=False, preview=False)

RULE = s.Rule(
    base=s.Base.MEMBERS,
    numerator=1,
    denominator=2,
    strict=True,
    needed=11,
    base_count=21,
    citation="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    verified=False,
)
COUNTDOWN = s.Countdown(remaining_ms=18_000, total_ms=30_000, running=True)
COUNTS = s.Counts(in_favour=15, against=2, abstain=1, silent=1, absent=2, members=21)

BALLOT = s.Ballot(
    poll="poll-3",
    question="Thông qua dự thảo Nghị quyết về Kế hoạch đầu tư công 2026–2030",
    item_number=3,
    stage=s.PollStage.OPEN,
    countdown=COUNTDOWN,
    rule=RULE,
    may_change=True,
    may_vote=True,
    lamp=s.Lamp.OFF,
    choice=None,
    receipt=None,
)
ACCEPTED = replace(
    BALLOT,
    lamp=s.Lamp.ACCEPTED,
    choice=s.Choice.FOR,
    receipt=1204,
    accepted_at="09:31:12",
)
RESULT = s.Result(
    poll="poll-3",
    question=QUESTION,
    item_number=3,
    stage=s.PollStage.ANNOUNCED,
    counts=COUNTS,
    outcome=s.Outcome.CARRIED,
    rule=RULE,
    code=("sen", "mây", "đá", "lúa"),
    witness=s.Witness.AGREES,
    own_choice=s.Choice.FOR,
    own_receipt=1204,
    own_counted=True,
    seats_agreeing=19,
    seats_present=19,
)
NOT_CARRIED = replace(
    RESULT,
    counts=s.Counts(9, 7, 2, 1, 2, 21),
    outcome=s.Outcome.NOT_CARRIED,
    rule=replace(RULE, verified=True, numerator=2, denominator=3, strict=False, needed=14),
    own_choice=None,
    own_receipt=None,
    own_counted=False,
    witness=s.Witness.DIFFERS,
    seats_agreeing=17,
)
SESSION = s.SeatSession(
    header=SEAT_HEADER,
    agenda=agenda(),
    reader=READER,
    session_open=True,
    quorum=s.Quorum.MET,
    present=19,
    needed=14,
    members=21,
)


def _seat_ballots() -> dict[str, s.SeatSession]:
    session = replace(SESSION, agenda=agenda(3, s.ItemStage.VOTING))

    def with_ballot(**changes: object) -> s.SeatSession:
        return replace(session, ballot=replace(BALLOT, **changes))

    return {
        "seat-vote": with_ballot(),
        "seat-vote-confirming": with_ballot(confirming=s.Choice.AGAINST),
        "seat-vote-waiting": with_ballot(lamp=s.Lamp.WAITING, choice=s.Choice.FOR),
        "seat-voted": replace(session, ballot=ACCEPTED),
        "seat-voted-final": replace(session, ballot=replace(ACCEPTED, may_change=False)),
        "seat-vote-refused": with_ballot(
            lamp=s.Lamp.REFUSED, choice=s.Choice.FOR, refusal="poll-not-open"
        ),
        "seat-vote-paused": with_ballot(
            stage=s.PollStage.PAUSED, countdown=replace(COUNTDOWN, running=False)
        ),
        "seat-vote-last-seconds": with_ballot(countdown=replace(COUNTDOWN, remaining_ms=7_400)),
        "seat-vote-untimed": with_ballot(countdown=s.Countdown(None, None, running=True)),
        "seat-vote-guest": with_ballot(may_vote=False),
    }


def seat_screens() -> dict[str, s.SeatScreen]:
    """Every state of a seat by name."""
    welcome = s.SeatWelcome(
        header=replace(SEAT_HEADER, clock="07:46"),
        starts="08:00",
        date="2026-11-26",
        member="m-10",
        person_name="Nguyễn Thị Minh Hà",
        person_title="Giám đốc Sở Xây dựng",
        guest=False,
        signing_in=False,
    )
    arriving = replace(READER, percent=45, readable=False, preview=False, papers=papers(45))
    others: dict[str, s.SeatScreen] = {
        "seat-searching": s.SeatWaiting(replace(SEAT_HEADER, link=s.Link.SEARCHING)),
        "seat-refused": s.SeatWaiting(
            replace(SEAT_HEADER, link=s.Link.REFUSED), fault="foreign-certificate"
        ),
        "seat-welcome": welcome,
        "seat-welcome-guest": replace(
            welcome,
            guest=True,
            signing_in=True,
            person_name="Trần Đình Nguyên Khánh",
            person_title="Phó Trưởng đoàn chuyên trách Đoàn đại biểu Quốc hội tỉnh",
            fault="seat-not-assigned",
        ),
        "seat-before-opening": replace(
            SESSION, session_open=False, agenda=agenda(0), quorum=s.Quorum.SHORT, present=12
        ),
        "seat-reading": replace(SESSION, conclusion=CONCLUSION),
        "seat-arriving": replace(SESSION, reader=arriving),
        "seat-preview": replace(SESSION, reader=replace(arriving, preview=True)),
        "seat-no-paper": replace(SESSION, reader=NO_READER, notice="page-unreadable"),
        "seat-result": replace(SESSION, result=RESULT, agenda=agenda(3, s.ItemStage.CONCLUDING)),
        "seat-result-not-carried": replace(SESSION, result=NOT_CARRIED),
        "seat-lost": replace(SESSION, header=replace(SEAT_HEADER, link=s.Link.LOST)),
        "seat-closed": replace(SESSION, agenda=agenda(8), closed=True, conclusion=CONCLUSION),
    }
    return others | _seat_ballots()


_PLACES = (
    ("06", "Chánh VP", 0, 0),
    ("02", "Phó CT 1", 1, 0),
    ("03", "Phó CT 2", 2, 0),
    ("01", "Chủ tịch", 3, 0),
    ("04", "Phó CT 3", 4, 0),
    ("05", "Phó CT 4", 5, 0),
    ("19", "Thanh tra", 6, 0),
    ("07", "Tài chính", 0, 1),
    ("20", "Công an", 7, 1),
    ("08", "Nội vụ", 0, 2),
    ("21", "Quân sự", 7, 2),
    ("09", "Tư pháp", 0, 3),
    ("10", "Xây dựng", 7, 3),
    ("11", "NN&MT", 0, 4),
    ("12", "Công Thương", 1, 4),
    ("13", "KH&CN", 2, 4),
    ("14", "GD&ĐT", 3, 4),
    ("15", "Y tế", 4, 4),
    ("16", "VHTT&DL", 5, 4),
    ("17", "DT&TG", 6, 4),
    ("18", "Ngoại vụ", 7, 4),
)


def room_map(*, polling: bool = False, assembling: bool = False) -> tuple[s.MapSeat, ...]:
    """21 seats around a table."""

    def state(label: str) -> s.SeatState:
        if label in {"18", "21"}:
            return s.SeatState.ABSENT
        if assembling and label in {"05", "12", "13", "16", "19"}:
            return s.SeatState.AWAITED
        if label == "15" and (polling or assembling):
            return s.SeatState.TROUBLE
        if polling:
            pressed = label not in {"14", "20"}
            return s.SeatState.PRESSED if pressed else s.SeatState.NOT_PRESSED
        return s.SeatState.PRESENT

    return tuple(
        s.MapSeat(f"seat-{label}", label, name, column, row, state(label), chair=label == "01")
        for label, name, column, row in _PLACES
    )


CHAIR_PAPERS = (
    s.PaperTab("to-trinh", "Tờ trình", 6, 100, readable=True, preview=True),
    s.PaperTab("nghi-quyet", "Dự thảo Nghị quyết", 24, 100, readable=True, preview=True),
    s.PaperTab("tham-dinh", "Báo cáo thẩm định", 9, 62, readable=True, preview=True),
)
ITEM = s.ItemPanel(
    item="item-3",
    number=3,
    count=7,
    title="Kế hoạch đầu tư công trung hạn giai đoạn 2026–2030",
    presenter="Giám đốc Sở Tài chính",
    stage=s.ItemStage.PRESENTING,
    started="08:53",
    planned_minutes=45,
    elapsed_ms=4 * 60_000 + 42_000,
    papers=CHAIR_PAPERS,
    conclusion=CONCLUSION,
    conclusion_confirmed=False,
)
POLL = s.PollPanel(
    poll="poll-3",
    question=QUESTION,
    item_number=3,
    stage=s.PollStage.OPEN,
    countdown=COUNTDOWN,
    rule=RULE,
    entitled_present=19,
    pressed=16,
    counts=s.Counts(13, 2, 1, 3, 2, 21),
)
_ITEM_3 = {"target": "item-3", "label": ITEM.title, "number": 3}
_POLL_3 = {"target": "poll-3", "label": "", "number": 3}
CHAIR = s.ChairScreen(
    header=replace(HEADER, clock="08:57"),
    agenda=agenda(),
    present=19,
    members=21,
    needed=14,
    quorum=s.Quorum.MET,
    guests_present=3,
    map=room_map(),
    next_step=s.StepButton(s.Step.START_DISCUSSION, "item-3", "Kết thúc trình bày", 3),
    other_steps=(
        s.StepButton(s.Step.OPEN_POLL, "poll-3", QUESTION, 3),
        s.StepButton(s.Step.CONCLUDE_ITEM, **_ITEM_3),
        s.StepButton(s.Step.TAKE_ITEM, "item-4", "Đề án phát triển nhà ở xã hội", 4),
        s.StepButton(s.Step.CLOSE_SESSION, "", "", enabled=False, obstacle="item-not-concluded"),
    ),
    session_open=True,
    closed=False,
    papers_percent=87,
    seats_online=20,
    seats_total=21,
    finish_planned="10:55",
    finish_forecast="11:03",
    item=ITEM,
)


def chair_screens() -> dict[str, s.ChairScreen]:
    """Every state of the console by name."""
    voting = agenda(3, s.ItemStage.VOTING)
    poll = replace(
        CHAIR,
        header=HEADER,
        agenda=voting,
        map=room_map(polling=True),
        poll=POLL,
        next_step=s.StepButton(s.Step.CLOSE_POLL, **_POLL_3),
        other_steps=(
            s.StepButton(s.Step.PAUSE_POLL, **_POLL_3),
            s.StepButton(s.Step.EXTEND_POLL, **_POLL_3),
            s.StepButton(s.Step.RETURN_TO_DISCUSSION, **_ITEM_3),
        ),
    )
    counted = replace(
        CHAIR,
        header=replace(HEADER, clock="09:32"),
        agenda=voting,
        result=replace(RESULT, stage=s.PollStage.CLOSED),
        next_step=s.StepButton(s.Step.ANNOUNCE_POLL, **_POLL_3),
        other_steps=(s.StepButton(s.Step.RETURN_TO_DISCUSSION, **_ITEM_3),),
    )
    next_item = s.StepButton(s.Step.TAKE_ITEM, "item-4", "Đề án phát triển nhà ở xã hội", 4)
    closed = replace(
        CHAIR,
        agenda=agenda(8),
        item=None,
        closed=True,
        next_step=s.StepButton(s.Step.NONE, enabled=False),
        other_steps=(),
        minutes_ready=True,
        papers_percent=100,
        seats_online=21,
    )
    return {
        "chair-assembling": replace(
            CHAIR,
            header=replace(HEADER, clock="07:52"),
            agenda=agenda(0),
            map=room_map(assembling=True),
            present=13,
            quorum=s.Quorum.SHORT,
            session_open=False,
            item=None,
            next_step=s.StepButton(s.Step.OPEN_SESSION, enabled=False, obstacle="quorum-not-met"),
            other_steps=(),
            papers_percent=42,
            seats_online=20,
        ),
        "chair-running": CHAIR,
        "chair-overrun": replace(
            CHAIR,
            agenda=agenda(3, s.ItemStage.DISCUSSING),
            item=replace(ITEM, stage=s.ItemStage.DISCUSSING, elapsed_ms=49 * 60_000, conclusion=""),
            notice="conclusion-empty",
            next_step=s.StepButton(s.Step.OPEN_POLL, "poll-3", QUESTION, 3),
        ),
        "chair-poll": poll,
        "chair-poll-hidden": replace(
            poll,
            poll=replace(
                POLL,
                stage=s.PollStage.PAUSED,
                counts=None,
                countdown=replace(COUNTDOWN, running=False),
            ),
            waiting=True,
        ),
        "chair-result": counted,
        "chair-result-not-carried": replace(
            counted, result=replace(NOT_CARRIED, stage=s.PollStage.CLOSED)
        ),
        "chair-between": replace(
            CHAIR, agenda=agenda(4, s.ItemStage.READY), item=None, next_step=next_item
        ),
        "chair-closed": closed,
        "chair-closed-alone": replace(closed, centre=False),
    }


def wall_screens() -> dict[str, s.WallScreen]:
    """Every state of the wall by name."""
    item = s.WallItem(
        header=replace(WALL_HEADER, clock="08:57"),
        number=3,
        count=7,
        title=ITEM.title,
        presenter=ITEM.presenter,
        stage=s.ItemStage.PRESENTING,
        papers=("Tờ trình", "Dự thảo Nghị quyết", "Báo cáo thẩm định"),
        planned_minutes=45,
        elapsed_ms=ITEM.elapsed_ms,
    )
    poll = s.WallPoll(
        header=WALL_HEADER,
        question=QUESTION,
        item_number=3,
        stage=s.PollStage.OPEN,
        countdown=COUNTDOWN,
        rule=RULE,
        entitled_present=19,
        pressed=16,
    )
    return {
        "wall-welcome": s.WallWelcome(
            header=replace(WALL_HEADER, clock="07:52"),
            present=13,
            members=21,
            needed=14,
            quorum=s.Quorum.SHORT,
            session_open=False,
            starts="08:00",
            next_title="Thông qua chương trình phiên họp",
            next_number=1,
        ),
        "wall-item": item,
        "wall-item-over": replace(item, elapsed_ms=49 * 60_000, stage=s.ItemStage.DISCUSSING),
        "wall-poll": poll,
        "wall-poll-last-seconds": replace(
            poll, pressed=19, countdown=replace(COUNTDOWN, remaining_ms=6_000)
        ),
        "wall-poll-closed": replace(poll, stage=s.PollStage.CLOSED, pressed=18),
        "wall-result": s.WallResult(WALL_HEADER, RESULT),
        "wall-result-not-carried": s.WallResult(WALL_HEADER, NOT_CARRIED),
        "wall-conclusion": s.WallConclusion(WALL_HEADER, 3, ITEM.title, CONCLUSION),
        "wall-closed": s.WallConclusion(WALL_HEADER, 7, "", "", closed=True),
    }
