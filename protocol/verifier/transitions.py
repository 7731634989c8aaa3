"""The stages of a poll, written down apart from the hub's table; a missing pair is out of order.

What a record may not do for another reason than the stage (no draft, no tie, no proposal to answer) is
checked where it is taken in.
"""

from __future__ import annotations

from protocol.verifier.bodies import (
    BallotCast,
    CountEntered,
    PollAnnounced,
    PollClosed,
    PollCorrected,
    PollEvent,
    PollExtended,
    PollOpened,
    PollPaused,
    PollReadied,
    PollResumed,
    PollSuperseded,
    PollVoided,
    TieDecided,
    VoidDeclined,
    VoidProposed,
)

DRAFTED, READY, OPEN, PAUSED = "drafted", "ready", "open", "paused"
CLOSED, ANNOUNCED, VOIDED, SUPERSEDED = "closed", "announced", "voided", "superseded"

_AFTER: dict[tuple[str, type[PollEvent]], str] = {
    (DRAFTED, PollReadied): READY,
    (READY, PollOpened): OPEN,
    (OPEN, BallotCast): OPEN,
    (OPEN, CountEntered): OPEN,
    (PAUSED, CountEntered): PAUSED,
    (OPEN, PollPaused): PAUSED,
    (PAUSED, PollResumed): OPEN,
    (OPEN, PollExtended): OPEN,
    (OPEN, PollClosed): CLOSED,
    (PAUSED, PollClosed): CLOSED,
    (CLOSED, TieDecided): CLOSED,
    (CLOSED, PollCorrected): CLOSED,
    (ANNOUNCED, PollCorrected): ANNOUNCED,
    (CLOSED, PollAnnounced): ANNOUNCED,
    (ANNOUNCED, PollSuperseded): SUPERSEDED,
}
_OPENED = (OPEN, PAUSED, CLOSED, ANNOUNCED)
UNSETTLED = frozenset({OPEN, PAUSED, CLOSED})
DEAD = frozenset({VOIDED, SUPERSEDED})


def stage_after(stage: str, event: PollEvent) -> str | None:
    """The stage that `event` leads to, None if it cannot happen now."""
    if isinstance(event, VoidProposed | VoidDeclined):
        return stage if stage in _OPENED else None
    if isinstance(event, PollVoided):
        return VOIDED if stage in _OPENED else None
    return _AFTER.get((stage, type(event)))
