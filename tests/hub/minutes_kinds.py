"""One meeting with every kind and form of poll and everything that can happen to one, for the minutes."""

from __future__ import annotations

from msgspec.structs import replace

from hub.application.minutes import Head, Minutes, compose
from hub.application.roster import Name, Roster
from hub.domain import commands
from hub.domain.vocabulary import (
    Absence,
    Base,
    Choice,
    ConfidenceRule,
    Entry,
    Form,
    MeetingPlan,
    NamedAnswer,
    Option,
    Person,
    PollKind,
    PollPlan,
    Role,
    Share,
    TieRule,
)
from tests.support.meeting import Play, sign_in
from tests.support.plans import SETTINGS, device_id, make_plan, person_id, roster

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN
CAST = replace(SETTINGS, majority=replace(SETTINGS.majority, base=Base.CAST), tie=TieRule.NONE)
CONFIDENCE = replace(
    SETTINGS,
    tie=TieRule.NONE,
    confidence=ConfidenceRule(Share(1, 2, strict=True), Share(2, 3, strict=False)),
)
CANDIDATES = {"ung-vien-1": "Hoàng Gia Bảo", "ung-vien-2": "Tô Thị Mến", "ung-vien-3": "Âu Duy Lân"}
PERSONS = tuple(Option(option, "") for option in CANDIDATES)
PLACES = (Option("cao-lanh", "Cao Lãnh"), Option("sa-dec", "Sa Đéc"))


def _polls() -> tuple[PollPlan, ...]:
    def poll(name: str, item: int, question: str, kind: PollKind, **more: object) -> PollPlan:
        plan = PollPlan(name, f"item-{item}", question, kind, SETTINGS)
        return replace(plan, **more)  # type: ignore[arg-type]

    return (
        poll("tron-goi", 1, "Thông qua trọn gói", PollKind.UNNAMED, package=("item-4",)),
        poll("gio-tay", 1, "Chọn nơi họp", PollKind.SHOW_OF_HANDS,
             form=Form.OPTIONS, options=PLACES, settings=CAST),
        poll("bau-cu", 2, "Bầu hai Phó Chủ tịch", PollKind.PAPER,
             form=Form.OPTIONS, options=PERSONS, picks=2, places=2, settings=CAST,
             excluded=(person_id(6),)),
        poll("tin-nhiem", 2, "Lấy phiếu tín nhiệm", PollKind.ROLL_CALL,
             form=Form.CONFIDENCE, options=PERSONS[:2], settings=CONFIDENCE),
        poll("bi-huy", 3, "Thông qua kế hoạch", PollKind.ROLL_CALL),
        poll("ghi-ten", 3, "Thông qua danh sách", PollKind.SHOW_OF_HANDS),
    )  # fmt: skip


def plan() -> MeetingPlan:
    """Eight members: the last two absent, and a substitute (p009) who came for one of them."""
    made = make_plan(8, guests=2, items=4)
    away = {person_id(8): replace(made.persons[7], absence=Absence.EXCUSED)}
    away[person_id(9)] = Person(person_id(9), False, Role.SUBSTITUTE, person_id(8))  # noqa: FBT003
    persons = tuple(away.get(person.person, person) for person in made.persons)
    return replace(made, persons=persons, polls=_polls(), tellers=(person_id(3),))


def play() -> Play:
    """The whole session."""
    course = Play(plan())
    course.signs_in(1, 2, 3, 4, 5, 6, 9, 10)
    course.does(commands.OpenSession(), commands.AcceptAbsence(person_id(7), Absence.UNEXCUSED))
    for part in (_item_1, _item_2, _item_3):
        course.waits(60_000)
        part(course)
    course.does(commands.CloseSession())
    return course


def _item_1(course: Play) -> None:
    course.does(commands.TakeItem("item-1"), commands.OpenPoll("tron-goi"))
    for number, choice in enumerate((FOR, FOR, FOR, FOR, FOR, AGAINST), 1):
        course.does(course.ballot(number, choice, "tron-goi"))
    course.does(
        commands.ClosePoll("tron-goi"),
        course.correction((6, (FOR,)), poll="tron-goi"),
        commands.AnnouncePoll("tron-goi"),
        commands.OpenPoll("gio-tay"),
        course.count(3, Entry(6, (5, 1)), "gio-tay"),
        commands.ClosePoll("gio-tay"),
        commands.AnnouncePoll("gio-tay"),
        commands.ConcludeItem("item-1", "Thống nhất."),
    )


