"""Agenda items and their stages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where an agenda item stands (trạng thái nội dung)."""

    PLANNED = "planned"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDING = "concluding"
    CONCLUDED = "concluded"
    PASSED = "passed"  # thông qua không thảo luận, by a package poll


@dataclass(frozen=True)
class ItemPlan:
    """An agenda item as planned; `number` counts from 1, `draft` is the prepared conclusion."""

    item: str
    number: int
    title: str
    presenter: str  # as printed, a role rather than a name
    planned_minutes: int
    draft: str
