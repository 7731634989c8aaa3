"""Ways to lie about a meeting: each takes drafts, and gives them changed with the record to be blamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from tests.audit.bundle_maker import Draft, change, number_of

Drafts = tuple[Draft, ...]
Lie = Callable[[Drafts], tuple[Drafts, int]]


def altered(
    kind: str, nth: int = 0, where: dict[str, Any] | None = None, /, blamed: int = 0, **body: Any
) -> Lie:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, nth, **(where or {}))
        return change(drafts, number, **body), number + blamed

    return lie


def without(kind: str, nth: int = 0, /, blamed: int = 0, **where: Any) -> Lie:
    """A record taken out; `blamed` is how far from its place the finding stands."""

    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, nth, **where)
        return (*drafts[: number - 1], *drafts[number:]), number + blamed

    return lie


def inserted(after: str, what: str, where: dict[str, Any] | None = None, **body: Any) -> Lie:
    """A record made up after the first of another type."""

    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, after, **(where or {}))
        draft = Draft(drafts[number - 1].at, what, "hub", body)
        return (*drafts[:number], draft, *drafts[number:]), number + 1

    return lie


def acted_by(kind: str, actor: str, /, **where: Any) -> Lie:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, **where)
        other = replace(drafts[number - 1], actor=actor)
        return (*drafts[: number - 1], other, *drafts[number:]), number

    return lie


def repeated(kind: str, /, **where: Any) -> Lie:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, **where)
        return (*drafts[:number], drafts[number - 1], *drafts[number:]), number + 1

    return lie
