"""Chunks through the broker: to all or to one, acknowledged, counted as often as they cross the line."""

from __future__ import annotations

from dataclasses import dataclass, field

from hub.distribution.carrier import FULL, BrokerCarrier
from hub.distribution.plan import Shipment
from protocol.identifiers import RoomId

DATA = bytes(1_000)
TO_ALL = Shipment("bao-cao", 1, 7, "")
TO_ONE = Shipment("bao-cao", 1, 7, "a")


@dataclass
class Line:
    """The bulk connection: what it was given, what it still holds, whether it is up."""

    given: list[tuple[str, bytes, int, bool]] = field(default_factory=list)
    held: int = 0
    is_up: bool = True

    def publish(self, topic: str, payload: bytes, qos: int = 1, *, retain: bool = False) -> bool:
        self.given.append((topic, payload, qos, retain))
        return self.is_up

    def unsent(self) -> int:
        return self.held


def carrier(line: Line, online: int = 40) -> BrokerCarrier:
    return BrokerCarrier(RoomId("phong-1"), line, lambda: online)


def test_what_is_for_all_is_published_once_and_crosses_the_line_once_per_terminal() -> None:
    line = Line()

    assert carrier(line).carry(TO_ALL, DATA) == 40 * len(DATA)
    assert line.given == [("room/phong-1/bulk/bao-cao/7", DATA, 1, False)]


def test_what_is_for_one_crosses_the_line_once() -> None:
    line = Line()

    assert carrier(line).carry(TO_ONE, DATA) == len(DATA)
    assert line.given == [("room/phong-1/bulk-to/a/bao-cao/7", DATA, 1, False)]


def test_what_the_connection_does_not_take_is_not_carried() -> None:
    assert carrier(Line(is_up=False)).carry(TO_ALL, DATA) == 0


def test_a_room_nobody_is_known_to_be_in_costs_the_line_all_the_same() -> None:
    assert carrier(Line(), online=0).carry(TO_ALL, DATA) == len(DATA)


def test_the_carrier_is_full_while_its_connection_is_behind() -> None:
    assert carrier(Line(held=FULL + 1)).full()
    assert not carrier(Line(held=FULL)).full()
