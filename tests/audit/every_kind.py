"""A meeting with a poll of every kind and form, and everything that can happen to one, for the auditor."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from msgspec.structs import replace

from hub.domain import commands
from hub.domain.vocabulary import (
    Absence,
    Abstention,
    Assignment,
    Base,
    Choice,
    ConfidenceRule,
    Entry,
    Form,
    Group,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    NamedAnswer,
    Opinions,
    Option,
    PastSession,
    Person,
    PollKind,
    PollPlan,
    QueueMode,
    Registration,
    Release,
    Role,
    Seat,
    SecondRound,
    Share,
    SignInMode,
    SpeechKind,
    TieRule,
)
from tests.audit.bundle_maker import Draft, Room, finished, plan, settings, time_report_of

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
HERE = ("an", "binh", "chi", "dung", "em")
CANDIDATES = (Option("khach", ""), Option("giang", ""), Option("trong", ""))
PLACES = (Option("a", "Phương án A"), Option("b", "Phương án B"))
SPOKEN_ABOUT = ItemPlan(
    item="item-5",
    number=5,
    title="Nội dung 5",
    presenter="Phòng Kinh tế",
    planned_minutes=1,
    draft="",
    speaker="em",
    expected_papers=1,
    opinions=Opinions(5, other=1),
    registered=(Registration("chi", SpeechKind.DEBATE), Registration("khach")),
)
TASK = Assignment("Hoàn thiện đề án", "Phòng Kinh tế", ("Văn phòng",), "2026-07-31")
LOW = ConfidenceRule(Share(1, 2, strict=True), Share(2, 3, strict=False))


def _poll(name: str, kind: PollKind, item: int = 1, **more: Any) -> PollPlan:
    changes = {key: more.pop(key) for key in ("tie", "release", "abstention") if key in more}
    base = more.pop("base", Base.MEMBERS)
    rule = MajorityRule(base, 1, 2, strict=True, citation="Điều 117", verified=True)
    rule = replace(rule, plus=more.pop("plus", None))
    how = settings(majority=rule, **changes)
    how = replace(how, second_round=SecondRound.RELATIVE, confidence=LOW)
    return PollPlan(name, f"item-{item}", f"Câu hỏi {name}?", kind, how, **more)


def _polls() -> tuple[PollPlan, ...]:
    hands, paper = PollKind.SHOW_OF_HANDS, PollKind.PAPER
    return (
        _poll("trich-bien-ban", PollKind.ROLL_CALL, release=Release.AT_ONCE, drafted=True),
        _poll("khong-ten", PollKind.UNNAMED, tie=TieRule.CHAIR_SIDE_ANY),
        _poll("chu-toa", PollKind.ROLL_CALL, tie=TieRule.CHAIR_ONLY_IN_TIE, base=Base.PRESENT),
        _poll("gio-tay", hands, abstention=Abstention.SUBTRACTED, base=Base.CAST, plus=1),
        _poll("gio-tay-ten", hands, base=Base.PRESENT, excluded=("em",)),
        _poll("giay", paper, base=Base.CAST, abstention=Abstention.BARRING),
        _poll(
            "bau",
            PollKind.ROLL_CALL,
            base=Base.CAST,
            form=Form.OPTIONS,
            options=CANDIDATES,
            picks=2,
            places=2,
        ),
        _poll("chon", paper, base=Base.CAST, form=Form.OPTIONS, options=PLACES),
        _poll("tin-nhiem", PollKind.UNNAMED, form=Form.CONFIDENCE, options=CANDIDATES[:2]),
        _poll("tron-goi", PollKind.UNNAMED, item=2, package=("item-3", "item-4")),
    )


def _items(last: int) -> tuple[ItemPlan, ...]:
    return tuple(
        ItemPlan(f"item-{n}", n, f"Nội dung {n}", "Phòng Kinh tế", 10, "")
        for n in range(1, last + 1)
    )


def plan_of_kinds() -> MeetingPlan:
    """Signed in by PIN at one's own seat; a substitute has come, and one seat is nobody's."""
    made = plan()
    came = Person("trong", False, Role.SUBSTITUTE, "giang")  # noqa: FBT003
    persons = tuple(
        replace(
            each,
            absence=Absence.EXCUSED if each.person == "giang" else None,
            group="to-1" if each.person in ("chi", "dung") else "",
        )
        for each in (*made.persons, came)
    )
    return replace(
        made,
        persons=persons,
        seats=(*made.seats, Seat("ghe-trong", "seat-trong", "", 9, 0)),
        items=(*_items(4), SPOKEN_ABOUT, *_items(7)[5:]),
        deputies=("chi",),
        groups=(Group("to-1", "Tổ 1", 20_000), Group("to-2", "Tổ 2")),
        before=(PastSession("2026-05-27", 240, paper=True), PastSession("2026-04-27", 200)),
        polls=_polls(),
        tellers=("chi",),
        sign_in=SignInMode.PIN_HERE,
    )


def every_kind() -> tuple[Draft, ...]:
    """Its records."""
    return _course()[0]


def beside() -> Mapping[str, bytes]:
    """Its files beside the log."""
    return _course()[1]


@cache
def _course() -> tuple[tuple[Draft, ...], Mapping[str, bytes]]:
    room = Room()
    for part in (
        _arrive,
        _pressed,
        _typed,
        _options,
        _put_right,
        _asked,
        _package,
        _spoken,
        _moved,
    ):
        part(room)
    room.do(commands.CloseSession())
    drafts, files = finished(room)
    return drafts, {**files, **time_report_of(room)}


def _arrive(room: Room) -> None:
    room.do(commands.ConveneMeeting(plan_of_kinds()))
    room.sign_in(*HERE[:3], "khach", proven=True)
    for _ in range(3):
        room.fail(commands.SignIn("dung", "ghe-dung", "seat-dung"), actor="seat-dung")
    room.do(commands.UnlockPerson("dung"), commands.MovePerson("em", "ghe-trong"))
    room.sign_in("dung", proven=True)
    away = commands.SignIn("em", "ghe-trong", "seat-trong", proven=True)
    room.do(away, actor="seat-trong")
    room.do(commands.MovePerson("em", "ghe-em"))
    room.do(commands.OpenSession(), commands.AcceptAbsence("giang", Absence.UNEXCUSED))
    room.do(commands.TakeItem("item-1"))


def _pressed(room: Room) -> None:
    room.do(commands.ReadyPoll("trich-bien-ban"), commands.OpenPoll("trich-bien-ban"))
    room.vote("trich-bien-ban", an=FOR, binh=FOR, chi=FOR, dung=FOR)
    room.do(commands.ClosePoll("trich-bien-ban"))
    room.do(commands.OpenPoll("khong-ten"))
    room.vote("khong-ten", an=FOR, binh=FOR, chi=AGAINST, dung=AGAINST, em=ABSTAIN)
    room.do(commands.ClosePoll("khong-ten"), commands.AnnouncePoll("khong-ten"))
    room.do(commands.OpenPoll("chu-toa"))
    room.vote("chu-toa", binh=FOR, chi=FOR, dung=AGAINST, em=AGAINST)
    room.do(commands.ClosePoll("chu-toa"), commands.DecideTie("chu-toa", FOR))
    room.do(commands.AnnouncePoll("chu-toa"))


def _typed(room: Room) -> None:
    room.do(commands.OpenPoll("gio-tay"))
    room.type("gio-tay", "chi", Entry(5, (1, 1, 3)))
    room.type("gio-tay", "chi", Entry(5, (3, 1, 1)))
    room.do(commands.ClosePoll("gio-tay"), commands.AnnouncePoll("gio-tay"))
    room.do(commands.OpenPoll("gio-tay-ten"))
    named = (NamedAnswer("an", ("for",)), NamedAnswer("chi", ("against",)))
    room.type("gio-tay-ten", "binh", Entry(2, (1, 1, 0), named=named))
    room.do(commands.ClosePoll("gio-tay-ten"))
    room.correct("gio-tay-ten", "Ghi nhầm một tay", chi=("for",), dung=("for",), an=())
    room.do(commands.AnnouncePoll("gio-tay-ten"))
    room.do(commands.OpenPoll("giay"))
    room.type("giay", "binh", Entry(5, (2, 2, 0), invalid=1))
    room.do(commands.PausePoll("giay"))
    room.type("giay", "chi", Entry(5, (3, 1, 0), invalid=1))
    room.type("giay", "binh", Entry(5, (3, 1, 0), invalid=1))
    room.do(commands.ClosePoll("giay"), commands.AnnouncePoll("giay"))
    room.correct("giay", "Đếm lại: một phiếu trống", entry=Entry(4, (3, 1, 0)))


def _options(room: Room) -> None:
    room.do(commands.OpenPoll("bau"))
    room.answer("bau", an=("khach", "giang"), binh=("khach", "trong"), chi=("khach",), dung=())
    room.do(commands.ClosePoll("bau"), commands.AnnouncePoll("bau"), commands.Revote("bau"))
    room.do(commands.OpenPoll("bau-lai-1"))
    room.answer("bau-lai-1", an=("giang",), binh=("giang",), chi=("trong",))
    room.do(commands.ClosePoll("bau-lai-1"), commands.AnnouncePoll("bau-lai-1"))
    room.do(commands.OpenPoll("chon"))
    for who in ("binh", "chi"):
        room.type("chon", who, Entry(5, (3, 0), blank=1, invalid=1))
    room.do(commands.ClosePoll("chon"), commands.AnnouncePoll("chon"))
    room.do(commands.OpenPoll("tin-nhiem"))
    for who in HERE:
        room.answer("tin-nhiem", **{who: ("low", "high" if who == "an" else "low")})
    room.do(commands.ClosePoll("tin-nhiem"), commands.AnnouncePoll("tin-nhiem"))


def _put_right(room: Room) -> None:
    """A correction that two answers share, a voiding declined and one agreed to, a re-vote."""
    room.correct("tin-nhiem", "Hai ghế bấm nhầm", chi=("high", "high"), dung=("high", "high"))
    room.do(commands.ProposeVoid("khong-ten", "Một ghế mất điện"))
    room.answer_void("khong-ten", agrees=False)
    room.do(commands.ProposeVoid("khong-ten", "Hai ghế mất điện"))
    room.answer_void("khong-ten", agrees=True)
    room.do(commands.Revote("khong-ten"), commands.OpenPoll("khong-ten-lai-1"))
    room.vote("khong-ten-lai-1", binh=FOR, chi=FOR)
    room.do(commands.MovePerson("dung", "ghe-trong"))
    room.vote("khong-ten-lai-1", dung=FOR, an=FOR)
    room.do(commands.ClosePoll("khong-ten-lai-1"), commands.AnnouncePoll("khong-ten-lai-1"))


def _asked(room: Room) -> None:
    room.do(commands.AskNow("item-1", "Nghỉ giải lao?", PollKind.SHOW_OF_HANDS))
    room.type("item-1-hoi-1", "an", Entry(5, (5, 0, 0)))
    room.do(commands.ClosePoll("item-1-hoi-1"), commands.AnnouncePoll("item-1-hoi-1"))
    room.do(commands.ConcludeItem("item-1", "Thống nhất."))


def _package(room: Room) -> None:
    room.do(commands.TakeItem("item-2"), commands.OpenPoll("tron-goi"))
    room.vote("tron-goi", an=FOR, binh=FOR, chi=FOR, em=FOR)
    room.do(commands.ClosePoll("tron-goi"), commands.AnnouncePoll("tron-goi"))
    room.do(commands.ConcludeItem("item-2", "Thông qua."))


def _spoken(room: Room) -> None:
    """A presentation, a debate with a break and a handover in mid-speech, somebody who leaves speaking."""
    room.do(commands.TakeItem("item-5"), commands.ExtendSpeech())
    room.asks("dung", SpeechKind.CONTRIBUTION)
    room.do(commands.StartDiscussion("item-5"), commands.GrantSpeech("chi"))
    room.now += 15_000
    room.do(commands.PauseSpeech(), commands.ResumeSpeech())
    room.do(commands.HandOverChair("chi", "seat-chi"), actor="seat-chi")
    room.do(commands.SuspendSession(room.now + 900_000))
    room.do(commands.NoteItem("item-5", "Ông Chi đề nghị làm rõ nguồn vốn."))
    room.now += 600_000
    room.do(commands.ResumeSession(), commands.EndSpeech("chi"))
    room.do(commands.GrantSpeech("dung"))
    room.now += 30_000
    room.asks("an", SpeechKind.QUESTION)
    room.asks("an", SpeechKind.ORDER)
    room.do(commands.GrantSpeech("an"), commands.GrantSpeech("dung", SpeechKind.ANSWER))
    room.do(commands.GrantSpeech("chi", SpeechKind.CONTRIBUTION))
    room.do(commands.HandOverChair("an", "seat-an"), actor="seat-an")
    room.do(commands.WithdrawSpeech("khach", "person"), actor="seat-khach")
    room.do(commands.SetQueueMode(QueueMode.FIFO))
    room.asks("em", SpeechKind.CONTRIBUTION)
    room.do(commands.EndSpeech(), commands.SignOut("em", "left"))


def _moved(room: Room) -> None:
    """An item added and dealt with first; one put off, restored and passed; one taken off."""
    room.do(commands.PauseItem("item-5"), commands.MoveItem("item-7", "item-6"))
    room.do(commands.InsertItem("Việc phát sinh", "Văn phòng", 5, "item-7"))
    room.do(commands.TakeItem("them-1"))
    room.do(commands.AskNow("them-1", "Thông qua việc phát sinh?", PollKind.SHOW_OF_HANDS))
    room.type("them-1-hoi-1", "an", Entry(4, (4, 0, 0)))
    room.do(commands.ClosePoll("them-1-hoi-1"), commands.AnnouncePoll("them-1-hoi-1"))
    room.do(commands.ConcludeItem("them-1", "Thống nhất; giao Phòng Kinh tế.", (TASK,)))
    room.do(commands.PostponeItem("item-6", "Chưa đủ hồ sơ"), commands.RestoreItem("item-6"))
    room.do(commands.PassItems(("item-6",)), commands.WithdrawItem("item-7", ""))
    room.do(commands.TakeItem("item-5"), commands.DraftConclusion("item-5", "Đồng ý.", (TASK,)))
    room.do(commands.ConcludeItem("item-5", "Đồng ý.", (TASK,)))
