"""Whole meetings written down as their events, for the tests of the minutes."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from hub.application.minutes import Head, Minutes, Name, Roster, compose
from hub.domain import events, tally
from hub.domain.answers import sum_up
from hub.domain.events import Event
from hub.domain.vocabulary import (
    Base,
    Choice,
    Entry,
    Interim,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    Person,
    PollKind,
    PollPlan,
    PollSettings,
    PressRule,
    QuorumPolicy,
    QuorumRule,
    Stage,
    TieRule,
)

MINUTE = 60_000
EIGHT_O_CLOCK = 1_795_309_200_000  # 22 November 2026, 08:00 in Vietnam
HEAD = Head(412, "3fa94c07d1e25b86" + "0" * 48)

MAJORITY = MajorityRule(
    Base.MEMBERS, 1, 2, strict=True, citation="Điều 117 Luật số 77/2015/QH13", verified=False
)
TWO_THIRDS = MajorityRule(
    Base.MEMBERS, 2, 3, strict=False, citation="Quy chế làm việc số 12/2026/QĐ-UBND", verified=True
)
QUORUM = QuorumRule(2, 3, strict=False, citation="Điều 114 Luật số 77/2015/QH13", verified=False)

NAMES = (
    ("Nguyễn Thị Thu Hường", "Chủ tịch Ủy ban nhân dân tỉnh"),
    ("Trần Quốc Bảo", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    ("Lê Đình Phước", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    ("Phạm Thị Mỹ Duyên", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    ("Đặng Văn Khởi", "Chánh Văn phòng Ủy ban nhân dân tỉnh"),
    ("Vũ Ngọc Ánh", "Giám đốc Sở Tài chính"),
    ("Huỳnh Tấn Lộc", "Giám đốc Sở Xây dựng"),
    ("Bùi Thị Kiều Oanh", "Giám đốc Sở Y tế"),
    ("Đỗ Hữu Nghĩa", "Giám đốc Sở Giáo dục và Đào tạo"),
    ("Hồ Sỹ Quý", "Giám đốc Sở Nông nghiệp và Môi trường"),
    ("Ngô Thị Bích Thủy", "Giám đốc Sở Nội vụ"),
    ("Dương Mạnh Hùng", "Giám đốc Sở Khoa học và Công nghệ"),
    ("Lý Thị Ngọc Yến", "Giám đốc Sở Văn hóa, Thể thao và Du lịch"),
    ("Phan Trọng Nhân", "Giám đốc Sở Công Thương"),
    ("Võ Thành Đạt", "Giám đốc Sở Tư pháp"),
    ("Đinh Xuân Trường", "Chánh Thanh tra tỉnh"),
    ("Mai Thị Hồng Nhung", "Giám đốc Sở Dân tộc và Tôn giáo"),
    ("Trịnh Công Hoan", "Giám đốc Công an tỉnh"),
    ("Cao Văn Tiến", "Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh"),
    ("Tạ Minh Khuê", "Giám đốc Sở Ngoại vụ"),
    ("Lưu Thị Phương Thảo", "Ủy viên Ủy ban nhân dân tỉnh"),
)
GUESTS = (
    ("Kiều Văn Vượng", "Phó Trưởng Ban Kinh tế - Ngân sách, Hội đồng nhân dân tỉnh"),
    ("Hà Thị Lụa", "Phó Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
)


class Vote(Struct, frozen=True):
    """Choices of a poll in order of the persons; "." did not press. F, A and N press."""

    poll: str
    choices: str


def member(number: int) -> str:
    return f"m{number:03d}"


def guest(number: int) -> str:
    return f"g{number:03d}"


def settings(rule: MajorityRule, tie: TieRule = TieRule.CHAIR_SIDE) -> PollSettings:
    return PollSettings(rule, PressRule.LAST, 30_000, Interim.CHAIR, tie, QuorumPolicy.BLOCK)


def plan(members: int = 21, guests: int = 2) -> MeetingPlan:
    persons = [Person(member(n), votes=True) for n in range(members)]
    persons += [Person(guest(n), votes=False) for n in range(guests)]
    items = (
        ItemPlan("i1", 1, "Phân bổ dự toán ngân sách địa phương năm 2027", "Sở Tài chính", 30, ""),
        ItemPlan("i2", 2, "Kế hoạch sử dụng đất 5 năm 2026-2030", "Sở Xây dựng", 25, ""),
        ItemPlan("i3", 3, "Công tác cải cách hành chính quý IV", "Sở Nội vụ", 20, ""),
    )
    polls = (
        PollPlan(
            "p1",
            "i1",
            "Thông qua Tờ trình số 45/TTr-STC về phân bổ dự toán ngân sách địa phương năm 2027?",
            PollKind.ROLL_CALL,
            settings(MAJORITY),
        ),
        PollPlan(
            "p2",
            "i2",
            "Chuyển mục đích sử dụng 12,5 ha đất rừng sản xuất?",
            PollKind.ROLL_CALL,
            settings(TWO_THIRDS),
        ),
        PollPlan(
            "p3",
            "i2",
            "Thông qua Kế hoạch sử dụng đất 5 năm 2026-2030?",
            PollKind.ROLL_CALL,
            settings(MAJORITY),
        ),
    )
    return MeetingPlan(
        meeting="2026-11-thuong-ky",
        room="phong-so-2",
        room_name="Phòng họp số 2",
        body_name="Ủy ban nhân dân tỉnh Sông Lam Hạ",
        body_parent="",
        place="trụ sở Ủy ban nhân dân tỉnh Sông Lam Hạ",
        title="Phiên họp thường kỳ tháng 11 năm 2026 của Ủy ban nhân dân tỉnh",
        subject="",
        starts_at=EIGHT_O_CLOCK,
        chair=member(0),
        secretary=member(4),
        chair_title="Chủ tịch Ủy ban nhân dân tỉnh",
        rule_pack="vn-ubnd-2015",
        quorum=QUORUM,
        persons=tuple(persons),
        seats=(),
        items=items,
        papers=(),
        polls=polls,
        roster_sha256="0" * 64,
        defaults=settings(MAJORITY),
    )


def roster(members: int = 21, guests: int = 2) -> Roster:
    names = {}
    for n in range(members):
        name, title = NAMES[n % len(NAMES)]
        suffix = "" if n < len(NAMES) else f" {n}"
        names[member(n)] = Name(member(n), name + suffix, title, name.split()[-1])
    for n in range(guests):
        name, title = GUESTS[n]
        names[guest(n)] = Name(guest(n), name, title, name.split()[-1])
    return Roster(names)


def sign_in(person: str) -> Event:
    return events.PersonSignedIn(person, f"seat-{person}", f"dev-{person}", "assignment")


def opening(present: int, members: int = 21) -> list[Event]:
    """Everybody up to `present` signs in and the session opens."""
    arrivals = [sign_in(member(n)) for n in range(present)]
    return [*arrivals, events.SessionOpened(present, members)]


def vote(plan: MeetingPlan, vote: Vote, present: int) -> list[Event]:
    """A poll opened for the first `present` members, pressed, closed and announced."""
    poll = next(poll for poll in plan.polls if poll.poll == vote.poll)
    members = tuple(person.person for person in plan.persons if person.votes)
    letters = {"F": Choice.FOR, "A": Choice.AGAINST, "N": Choice.ABSTAIN}
    ballots = {member(n): letters[letter] for n, letter in enumerate(vote.choices) if letter != "."}
    entry = sum_up(poll, ((choice,) for choice in ballots.values()))
    return [
        opened(poll, members, present),
        events.PollClosed(
            vote.poll, "chair", counted(poll, entry, present, len(members), ballots.get(plan.chair))
        ),
        events.PollAnnounced(vote.poll),
    ]


def opened(poll: PollPlan, members: tuple[str, ...], present: int) -> Event:
    """A poll opened for the first `present` members."""
    here = members[:present]
    return events.PollOpened(
        poll.poll, members, "0" * 64, len(members), here, None, quorum_met=True
    )


def counted(
    poll: PollPlan, entry: Entry, present: int, members: int = 21, chair: Choice | None = None
) -> tally.Result:
    """What comes of counts when all members are entitled."""
    return tally.count(poll, entry, tally.Lists(members, members, present), chair_choice=chair)


def minutely(events_in_order: list[Event]) -> list[tuple[int, Event]]:
    """One event a minute from eight o'clock on, sign-ins before that."""
    first = next(
        (n for n, event in enumerate(events_in_order) if isinstance(event, events.SessionOpened)),
        len(events_in_order),
    )
    return [
        (EIGHT_O_CLOCK + (n - first) * MINUTE, event) for n, event in enumerate(events_in_order)
    ]


