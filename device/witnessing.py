"""What a terminal as a witness looks at: the counted poll, its ballots, and the ballot given here."""

from __future__ import annotations

from device.room_view import RoomView
from device.screens import Lamp
from device.voting import Voting
from device.witness import Evidence, WitnessStand


def judge(stand: WitnessStand, view: RoomView, voting: Voting, owner: str, now: int) -> bool:
    """Recount what there is to count; whether there was anything.

    While a ballot of its own is unanswered, a seat knows too little to judge.
    """
    poll, session = view.poll, view.session
    if poll is None or session is None or poll.result is None:
        stand.rest()
        return False
    if voting.lamp(poll.poll, owner) is Lamp.WAITING:
        stand.rest()
        return False
    own = voting.ballot(poll.poll, owner)
    evidence = Evidence(view.meeting, poll, view.ballots, session.chair, own)
    stand.look(evidence, now, fits=view.result_fits_ballots)
    return True
