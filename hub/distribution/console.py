"""What a console may know beyond the public snapshots: who is reachable, who has pressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hub.application import poll_snapshots
from hub.distribution.terminals import Terminals
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Interim, Seat
from protocol.messages import CallState, ChairView, Held, SeatHealth
from protocol.transfer import Manifest

_TO_THE_CHAIR = frozenset({Interim.CHAIR, Interim.ALL})


def chair_view(
    state: Meeting,
    terminals: Terminals,
    papers: Sequence[Manifest],
    witnesses: Mapping[str, Mapping[str, bool]],
    calls: tuple[CallState, ...],
    now: int,
) -> ChairView:
    """The console's view: it tells that somebody pressed, never what.

    Papers are summed over the seats that are there: a seat left dark does not hold back the others.
    Those that agree are counted among the seats where somebody is present, as the console's total is; a
    terminal that differs counts wherever it stands.
    """
    poll = state.polls.get(poll_snapshots.current_poll(state))
    pressed = frozenset(poll.ballots) if poll else frozenset()
    assigned = state.attendance.assigned
    reports = witnesses.get(poll.plan.poll, {}) if poll else {}
    seated = {place.device for place in state.attendance.present.values()}
    there = [seat for seat in state.convened.seats if terminals.online(seat.device, now)]
    return ChairView(
        seats=tuple(
            SeatHealth(
                seat=seat.seat,
                online=terminals.online(seat.device, now),
                pressed=assigned.get(seat.seat, "") in pressed,
                percent=_percent(terminals, seat.device, papers),
            )
            for seat in state.convened.seats
        ),
        papers=tuple(_summed(terminals, there, each) for each in papers),
        counts=poll_snapshots.running_counts(state, _TO_THE_CHAIR),
        agreeing=sum(agrees for device, agrees in reports.items() if device in seated),
        differing=len(reports) - sum(reports.values()),
        calls=calls,
    )


def _percent(terminals: Terminals, device: str, papers: Sequence[Manifest]) -> int:
    total = sum(manifest.chunks for manifest in papers)
    return _held(terminals, device, papers) * 100 // total if total else 100


def _held(terminals: Terminals, device: str, papers: Sequence[Manifest]) -> int:
    terminal = terminals.get(device)
    if terminal is None:
        return 0
    return sum(_of(terminal.held.get(manifest.paper), manifest) for manifest in papers)


def _of(held: Held | None, manifest: Manifest) -> int:
    """Chunks a terminal reports, as far as there are so many of this version."""
    if held is None or held.version != manifest.version:
        return 0
    return min(max(held.held, 0), manifest.chunks)


def _summed(terminals: Terminals, seats: Sequence[Seat], manifest: Manifest) -> Held:
    held = sum(_held(terminals, seat.device, (manifest,)) for seat in seats)
    total = manifest.chunks * len(seats)
    return Held(manifest.paper, manifest.version, held, total)