def _item_2(course: Play) -> None:
    typed = Entry(5, (4, 3, 1), blank=0, invalid=1)
    course.does(
        commands.TakeItem("item-2"),
        commands.OpenPoll("bau-cu"),
        course.count(2, typed, "bau-cu"),
        course.count(3, typed, "bau-cu"),
        commands.ClosePoll("bau-cu"),
        commands.AnnouncePoll("bau-cu"),
        commands.OpenPoll("tin-nhiem"),
    )
    for number in range(1, 7):
        course.does(course.ballot(number, ("high", "low"), "tin-nhiem"))
    course.does(
        commands.ClosePoll("tin-nhiem"),
        commands.AnnouncePoll("tin-nhiem"),
        commands.ConcludeItem("item-2", "Thống nhất."),
    )


def _item_3(course: Play) -> None:
    secretary = person_id(2), device_id(2)
    course.does(
        commands.TakeItem("item-3"),
        commands.OpenPoll("bi-huy"),
        course.ballot(1, FOR, "bi-huy"),
        commands.ProposeVoid("bi-huy", "một ghế mất điện"),
        commands.AnswerVoid("bi-huy", *secretary, agrees=False),
        commands.ProposeVoid("bi-huy", "ba ghế mất điện"),
        commands.AnswerVoid("bi-huy", *secretary, agrees=True),
        commands.Revote("bi-huy"),
    )
    course.waits(60_000)
    again = next(name for name, poll in course.state.polls.items() if poll.plan.replaces)
    course.does(commands.OpenPoll(again), course.ballot(1, AGAINST, again), sign_in(7))
    course.does(commands.ClosePoll(again), commands.AnnouncePoll(again))
    _repeat(course, again)
    named = Entry(1, (0, 1, 0), named=(NamedAnswer(person_id(1), (AGAINST,)),))
    course.does(
        commands.OpenPoll("ghi-ten"),
        course.count(2, named, "ghi-ten"),
        commands.ClosePoll("ghi-ten"),
        commands.AnnouncePoll("ghi-ten"),
        course.correction((3, (FOR,)), poll="ghi-ten"),
        commands.SignOut(person_id(5), "left"),
        commands.ConcludeItem("item-3", "Chưa thông qua."),
    )


def _repeat(course: Play, announced: str) -> None:
    """An announced poll is held again and superseded."""
    course.does(commands.Revote(announced))
    third = list(course.state.polls)[-1]
    course.does(commands.OpenPoll(third))
    for number in range(1, 6):
        course.does(course.ballot(number, FOR, third))
    course.does(commands.ClosePoll(third), commands.AnnouncePoll(third))


def two_rounds() -> Play:
    """An election of two, of whom the second is elected in a second round."""
    course = Play(plan())
    course.signs_in(1, 2, 3, 4, 5, 6)
    course.does(commands.OpenSession(), commands.TakeItem("item-2"))
    course.does(commands.OpenPoll("bau-cu"))
    _counted(course, "bau-cu", Entry(5, (4, 2, 1)))
    course.does(commands.Revote("bau-cu"))
    second = list(course.state.polls)[-1]
    course.waits(60_000)
    course.does(commands.OpenPoll(second))
    _counted(course, second, Entry(5, (4, 1)))
    return course


def _counted(course: Play, poll: str, typed: Entry) -> None:
    course.does(course.count(2, typed, poll), course.count(3, typed, poll))
    course.does(commands.ClosePoll(poll), commands.AnnouncePoll(poll))


def minutes(course: Play | None = None) -> Minutes:
    """What is told of it."""
    records = [(at, event) for event, at in (course or play()).events]
    known = Roster.parse(roster(8, 2))
    names = {option: Name(option, name, "", name) for option, name in CANDIDATES.items()}
    head = Head(len(records), "a" * 64)
    return compose(records, Roster({**known.names, **names}), head=head)
