"""Hub and verifier divide the time of any session alike, each by its own program."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from hub.application.session_time import Stretch, stretches
from hub.domain import commands
from hub.domain.events import Event
from protocol import shapes
from protocol.verifier import bodies
from protocol.verifier.timekeeping import Timekeeper
from tests.hub.application.test_session_time import ITEMS, anything, session_of


def _told(spent: list[Stretch], item: str | None = None) -> dict[str, int]:
    """Milliseconds by kind, of one item or of all; without kinds that nothing was spent on."""
    sums: dict[str, int] = {}
    for one in spent:
        if item in {None, one.item}:
            kind = "breaks" if one.kind == "break" else one.kind.value
            sums[kind] = sums.get(kind, 0) + one.ms
    return sums


def _as_read(event: Event) -> bodies.Event:
    shape = getattr(bodies, type(event).__name__)
    read: bodies.Event = shapes.from_json(shape, shapes.to_json(event))
    return read


@given(st.lists(st.tuples(anything, st.integers(0, 10_000)), max_size=60))
def test_both_divide_any_session_alike(steps: list[tuple[commands.Command, int]]) -> None:
    play = session_of(steps)
    keeper = Timekeeper()
    for event, at in play.events:
        keeper.apply(at, _as_read(event))
    spent = list(stretches((at, event) for event, at in play.events))
    assert {kind: ms for kind, ms in asdict(keeper.in_all()).items() if ms} == _told(spent)
    for item in ("", *ITEMS):
        assert {kind: ms for kind, ms in asdict(keeper.of(item)).items() if ms} == _told(
            spent, item
        )
