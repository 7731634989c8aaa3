"""Signed statements: is each the word of a person who could give it, about this poll, at that time?

Ballots, typed counts and corrections are signed by a terminal for the person signed in at it. Each names
the meeting, the poll, the hashes of its question and its roll, and a head of the log that the terminal
knew; none may be used twice.
"""

from __future__ import annotations

import binascii
import hashlib
from typing import Any, TypeAlias

from msgspec import Struct, field
from msgspec.structs import asdict

from protocol import ballot, entry
from protocol.errors import RemoteProtocolError
from protocol.record import Record
from protocol.verifier.bodies import (
    BallotCast,
    CountEntered,
    MeetingPlan,
    PollCorrected,
    PollPlan,
)
from protocol.verifier.chain import Chain
from protocol.verifier.presence import Presence
from protocol.verifier.seal import Terminals

Signed: TypeAlias = BallotCast | CountEntered | PollCorrected
Statement: TypeAlias = ballot.Statement | entry.CountStatement | entry.CorrectionStatement


class Frozen(Struct, frozen=True):
    """The lists of a poll at its opening, by the verifier's own knowledge."""

    roll: tuple[str, ...]
    roll_sha256: str
    present: tuple[str, ...]


class Desk(Struct):
    """What every statement of the meeting is held against; remembers the ids seen."""

    plan: MeetingPlan
    chain: Chain
    presence: Presence
    terminals: Terminals
    seen: set[str] = field(default_factory=set)


def check_ballot(
    desk: Desk, poll: PollPlan, frozen: Frozen, record: Record, cast: BallotCast
) -> None:
    """Raise `RemoteProtocolError` with the code of the first thing that does not hold."""
    if cast.person not in frozen.roll:
        raise RemoteProtocolError("ballot-of-someone-not-entitled", cast.person[:80])
    if cast.person not in frozen.present:
        raise RemoteProtocolError("ballot-of-someone-absent", cast.person[:80])
    if not desk.presence.is_here(cast.person):
        raise RemoteProtocolError("ballot-of-someone-absent", cast.person[:80])
    if not desk.presence.sits_at(cast.person, cast.seat, cast.device):
        raise RemoteProtocolError("ballot-from-another-seat", cast.device[:80])
    said = ballot.parse_statement(cast.statement)
    _check(desk, poll, frozen, record, cast, said, cast.ballot)


def check_count(
    desk: Desk, poll: PollPlan, frozen: Frozen, record: Record, typed: CountEntered
) -> None:
    """The same for typed counts, by the secretary, a teller or the chair."""
    plan = desk.plan
    if typed.person not in {plan.secretary, plan.chair, *plan.tellers}:
        raise RemoteProtocolError("typed-by-another", typed.person[:80])
    _check_here(desk, typed)
    said = entry.parse_count(typed.statement)
    _check(desk, poll, frozen, record, typed, said, typed.count)


def check_correction(
    desk: Desk, poll: PollPlan, frozen: Frozen, record: Record, made: PollCorrected
) -> None:
    """The same for a correction, by the secretary alone and with a reason."""
    if made.person != desk.plan.secretary:
        raise RemoteProtocolError("typed-by-another", made.person[:80])
    if not made.reason.strip():
        raise RemoteProtocolError("correction-without-reason")
    _check_here(desk, made)
    said = entry.parse_correction(made.statement)
    _check(desk, poll, frozen, record, made, said, made.correction)


def _check_here(desk: Desk, typed: CountEntered | PollCorrected) -> None:
    if not desk.presence.is_at_terminal(typed.person, typed.device):
        raise RemoteProtocolError("typed-elsewhere", typed.device[:80])


def _check(
    desk: Desk,
    poll: PollPlan,
    frozen: Frozen,
    record: Record,
    signed: Signed,
    said: Statement,
    own_id: str,
) -> None:
    if record.actor != signed.device:
        raise RemoteProtocolError("wrong-actor", record.actor[:80])
    if own_id in desk.seen:
        raise RemoteProtocolError("ballot-reused", own_id[:80])
    desk.seen.add(own_id)
    _check_subject(desk, poll, frozen, signed, said)
    if said.head_seq >= record.seq or desk.chain.hash_at(said.head_seq) != said.head_hash:
        raise RemoteProtocolError("statement-of-another-record", f"head {said.head_seq}")
    message, signature = signed.statement.encode("utf-8"), _signature(signed)
    if not desk.terminals.signed(signed.device, record.at, message, signature):
        raise RemoteProtocolError("bad-statement-signature", signed.device[:80])


def _check_subject(
    desk: Desk, poll: PollPlan, frozen: Frozen, signed: Signed, said: Statement
) -> None:
    """What the record says and what was signed are the same, field by field."""
    meant: dict[str, Any] = {
        "meeting": desk.plan.meeting,
        "question_sha256": hashlib.sha256(poll.question.encode("utf-8")).hexdigest(),
        "roll_sha256": frozen.roll_sha256,
        **asdict(signed),
    }
    signed_fields = asdict(said)
    differing = [
        name
        for name, value in meant.items()
        if name in signed_fields and signed_fields[name] != value
    ]
    if isinstance(said, entry.CorrectionStatement) and differing == ["reason"]:
        differing = [] if said.reason.strip() == meant["reason"] else differing
    if differing:
        raise RemoteProtocolError("statement-differs", ", ".join(differing))


def _signature(signed: Signed) -> bytes:
    try:
        return binascii.unhexlify(signed.signature)
    except ValueError as error:
        raise RemoteProtocolError("bad-statement-signature", "not hex") from error
