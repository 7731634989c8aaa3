"""The desk of a secretary or teller: which numbers can be typed, and how far the entry has come."""

from __future__ import annotations

from msgspec import Struct

from device.screens import Choice, CorrectionDesk, CountDesk, CountRow, Form, PollKind

MOST_DIGITS = 5  # a hall of 99,999; longer numbers are a slip of the finger


class Line(Struct, frozen=True):
    """A number to type; `label` is what people wrote, else `word` is a key of the wording."""

    key: str
    label: str
    word: str
    value: int
    differs: bool = False


def lines(desk: CountDesk) -> tuple[Line, ...]:
    """The rows, then what is typed beside them: ballots handed in, blank, invalid."""
    rows = [_line(row) for row in desk.rows]
    if desk.form is not Form.MOTION:
        rows.append(Line("cast", "", "count-cast", desk.cast))
        rows.append(Line("blank", "", "blank", desk.blank))
    if desk.kind is PollKind.PAPER:
        rows.append(Line("invalid", "", "invalid", desk.invalid))
    return tuple(rows)


def _line(row: CountRow) -> Line:
    """A choice has a word; an option its own name; a level of a person both."""
    if row.key in set(Choice):
        return Line(row.key, "", f"choice-{row.key}", row.value, row.differs)
    _, _, level = row.key.partition("/")
    return Line(row.key, row.label, f"level-{level}" if level else "", row.value, row.differs)


def typed(value: int, digit: int) -> int:
    """The number after one more digit; a number that is full keeps its value."""
    longer = value * 10 + digit
    return value if len(str(longer)) > MOST_DIGITS else longer


class Progress(Struct, frozen=True):
    """Icon, key of the wording, and whether a person has to do something about it."""

    icon: str
    key: str
    urgent: bool = False


def progress(desk: CountDesk) -> Progress:
    """How far the entry has come."""
    if desk.waiting:
        return Progress("timer-sand", "sending")
    if any(row.differs for row in desk.rows):
        return Progress("alert", "count-differs", urgent=True)
    if desk.entered and desk.others + 1 < desk.needed:
        return Progress("account-clock", "count-awaits-other")
    if desk.entered:
        return Progress("check-bold", "count-accepted")
    if desk.complete and desk.others and desk.needed > 1:
        return Progress("account-check", "count-other-done")
    if desk.complete:
        return Progress("arrow-right", "count-ready")
    over = desk.cast > desk.present
    return Progress("pencil", "count-too-many" if over else "count-incomplete", urgent=over)


def correctable(desk: CorrectionDesk) -> bool:
    """Whether the correction can be sent now."""
    return desk.complete and bool(desk.reason.strip()) and not desk.waiting
