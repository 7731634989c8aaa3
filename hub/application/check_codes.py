"""The check codes of a meeting's counted polls, as every terminal computes them."""

from __future__ import annotations

from collections.abc import Mapping

from hub.application.poll_snapshots import agreed_entry, counted_ballots, result_state
from hub.domain.meeting import Meeting
from protocol.check_code import code, digest
from protocol.record import ChainHead


def check_codes(state: Meeting, closings: Mapping[str, ChainHead]) -> dict[str, str]:
    """Poll to its four syllables, for every poll that was counted."""
    codes = {}
    for name, poll in state.polls.items():
        closing = closings.get(name)
        if poll.result is None or closing is None:
            continue
        evidence = digest(
            meeting=state.convened.meeting,
            poll=name,
            roll_sha256=poll.roll_sha256,
            ballots=counted_ballots(poll, state.convened.chair),
            entry=agreed_entry(poll),
            result=result_state(poll.result),
            record_seq=closing.seq,
            record_hash=closing.hash,
        )
        codes[name] = " ".join(code(evidence))
    return codes
