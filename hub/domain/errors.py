"""Refusals of the domain. A refusal changes nothing and carries a stable code; the edge words it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.domain.events import Event


class DomainError(Exception):
    """A command that the rules of the meeting do not allow now.

    `code` is stable, kebab-case and documented in `docs/record.md`; `facts` are the values a sentence
    may want, for example the number of members needed. `events` are what the record must keep of the
    attempt itself, a wrong PIN for example.
    """

    def __init__(self, code: str, *, events: tuple[Event, ...] = (), **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.events = events
        self.facts = facts
