"""The statements behind counts and corrections: what exactly a terminal signs for whoever typed them.

Canonical JSON that begins with its own format name, like a ballot's, so that no signature can be taken
for one over anything else.
"""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct

from protocol import canonical, shapes
from protocol.errors import RemoteProtocolError

COUNT_FORMAT = "phienhop-count/1"
CORRECTION_FORMAT = "phienhop-correction/1"
MAX_STATEMENT = 128 * 1024  # a show of hands by name in a hall of 1,000, and room to spare
MAX_REASON = 1000  # characters: a paragraph of the minutes


class NamedAnswer(Struct, frozen=True):
    """What one person answered; empty strikes it out."""

    person: str
    answer: tuple[str, ...]


class Entry(Struct, frozen=True):
    """Counts as typed: `cast` is everything handed in, `blank` and `invalid` among it.

    `counts`: for, against, abstain of a motion; votes of each option; or high, medium, low of each option
    in turn. `named`: a show of hands by name.
    """

    cast: int
    counts: tuple[int, ...]
    blank: int
    invalid: int
    named: tuple[NamedAnswer, ...]


class CountStatement(Struct, frozen=True):
    """`person` typed `entry` for `poll`. `count` is a UUID; head and hashes as in a ballot's statement."""

    format: str
    meeting: str
    poll: str
    question_sha256: str
    roll_sha256: str
    person: str
    device: str
    entry: Entry
    count: str
    head_seq: int
    head_hash: str


class CorrectionStatement(Struct, frozen=True):
    """The secretary `person` puts `poll` right for `reason`: `answers` of persons, or the whole `entry`."""

    format: str
    meeting: str
    poll: str
    question_sha256: str
    roll_sha256: str
    person: str
    device: str
    reason: str
    answers: tuple[NamedAnswer, ...]
    entry: Entry | None
    correction: str
    head_seq: int
    head_hash: str


S = TypeVar("S", CountStatement, CorrectionStatement)


def statement_text(statement: CountStatement | CorrectionStatement) -> str:
    """The exact text to sign."""
    return canonical.dump(shapes.to_json(statement)).decode("utf-8")


def parse_count(text: str) -> CountStatement:
    """Read a signed count back; anything but its canonical form is refused with `bad-statement`."""
    return _parse(CountStatement, COUNT_FORMAT, text)


def parse_correction(text: str) -> CorrectionStatement:
    """Read a signed correction back; anything but its canonical form is refused with `bad-statement`."""
    statement = _parse(CorrectionStatement, CORRECTION_FORMAT, text)
    if len(statement.reason) > MAX_REASON:
        raise RemoteProtocolError("bad-statement", "reason too long")
    return statement


def _parse(shape: type[S], format_: str, text: str) -> S:
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_STATEMENT:
        raise RemoteProtocolError("bad-statement", "too long")
    statement = shapes.from_json(shape, canonical.load_canonical(data))
    if statement.format != format_:
        raise RemoteProtocolError("bad-statement", statement.format[:40])
    return statement
