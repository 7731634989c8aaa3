"""One ballot: is it the signed answer of a person who could give it, at the time it was given?"""

from __future__ import annotations

import binascii
import hashlib
from dataclasses import dataclass, field

from protocol import ballot as ballots
from protocol.errors import RemoteProtocolError
from protocol.record import Record
from protocol.verifier.bodies import BallotCast, MeetingPlan, PollPlan
from protocol.verifier.chain import Chain
from protocol.verifier.presence import Presence
from protocol.verifier.seal import Terminals


@dataclass(frozen=True)
class Frozen:
    """The lists of a poll at its opening, by the verifier's own knowledge."""

    roll: tuple[str, ...]
    roll_sha256: str
    present: tuple[str, ...]


@dataclass
class Desk:
    """What every ballot of the meeting is held against; remembers the ballot ids seen."""

    plan: MeetingPlan
    chain: Chain
    presence: Presence
    terminals: Terminals
    seen: set[str] = field(default_factory=set)


def check_ballot(
    desk: Desk, poll: PollPlan, frozen: Frozen, record: Record, cast: BallotCast
) -> None:
    """Raise `RemoteProtocolError` with the code of the first thing that does not hold."""
    _check_person(desk, frozen, cast)
    if record.actor != cast.device:
        raise RemoteProtocolError("wrong-actor", record.actor[:80])
    if cast.ballot in desk.seen:
        raise RemoteProtocolError("ballot-reused", cast.ballot[:80])
    desk.seen.add(cast.ballot)
    _check_statement(desk, poll, frozen, record, cast)
    if not desk.terminals.signed(cast.device, record.at, _utf8(cast.statement), _signature(cast)):
        raise RemoteProtocolError("bad-ballot-signature", cast.device[:80])


def _check_person(desk: Desk, frozen: Frozen, cast: BallotCast) -> None:
    if cast.person not in frozen.roll:
        raise RemoteProtocolError("ballot-of-someone-not-entitled", cast.person[:80])
    if cast.person not in frozen.present:
        raise RemoteProtocolError("ballot-of-someone-absent", cast.person[:80])
    if not desk.presence.assigned(cast.person, cast.seat, cast.device):
        raise RemoteProtocolError("ballot-from-another-seat", cast.device[:80])
    if not desk.presence.at_seat(cast.person, cast.seat):
        raise RemoteProtocolError("ballot-of-someone-absent", cast.person[:80])


def _check_statement(
    desk: Desk, poll: PollPlan, frozen: Frozen, record: Record, cast: BallotCast
) -> None:
    said = ballots.parse_statement(cast.statement)
    meant = ballots.Statement(
        format=ballots.FORMAT,
        meeting=desk.plan.meeting,
        poll=cast.poll,
        question_sha256=hashlib.sha256(_utf8(poll.question)).hexdigest(),
        roll_sha256=frozen.roll_sha256,
        person=cast.person,
        seat=cast.seat,
        device=cast.device,
        choice=cast.choice,
        ballot=cast.ballot,
        head_seq=said.head_seq,
        head_hash=said.head_hash,
    )
    if said != meant:
        differing = [name for name, value in vars(said).items() if value != vars(meant)[name]]
        raise RemoteProtocolError("statement-differs", ", ".join(differing))
    if said.head_seq >= record.seq or desk.chain.hash_at(said.head_seq) != said.head_hash:
        raise RemoteProtocolError("statement-of-another-record", f"head {said.head_seq}")


def _signature(cast: BallotCast) -> bytes:
    try:
        return binascii.unhexlify(cast.signature)
    except ValueError as error:
        raise RemoteProtocolError("bad-ballot-signature", "not hex") from error


def _utf8(text: str) -> bytes:
    return text.encode("utf-8")
