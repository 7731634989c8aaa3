"""Agenda items, their stages, and what a conclusion orders."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hub.domain.vocabulary.speaking import Registration


class Stage(StrEnum):
    """Where an agenda item stands (trạng thái nội dung)."""

    PLANNED = "planned"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDING = "concluding"
    CONCLUDED = "concluded"
    PAUSED = "paused"  # tạm dừng: goes on later in this session
    POSTPONED = "postponed"  # hoãn sang phiên sau
    WITHDRAWN = "withdrawn"  # rút khỏi chương trình
    PASSED = "passed"  # thông qua không thảo luận, by a package poll or by the chair


class Opinions(Struct, frozen=True):
    """Opinions received before the session: how many agree, and how many have another opinion or disagree."""

    agree: int
    other: int = 0
    against: int = 0


class Assignment(Struct, frozen=True):
    """A task that a conclusion orders (giao việc): what, who leads, who co-operates, until when.

    `due` is an ISO date or empty. `lead` and `support` are as printed in the conclusion.
    """

    task: str
    lead: str
    support: tuple[str, ...] = ()
    due: str = ""


class ItemPlan(Struct, frozen=True):
    """An agenda item as planned; `number` counts from 1 and names it, whatever the order becomes.

    `draft` is the prepared conclusion. `speaker` is the person who presents, where known; `presenter` is as
    printed, a role rather than a name. `expected_papers`: how many papers were announced for it.
    """

    item: str
    number: int
    title: str
    presenter: str
    planned_minutes: int
    draft: str
    speaker: str = ""
    expected_papers: int = 0
    opinions: Opinions | None = None
    registered: tuple[Registration, ...] = ()
