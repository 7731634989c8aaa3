"""Meetings to test with, of any size, made without files."""

from __future__ import annotations

import hashlib

from hub.domain.vocabulary import (
    Base,
    Interim,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    Paper,
    Person,
    PollKind,
    PollPlan,
    PollSettings,
    PressRule,
    QuorumPolicy,
    QuorumRule,
    Role,
    Seat,
    TieRule,
)
from protocol import canonical
from protocol.transfer import Manifest

LAW = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15"
MAJORITY = MajorityRule(Base.MEMBERS, 1, 2, strict=True, citation=LAW, verified=False)
SETTINGS = PollSettings(
    MAJORITY, PressRule.LAST, 30_000, Interim.CHAIR, TieRule.CHAIR_SIDE, QuorumPolicy.BLOCK
)
STARTS_AT = 1_795_654_800_000  # 2026-11-26, 08:00 in Vietnam


def person_id(number: int) -> str:
    return f"p{number:03d}"


def device_id(number: int) -> str:
    return f"seat-{number:03d}"


def roster(members: int, guests: int = 0) -> bytes:
    persons: list[canonical.Json] = [
        {
            "id": person_id(n),
            "name": f"Người {n}",
            "title": f"Ủy viên {n}",
            "short": f"UV {n}",
        }
        for n in range(1, members + guests + 1)
    ]
    return canonical.dump({"persons": persons})


def paper_of(manifest: Manifest) -> Paper:
    """The released paper that a manifest fixes."""
    return Paper(
        paper=manifest.paper,
        version=manifest.version,
        item=manifest.item,
        title=manifest.title,
        file=f"documents/{manifest.paper}-v{manifest.version}.pdf",
        sha256=manifest.sha256,
        size=manifest.size,
        pages=manifest.pages,
    )


def make_plan(
    members: int,
    *,
    guests: int = 0,
    items: int = 2,
    polls_per_item: int = 1,
    settings: PollSettings = SETTINGS,
    papers: tuple[Paper, ...] = (),
    meeting: str = "phien-1",
) -> MeetingPlan:
    """A meeting of `members` on seats 001…, guests after them; every item has its polls."""
    numbers = range(1, members + guests + 1)
    return MeetingPlan(
        meeting=meeting,
        room="phong-hop-1",
        room_name="Phòng họp thử",
        body_name="Ủy ban nhân dân tỉnh",
        body_parent="",
        place="Phòng họp thử",
        title="Phiên họp thử",
        subject="Phiên họp thử",
        starts_at=STARTS_AT,
        chair=person_id(1),
        secretary=person_id(2),
        chair_title="Chủ tịch UBND tỉnh",
        rule_pack="ubnd",
        quorum=QuorumRule(2, 3, strict=False, citation=LAW, verified=False),
        persons=tuple(
            Person(
                person_id(n), votes=n <= members, role=Role.MEMBER if n <= members else Role.GUEST
            )
            for n in numbers
        ),
        seats=tuple(
            Seat(f"{n:03d}", device_id(n), person_id(n), (n - 1) % 10, (n - 1) // 10)
            for n in numbers
        ),
        items=tuple(
            ItemPlan(f"item-{n}", n, f"Nội dung {n}", "Giám đốc Sở Tài chính", 10, "Thống nhất.")
            for n in range(1, items + 1)
        ),
        papers=papers,
        polls=tuple(
            PollPlan(
                f"poll-{n}-{k}", f"item-{n}", f"Thông qua {n}.{k}", PollKind.ROLL_CALL, settings
            )
            for n in range(1, items + 1)
            for k in range(1, polls_per_item + 1)
        ),
        roster_sha256=hashlib.sha256(roster(members, guests)).hexdigest(),
        defaults=settings,
    )
