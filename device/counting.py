"""Numbers that somebody is typing: the counts of a show of hands or of paper ballots, or corrected ones.

The counts of one poll are columns with a key each: the choices of a motion, the options, or `option/level`.
Taken by name, the counts follow from what each person answered and cannot be typed.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from device.screens import Choice, Form, Level, PollKind
from protocol.entry import Entry, NamedAnswer
from protocol.messages import EntryState, OnePoll

MAX_COUNT = 99_999  # more than any hall holds
CAST, BLANK, INVALID = "cast", "blank", "invalid"


def columns(poll: OnePoll) -> tuple[str, ...]:
    """The keys of the counts of a poll, in the order of an entry."""
    if poll.form == Form.MOTION:
        return tuple(Choice)
    options = tuple(each.option for each in poll.options)
    if poll.form == Form.OPTIONS:
        return options
    return tuple(f"{option}/{level}" for option in options for level in Level)


def marks(poll: OnePoll, answer: tuple[str, ...]) -> tuple[str, ...]:
    """The columns in which one answer counts."""
    if poll.form != Form.CONFIDENCE:
        return answer
    options = (each.option for each in poll.options)
    return tuple(f"{option}/{level}" for option, level in zip(options, answer, strict=True))


def may_answer(poll: OnePoll, answer: tuple[str, ...]) -> bool:
    """Whether this is an answer to the poll, or the empty one that strikes it out."""
    options = tuple(each.option for each in poll.options)
    if poll.form == Form.MOTION:
        return len(answer) <= 1 and set(answer) <= set(Choice)
    if poll.form == Form.OPTIONS:
        in_order = tuple(option for option in options if option in answer)
        return len(answer) <= poll.picks and answer == in_order
    return len(answer) in {0, len(options)} and set(answer) <= set(Level)


class Sheet(Struct, frozen=True):
    """What has been typed of one poll so far; `named` by person, in any order."""

    poll: OnePoll
    values: dict[str, int] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_name: bool = False

    def with_value(self, key: str, value: int) -> Sheet:
        """A number typed; unknown keys and numbers no hall can reach change nothing."""
        known = {*columns(self.poll), CAST, BLANK, INVALID}
        if key not in known or not 0 <= value <= MAX_COUNT or self.by_name:
            return self
        return replace(self, values={**self.values, key: value})

    def with_named(self, person: str, answer: tuple[str, ...]) -> Sheet:
        """What a person's hand said; empty takes it back. Only of those who may vote."""
        if person not in self.poll.present or not may_answer(self.poll, answer):
            return self
        others = {who: said for who, said in self.named.items() if who != person}
        return replace(self, named={**others, person: answer} if answer else others)

    def taken_by_name(self, *, by_name: bool) -> Sheet:
        """Hands by name or by number; paper has no names."""
        by_name = by_name and self.poll.kind == PollKind.SHOW_OF_HANDS
        return replace(self, by_name=by_name)

    def entry(self) -> Entry:
        """The counts as they would be sent."""
        keys = columns(self.poll)
        if self.by_name:
            marked = [key for answer in self.named.values() for key in marks(self.poll, answer)]
            counts = tuple(marked.count(key) for key in keys)
            named = tuple(NamedAnswer(who, self.named[who]) for who in sorted(self.named))
            return Entry(len(named), counts, 0, 0, named)
        typed = self.values
        counts = tuple(typed.get(key, 0) for key in keys)
        invalid = typed.get(INVALID, 0)
        motion = self.poll.form == Form.MOTION
        cast = sum(counts) + invalid if motion else typed.get(CAST, 0)
        return Entry(cast, counts, 0 if motion else typed.get(BLANK, 0), invalid, ())

    def complete(self) -> bool:
        """Whether the numbers fit each other and the persons present; the hub judges by the same."""
        entry, poll = self.entry(), self.poll
        filled = entry.cast - entry.blank - entry.invalid
        if entry.cast > len(poll.present) or filled < 0:
            return False
        if entry.invalid and poll.kind != PollKind.PAPER:
            return False
        if poll.form == Form.MOTION:
            return True
        if poll.form == Form.OPTIONS:
            within = all(votes <= filled for votes in entry.counts)
            return within and filled <= sum(entry.counts) <= poll.picks * filled
        width = len(Level)
        rated = (entry.counts[at : at + width] for at in range(0, len(entry.counts), width))
        return entry.blank == 0 and all(sum(levels) == filled for levels in rated)


def sheet_of(poll: OnePoll, entry: EntryState | None) -> Sheet:
    """A sheet filled in with an entry that is there already, for putting it right."""
    if entry is None:
        return Sheet(poll)
    values = dict(zip(columns(poll), entry.counts, strict=False))
    values |= {CAST: entry.cast, BLANK: entry.blank, INVALID: entry.invalid}
    named = {each.person: each.answer for each in entry.named}
    return Sheet(poll, values, named, by_name=bool(entry.named))
