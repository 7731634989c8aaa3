"""Refusals of the domain. A refusal changes nothing and carries a stable code; the edge words it."""

from __future__ import annotations


class DomainError(Exception):
    """A command that the rules of the meeting do not allow now.

    `code` is stable, kebab-case and documented in `docs/record.md`; `facts` are the values a sentence
    may want, for example the number of members needed.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts
