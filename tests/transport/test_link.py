"""The link against a real mosquitto with mutual TLS."""

from __future__ import annotations

import os
import signal

import pytest
from msgspec.structs import replace

from firmware_config.folder import RoomFolder
from protocol.errors import LocalProtocolError
from protocol.identifiers import DeviceId
from protocol.topics import Aspect, Said, from_device, state, to_device
from tests.support.room import (
    ROOM,
    address,
    device_settings,
    free_port,
    hub_settings,
    make_room,
    peer,
    running_broker,
)
from transport.link import LONGEST_PAUSE, Phase, pauses

pytestmark = pytest.mark.broker

ONE, TWO = DeviceId("seat-01"), DeviceId("seat-02")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> RoomFolder:
    return make_room(tmp_path_factory.mktemp("room") / "r")


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> RoomFolder:
    return make_room(tmp_path_factory.mktemp("foreign") / "r")


async def test_hub_and_seat_hear_each_other(room: RoomFolder) -> None:
    where = [address(room)]
    async with (
        running_broker(room),
        peer(hub_settings(room), where) as hub,
        peer(device_settings(room, ONE), where) as seat,
    ):
        await hub.online()
        await seat.online()
        assert seat.link.publish(from_device(ROOM, ONE, Said.HELLO), b"{}")
        await hub.until(lambda it: it.heard == [(from_device(ROOM, ONE, Said.HELLO), b"{}")])
        assert hub.link.publish(to_device(ROOM, ONE), b"receipt")
        await seat.until(lambda it: it.heard == [(to_device(ROOM, ONE), b"receipt")])


async def test_large_messages_arrive_whole_and_in_order(room: RoomFolder) -> None:
    """A chunk spans many TLS records, small ones share one: nothing may stay in a buffer."""
    where = [address(room)]
    sent = [
        bytes([n]) * size for n, size in enumerate((1, 256 * 1024, 3, 70_000, 0, 256 * 1024, 9))
    ]
    async with (
        running_broker(room),
        peer(hub_settings(room), where) as hub,
        peer(device_settings(room, ONE), where) as seat,
    ):
        await hub.online()
        await seat.online()
        assert all(hub.link.publish(to_device(ROOM, ONE), payload) for payload in sent)
        await seat.until(lambda it: len(it.heard) == len(sent))
        assert seat.payloads() == sent


async def test_a_seat_of_another_room_is_refused(room: RoomFolder, foreign: RoomFolder) -> None:
    settings = device_settings(foreign, ONE)
    settings.tls.load_verify_locations(room.hub_identity / "ca.pem")
    async with running_broker(room), peer(settings, [address(room)]) as intruder:
        await intruder.until(lambda it: Phase.REFUSED in [s.phase for s in it.states])
        assert {s.reason for s in intruder.states if s.phase is Phase.REFUSED} == {
            "own-certificate-refused"
        }
        assert Phase.ONLINE not in [s.phase for s in intruder.states]


async def test_a_foreign_hub_is_refused_and_the_next_address_tried(
    room: RoomFolder, foreign: RoomFolder
) -> None:
    where = [("127.0.0.1", free_port()), address(foreign), address(room)]
    async with (
        running_broker(room),
        running_broker(foreign),
        peer(device_settings(room, ONE), where) as seat,
    ):
        await seat.online()
        seen = [
            (s.phase, s.address, s.reason) for s in seat.states if s.phase is not Phase.CONNECTING
        ]
        assert seen == [
            (Phase.LOST, where[0], "unreachable"),
            (Phase.REFUSED, where[1], "foreign-certificate"),
            (Phase.ONLINE, where[2], ""),
        ]


async def test_a_hub_of_another_name_is_refused(room: RoomFolder) -> None:
    settings = replace(device_settings(room, ONE), server_name="hub.elsewhere")
    async with running_broker(room), peer(settings, [address(room)]) as seat:
        await seat.until(lambda it: Phase.REFUSED in [s.phase for s in it.states])
        refused = [s.reason for s in seat.states if s.phase is Phase.REFUSED]
        assert set(refused) == {"wrong-server-name"}


