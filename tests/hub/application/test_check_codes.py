"""The hub's check codes are those every terminal computes from what it was told."""

from __future__ import annotations

from hub.application import poll_snapshots
from hub.application.check_codes import check_codes
from hub.application.roster import Roster
from hub.domain import commands
from hub.domain.vocabulary import Choice
from protocol.check_code import SYLLABLES, code, digest
from protocol.record import ChainHead
from tests.support.meeting import in_poll
from tests.support.plans import make_plan

POLL = "poll-1-1"
CLOSINGS = {POLL: ChainHead(9, "a" * 64)}


def test_a_counted_poll_has_the_code_a_terminal_computes_from_the_snapshots() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p2=Choice.FOR, p1=Choice.AGAINST)
    play.does(commands.ClosePoll(POLL))
    polls = poll_snapshots.poll_state(play.state, Roster({}), CLOSINGS).polls
    told = next(p for p in polls if p.poll == POLL)
    assert told.result is not None
    evidence = digest(
        meeting="phien-1",
        poll=POLL,
        roll_sha256=told.roll_sha256,
        ballots=reversed(poll_snapshots.ballots_state(play.state).ballots),
        entry=None,
        result=told.result,
        record_seq=told.record_seq,
        record_hash=told.record_hash,
    )
    found = check_codes(play.state, CLOSINGS)
    assert found == {POLL: " ".join(code(evidence))}
    assert set(found[POLL].split()) <= set(SYLLABLES)


def test_a_poll_that_was_not_counted_has_no_code() -> None:
    play = in_poll(make_plan(3), 3)
    assert check_codes(play.state, CLOSINGS) == {}
    play.does(commands.ClosePoll(POLL))
    assert check_codes(play.state, {}) == {}
