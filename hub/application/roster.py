"""The names of a meeting's persons. They live beside the record, which knows persons only by id."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from hub.domain.errors import DomainError

MAX_ROSTER_BYTES = 2**20  # a thousand persons at a kilobyte each, twice the largest room


class Name(Struct, frozen=True):
    """One person as printed: full name, office, and the short form for small screens."""

    id: str
    name: str
    title: str
    short: str


class Roster(Struct, frozen=True):
    """The names kept beside the record, by person."""

    names: Mapping[str, Name]

    @classmethod
    def parse(cls, data: bytes) -> Roster:
        """Read `{"persons":[{"id","name","title","short"}]}`; otherwise refuse `roster-malformed`."""
        if len(data) > MAX_ROSTER_BYTES:
            raise DomainError("roster-malformed", reason="too large")
        try:
            names = [_name(entry) for entry in json.loads(data)["persons"]]
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise DomainError("roster-malformed", reason=str(error)[:200]) from error
        by_id = {name.id: name for name in names}
        if len(by_id) != len(names):
            raise DomainError("roster-malformed", reason="duplicate id")
        return cls(MappingProxyType(by_id))

    def of(self, person: str) -> Name:
        """The name of `person`; the bare id where the roster has none, so that nobody vanishes."""
        return self.names.get(person) or Name(person, person, "", person)


def _name(entry: Mapping[str, object]) -> Name:
    if set(entry) != {"id", "name", "title", "short"}:
        raise ValueError("a person has id, name, title and short")
    if not all(isinstance(value, str) for value in entry.values()):
        raise ValueError("text expected")
    return Name(**{key: unicodedata.normalize("NFC", str(value)) for key, value in entry.items()})
