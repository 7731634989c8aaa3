"""Every terminal is a witness: it recounts a closed poll from what was published and compares.

It agrees when its own count equals the hub's, the roll is the hashed one, everybody counted was on the list
of those present, and its own delegate's accepted ballot is among those counted, as it was cast. A ballot
put right by the secretary is not missing: the correction is on every screen and in the minutes.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from device.inputs import SavedBallot
from device.screens import PRESSED, PollKind
from protocol.check_code import code, digest
from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, BallotsState, OnePoll, Witness
from protocol.recount import Lists, asked_of, recount, roll_hash

PATIENCE_MS = 15_000  # five heartbeats, each of which mends what was lost
REPEAT_MS = 3_000
TIMES = 4  # where every fifth message is lost, one testimony in 600 is not heard


class Testimony(Struct, frozen=True):
    """What a recount came to: the four syllables, the digest behind them, and whether all fits.

    `record_seq` is that of the record that made the result what it is.
    `own_counted`: this terminal's own ballot is there as it was cast; `own_corrected`: the secretary put
    it right.
    """

    poll: str
    record_seq: int
    code: tuple[str, ...]
    digest: str
    agrees: bool
    own_counted: bool
    own_corrected: bool = False


class Evidence(Struct, frozen=True):
    """What a recount is made from; `chair` is the person, `own` the ballot accepted from this terminal."""

    meeting: str
    poll: OnePoll
    ballots: BallotsState
    chair: str
    own: SavedBallot | None


class WitnessStand:
    """Counts what is new, and says what came of it.

    Result and ballots come in two messages, in either order. As long as one of them may be older than the
    other, a count that differs is not believed, but only for `PATIENCE_MS`. A testimony has no receipt, so
    it is said a few times.
    """

    def __init__(self) -> None:
        self.testimony: Testimony | None = None
        self._counted: Evidence | None = None
        self._found: Testimony | None = None
        self._doubted_until: int | None = None
        self._said: Witness | None = None
        self._say_at: int | None = None
        self._times = 0

    def look(self, evidence: Evidence, now: int, *, fits: bool) -> None:
        """Recount if there is something new. `fits`: result and ballots are of the same moment."""
        if evidence != self._counted:
            self._counted, self._found = evidence, testify(evidence)
            self._doubted_until = now + PATIENCE_MS if self._found else None
        found, until = self._found, self._doubted_until
        if found is None:
            return
        if found.agrees or fits or until is None or now >= until:
            self.testimony, self._doubted_until = found, None

    def speak(self, now: int, *, contradicted: bool) -> Witness | None:
        """What to tell the hub now. `contradicted`: it has named two hashes for one record."""
        found = self.testimony
        if found is None:
            return None
        said = Witness(found.poll, found.digest, found.agrees and not contradicted)
        if said != self._said:
            self._said, self._times, self._say_at = said, 0, now
        if self._say_at is None or now < self._say_at:
            return None
        self._times += 1
        self._say_at = now + REPEAT_MS if self._times < TIMES else None
        return said

    def rest(self) -> None:
        """There is nothing to count now, or too little is known."""
        self._counted = self._doubted_until = self._say_at = None

    def begin_again(self) -> None:
        """Whoever listens may not remember what was said before."""
        self._said = None

    @property
    def wake_at(self) -> int | None:
        """When something is to be believed or said by time alone."""
        times = (self._doubted_until, self._say_at)
        return min((time for time in times if time is not None), default=None)


def testify(evidence: Evidence) -> Testimony | None:
    """Recount the poll; None while the hub has not published both result and ballots."""
    poll, ballots, own = evidence.poll, evidence.ballots, evidence.own
    if poll.result is None or ballots.poll != poll.poll:
        return None
    seen = digest(
        meeting=evidence.meeting,
        poll=poll.poll,
        roll_sha256=poll.roll_sha256,
        ballots=ballots.ballots,
        entry=ballots.entry,
        result=poll.result,
        record_seq=poll.record_seq,
        record_hash=poll.record_hash,
    )
    counted = own is not None and any(_is(shown, own, poll) for shown in ballots.ballots)
    corrected = own is not None and not counted and _corrected(own, evidence)
    missing = own is not None and not counted and not corrected
    agrees = not missing and _honest(poll, ballots) and _recounts(evidence)
    return Testimony(
        poll=poll.poll,
        record_seq=poll.record_seq,
        code=code(seen),
        digest=seen.hex(),
        agrees=agrees,
        own_counted=counted,
        own_corrected=corrected,
    )


def _is(shown: BallotShown, own: SavedBallot, poll: OnePoll) -> bool:
    same = (shown.ballot, shown.answer) == (own.ballot, own.answer)
    unnamed = poll.kind == PollKind.UNNAMED and not shown.person
    return same and (unnamed or shown.person == own.person)


def _corrected(own: SavedBallot, evidence: Evidence) -> bool:
    """Whether a correction explains that the ballot is not there: it may have put it right or struck it.

    In an unnamed poll nobody can tell whose answers a correction was about.
    """
    if not evidence.poll.corrections:
        return False
    theirs = [shown for shown in evidence.ballots.ballots if shown.person == own.person]
    return all(shown.corrected for shown in theirs) and not _still_there(own, evidence)


def _still_there(own: SavedBallot, evidence: Evidence) -> bool:
    return any(shown.ballot == own.ballot for shown in evidence.ballots.ballots)


def _honest(poll: OnePoll, published: BallotsState) -> bool:
    """Whether the lists are the frozen ones and nobody else was counted."""
    if roll_hash(poll.roll) != poll.roll_sha256 or not set(poll.present) <= set(poll.roll):
        return False
    entry = published.entry
    named: Iterable[str] = [shown.person for shown in published.ballots]
    if poll.kind not in PRESSED:
        named = [each.person for each in entry.named] if entry else [""]
        return not published.ballots and set(named) <= set(poll.present)
    if poll.kind == PollKind.UNNAMED:
        named = filter(None, named)
    return entry is None and set(named) <= set(poll.present)


def _recounts(evidence: Evidence) -> bool:
    poll, ballots = evidence.poll, evidence.ballots
    if poll.result is None:
        return False
    lists = Lists(poll.result.members, len(poll.roll), len(poll.present))
    try:
        again = recount(
            asked_of(poll),
            lists,
            ballots.ballots,
            ballots.entry,
            chair=evidence.chair,
            tie_choice=poll.tie_choice,
        )
    except RemoteProtocolError:
        return False
    return again == poll.result
