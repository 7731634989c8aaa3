"""Every terminal is a witness: it recounts a closed poll from the published ballots and compares.

It agrees when its own count equals the hub's, the roll is the hashed one, every counted person was on the
list of those present, and its own delegate's accepted ballot is among those counted.
"""

from __future__ import annotations

from dataclasses import dataclass

from device.inputs import SavedBallot
from protocol.check_code import code, digest
from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, BallotsState, OnePoll
from protocol.recount import recount, roll_hash


@dataclass(frozen=True)
class Testimony:
    """What a recount came to: the four syllables, the digest behind them, and whether all fits."""

    poll: str
    code: tuple[str, ...]
    digest: str
    agrees: bool
    own_counted: bool


def testify(
    meeting: str, poll: OnePoll, ballots: BallotsState, chair: str, own: SavedBallot | None
) -> Testimony | None:
    """Recount `poll` from `ballots`; None while the hub has not published both."""
    if poll.result is None or ballots.poll != poll.poll:
        return None
    evidence = digest(
        meeting=meeting,
        poll=poll.poll,
        roll_sha256=poll.roll_sha256,
        ballots=ballots.ballots,
        result=poll.result,
        record_seq=poll.record_seq,
        record_hash=poll.record_hash,
    )
    counted = own is None or any(ballot.ballot == own.ballot for ballot in ballots.ballots)
    agrees = counted and _recounts(poll, ballots.ballots, chair)
    return Testimony(poll.poll, code(evidence), evidence.hex(), agrees, counted and own is not None)


def _recounts(poll: OnePoll, ballots: tuple[BallotShown, ...], chair: str) -> bool:
    if roll_hash(poll.roll) != poll.roll_sha256 or not set(poll.present) <= set(poll.roll):
        return False
    if not {ballot.person for ballot in ballots} <= set(poll.present) or poll.result is None:
        return False
    chair_choice = next((ballot.choice for ballot in ballots if ballot.person == chair), None)
    try:
        again = recount(
            poll.rule,
            ballots,
            members=poll.result.members,
            entitled=len(poll.roll),
            present=len(poll.present),
            chair_choice=chair_choice,
        )
    except RemoteProtocolError:
        return False
    return again == poll.result
