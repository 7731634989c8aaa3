"""A meeting with a poll of every kind and form, and everything that can happen to one, for the auditor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from hub.domain import commands
from hub.domain.vocabulary import (
    Absence,
    Abstention,
    Base,
    Choice,
    ConfidenceRule,
    Entry,
    Form,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    NamedAnswer,
    Option,
    Person,
    PollKind,
    PollPlan,
    Release,
    Role,
    Seat,
    SecondRound,
    Share,
    SignInMode,
    TieRule,
)
from tests.audit.bundle_maker import Draft, Room, finished, plan, settings

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
HERE = ("an", "binh", "chi", "dung", "em")
CANDIDATES = (Option("khach", ""), Option("giang", ""), Option("trong", ""))
PLACES = (Option("a", "Phương án A"), Option("b", "Phương án B"))
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


def plan_of_kinds() -> MeetingPlan:
    """Signed in by PIN at one's own seat; a substitute has come, and one seat is nobody's."""
    made = plan()
    came = Person("trong", False, Role.SUBSTITUTE, "giang")  # noqa: FBT003
    persons = tuple(
        replace(each, absence=Absence.EXCUSED) if each.person == "giang" else each
        for each in (*made.persons, came)
    )
    return replace(
        made,
        persons=persons,
        seats=(*made.seats, Seat("ghe-trong", "seat-trong", "", 9, 0)),
        items=tuple(
            ItemPlan(f"item-{n}", n, f"Nội dung {n}", "Phòng Kinh tế", 10, "") for n in (1, 2, 3, 4)
        ),
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
    for part in (_arrive, _pressed, _typed, _options, _put_right, _asked, _package):
        part(room)
    room.do(commands.CloseSession())
    return finished(room)


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