def session(meeting: MeetingPlan | None = None) -> list[Event]:
    """A session of 21 members: 18 at the opening, one late, one leaving, three polls, one void."""
    meeting = meeting or plan()
    return [
        events.MeetingConvened(meeting),
        sign_in(guest(0)),
        sign_in(guest(1)),
        *opening(18),
        events.ItemTaken("i1"),
        events.ItemMoved("i1", Stage.DISCUSSING),
        sign_in(member(18)),
        events.ItemMoved("i1", Stage.VOTING),
        *vote(meeting, Vote("p1", "F" * 15 + "AN."), 18),
        events.ItemConcluded(
            "i1",
            "Thống nhất phương án phân bổ dự toán theo Tờ trình số 45/TTr-STC. Giao Sở Tài chính "
            "chủ trì, phối hợp với Văn phòng Ủy ban nhân dân tỉnh hoàn thiện hồ sơ, trình ký trước "
            "ngày 27 tháng 11 năm 2026.",
        ),
        events.ItemTaken("i2"),
        events.ItemMoved("i2", Stage.DISCUSSING),
        *vote(meeting, Vote("p2", "F" * 13 + "AAAN."), 18),
        *vote(meeting, Vote("p3", "FFFFFFAAAA"), 18),
        events.PollVoided("p3", "mất kết nối tại bốn ghế trong khi biểu quyết", member(4)),
        events.PersonSignedOut(member(9), f"seat-{member(9)}", "left"),
        events.ItemConcluded(
            "i2", "Chưa thông qua việc chuyển mục đích sử dụng đất.\nBiểu quyết lại phiên sau."
        ),
        events.SessionClosed(),
    ]


def minutes(events_in_order: list[Event], members: int = 21) -> Minutes:
    return compose(
        minutely(events_in_order),
        roster(members),
        head=HEAD,
        check_codes={"p1": "ba lô cá mè"},
    )


def empty_session() -> list[Event]:
    """Opened and closed, nothing taken, nobody late."""
    return [events.MeetingConvened(plan()), *opening(21), events.SessionClosed()]


def crowd(members: int) -> list[Event]:
    """Everybody is there, one item with one poll that fails."""
    meeting = plan(members, guests=0)
    meeting = replace(meeting, items=meeting.items[:1], polls=meeting.polls[:1])
    half = "F" * (members // 2)
    return [
        events.MeetingConvened(meeting),
        *opening(members, members),
        events.ItemTaken("i1"),
        *vote(meeting, Vote("p1", half + "A" * (members - len(half))), members),
        events.SessionClosed(),
    ]