async def test_nobody_takes_the_client_id_of_another(room: RoomFolder) -> None:
    """seat-02 says it is seat-01; the broker goes by the certificate and seat-01 stays."""
    where = [address(room)]
    spoofing = replace(device_settings(room, TWO), client_id=ONE)
    async with (
        running_broker(room),
        peer(hub_settings(room), where) as hub,
        peer(device_settings(room, ONE), where) as seat,
    ):
        await hub.online()
        await seat.online()
        async with peer(spoofing, where) as intruder:
            await intruder.online()
            intruder.link.publish(from_device(ROOM, ONE, Said.BALLOT), b"forged")
            await intruder.until(lambda it: it.states[-1].phase is Phase.LOST)  # mosquitto hangs up
            await intruder.online()
            intruder.link.publish(from_device(ROOM, TWO, Said.HELLO), b"own")
            await hub.until(lambda it: len(it.heard) == 1)
            assert hub.heard == [(from_device(ROOM, TWO, Said.HELLO), b"own")]
            assert Phase.LOST not in [s.phase for s in seat.states]


async def test_a_seat_reads_only_what_is_for_it(room: RoomFolder) -> None:
    where = [address(room)]
    greedy = ((f"room/{ROOM}/#", 1), (to_device(ROOM, ONE), 1), (f"room/{ROOM}/from/+/+", 1))
    async with (
        running_broker(room),
        peer(hub_settings(room), where) as hub,
        peer(device_settings(room, TWO), where, greedy) as seat,
    ):
        await hub.online()
        await seat.online()
        hub.link.publish(to_device(ROOM, ONE), b"secret of seat-01")
        hub.link.publish(from_device(ROOM, ONE, Said.BALLOT), b"ballot of seat-01")
        hub.link.publish(to_device(ROOM, TWO), b"last")
        await seat.until(lambda it: b"last" in it.payloads())
        assert set(seat.payloads()) == {b"last"}


async def test_the_link_returns_after_the_broker_is_killed(room: RoomFolder) -> None:
    """Subscriptions are made anew: the broker remembers nothing."""
    where = [address(room)]
    async with (
        running_broker(room) as broker,
        peer(hub_settings(room), where) as hub,
        peer(device_settings(room, ONE), where) as seat,
    ):
        await hub.online()
        await seat.online()
        assert broker.pid is not None
        os.kill(broker.pid, signal.SIGKILL)
        for one in (hub, seat):
            await one.until(lambda it: it.states[-1].phase is Phase.LOST)
        for one in (hub, seat):
            await one.online()
        hub.link.publish(state(ROOM, Aspect.POLL), b"open", retain=True)
        await seat.until(lambda it: it.heard == [(state(ROOM, Aspect.POLL), b"open")])


async def test_offline_nothing_is_accepted_for_sending(room: RoomFolder) -> None:
    async with peer(hub_settings(room), [("127.0.0.1", free_port())]) as hub:
        await hub.until(lambda it: Phase.LOST in [s.phase for s in it.states])
        assert not hub.link.publish(to_device(ROOM, ONE), b"receipt")
        assert hub.link.unsent() == 0


async def test_a_full_buffer_refuses_and_drains(room: RoomFolder) -> None:
    where = [address(room)]
    chunk = bytes(256 * 1024)
    async with running_broker(room), peer(hub_settings(room), where) as hub:
        await hub.online()
        accepted = 0
        while hub.link.publish(to_device(ROOM, ONE), chunk):
            accepted += 1
            assert accepted < 100
        assert hub.link.unsent() > 8 * 1024 * 1024
        async with peer(device_settings(room, ONE), where) as seat:
            await seat.online()
        assert hub.link.publish(to_device(ROOM, ONE), chunk)


async def test_a_message_the_broker_would_not_carry_is_a_bug(room: RoomFolder) -> None:
    where = [address(room)]
    async with running_broker(room), peer(hub_settings(room), where) as hub:
        await hub.online()
        with pytest.raises(LocalProtocolError, match="message-too-large"):
            hub.link.publish(to_device(ROOM, ONE), bytes(400 * 1024))


async def test_a_mistake_in_handling_one_message_does_not_end_the_link(room: RoomFolder) -> None:
    where = [address(room)]
    async with (
        running_broker(room),
        peer(hub_settings(room), where) as hub,
        peer(device_settings(room, ONE), where) as seat,
    ):
        await hub.online()
        await seat.online()
        hub.stumbles = True
        for payload in (b"1", b"2"):
            seat.link.publish(from_device(ROOM, ONE, Said.HELLO), payload)
        await hub.until(lambda it: it.payloads() == [b"1", b"2"])
        assert Phase.LOST not in [s.phase for s in hub.states]


def test_pauses_double_up_to_two_seconds_and_spread() -> None:
    draws = iter([1.0, 0.5, 1.0, 1.0, 1.0, 0.25])
    waits = pauses(lambda: next(draws))
    expected = [0.2, 0.2, 0.8, 1.6, LONGEST_PAUSE, LONGEST_PAUSE / 4]
    assert [next(waits) for _ in range(6)] == pytest.approx(expected)
