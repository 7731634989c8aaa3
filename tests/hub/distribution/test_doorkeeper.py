"""One terminal's flood is refused before it is read; nobody else notices."""

from __future__ import annotations

from collections import Counter

import pytest

from hub.distribution.doorkeeper import BAN, REFUSALS, SAYS, UNDER_WAY, Doorkeeper, Verdict
from protocol.identifiers import DeviceId, RoomId
from protocol.topics import Said, from_device

ROOM = RoomId("r")
ONE, TWO = DeviceId("seat-01"), DeviceId("seat-02")
GIGABIT = 1000


@pytest.fixture
def door() -> Doorkeeper:
    return Doorkeeper(ROOM, [ONE, TWO], GIGABIT, 0.0)


def judge(
    door: Doorkeeper, device: str, now: float, said: Said = Said.BALLOT, size: int = 500
) -> Verdict:
    name, verdict = door.judge(from_device(ROOM, DeviceId(device), said), size, now)
    assert name == device
    return verdict


def flood(door: Doorkeeper, device: str, messages: int, begin: float = 0.0) -> Counter[Verdict]:
    """At ten thousand messages a second."""
    return Counter(judge(door, device, begin + n / 10_000) for n in range(messages))


def test_strangers_and_topics_of_nobody_stay_outside(door: Doorkeeper) -> None:
    assert judge(door, "seat-99", 0.0) is Verdict.STRANGER
    for topic in ("room/r/from/seat-01/nonsense", "room/other/from/seat-01/ballot", "x"):
        assert door.judge(topic, 10, 0.0) == ("", Verdict.STRANGER)


def test_a_flood_is_cut_to_the_allowance_and_then_barred(door: Doorkeeper) -> None:
    verdicts = flood(door, ONE, 10_000)
    assert verdicts[Verdict.ADMITTED] <= SAYS.burst + SAYS.per_second
    assert verdicts[Verdict.EXCESS] >= REFUSALS.burst
    assert verdicts[Verdict.FLOOD] == 1
    assert verdicts[Verdict.BARRED] > 9_500
    assert door.shut_out(1.0) == {ONE}


def test_the_others_are_heard_while_one_floods(door: Doorkeeper) -> None:
    for moment in range(10_000):
        judge(door, ONE, moment / 10_000)
        if moment % 500 == 0:
            assert judge(door, TWO, moment / 10_000) is Verdict.ADMITTED
    assert TWO not in door.shut_out(1.0)


def test_a_barred_terminal_is_let_in_again_and_barred_anew_if_it_goes_on(door: Doorkeeper) -> None:
    flood(door, ONE, 5_000)
    later = BAN + 1.0
    assert door.shut_out(later) == frozenset()
    assert judge(door, ONE, later) is Verdict.ADMITTED
    assert flood(door, ONE, 5_000, begin=later)[Verdict.FLOOD] == 1


def test_what_a_busy_terminal_says_is_never_refused(door: Doorkeeper) -> None:
    """Ten presses a second, a heartbeat, and every chunk of a gigabit line reported."""
    for tick in range(60 * 500):
        now = tick / 500
        if tick % 20 != 0:
            assert judge(door, ONE, now, Said.HEARD, 200) is Verdict.ADMITTED
        if tick % 50 == 0:
            assert judge(door, ONE, now) is Verdict.ADMITTED
        if tick % 1_500 == 0:
            assert judge(door, ONE, now, Said.PRESENCE, 20_000) is Verdict.ADMITTED


def test_reports_of_everything_under_way_fit_at_once(door: Doorkeeper) -> None:
    assert all(judge(door, ONE, 0.0, Said.HEARD) is Verdict.ADMITTED for _ in range(UNDER_WAY))
    assert judge(door, ONE, 0.0, Said.HEARD) is Verdict.EXCESS
    assert judge(door, ONE, 0.0, Said.BALLOT) is Verdict.ADMITTED


def test_giants_cost_as_much_as_many_small_ones(door: Doorkeeper) -> None:
    assert judge(door, ONE, 0.0, size=256 * 1024) is Verdict.ADMITTED
    assert judge(door, ONE, 0.0, size=256 * 1024) is Verdict.EXCESS
    assert judge(door, ONE, 0.0) is Verdict.ADMITTED


def test_a_revoked_terminal_is_refused_and_shut_out_for_good(door: Doorkeeper) -> None:
    door.revoked = frozenset({TWO})
    assert judge(door, TWO, 0.0) is Verdict.REVOKED
    assert judge(door, ONE, 0.0) is Verdict.ADMITTED
    assert door.shut_out(1_000_000.0) == {TWO}
