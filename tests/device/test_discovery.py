"""Finding the hub of a room on loopback, with the hub's own announcement on the other side."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable

import pytest

from device.discovery import MAX_INSTANCES, Address, Discovery, DiscoveryError
from hub.distribution.announce import Announcement

LOOPBACK = ("127.0.0.1",)
FALLBACK = ("192.0.2.7", 8883)


@pytest.fixture
def room(request: pytest.FixtureRequest) -> str:
    """A room no other test, in this or another process, listens for."""
    return f"r{os.getpid()}-{abs(hash(request.node.name)) % 10**8}"


async def until(discovery: Discovery, wanted: Callable[[tuple[Address, ...]], bool]) -> None:
    async with asyncio.timeout(20):
        while not wanted(discovery.candidates()):
            await discovery.changed.wait()
            discovery.changed.clear()


async def test_a_hub_announced_earlier_is_found_and_those_of_other_rooms_are_not(room: str) -> None:
    async with (
        Announcement(f"{room}-other", 1111, LOOPBACK),
        Announcement(room, 8883, LOOPBACK),
        Discovery(room, LOOPBACK, None) as discovery,
    ):
        await until(discovery, lambda found: ("127.0.0.1", 8883) in found)
        await discovery.refresh()
        assert discovery.candidates() == (("127.0.0.1", 8883),)


async def test_a_hub_that_comes_and_goes_is_noticed_and_the_fallback_stays(room: str) -> None:
    async with Discovery(room, LOOPBACK, FALLBACK) as discovery:
        assert discovery.candidates() == (FALLBACK,)
        async with Announcement(room, 8883, LOOPBACK):
            await until(discovery, lambda found: found == (("127.0.0.1", 8883), FALLBACK))
        await until(discovery, lambda found: found == (FALLBACK,))


async def test_a_second_claim_to_the_room_does_not_hide_the_first(room: str) -> None:
    async with Discovery(room, LOOPBACK, None) as discovery, Announcement(room, 8883, LOOPBACK):
        await until(discovery, lambda found: bool(found))
        async with Announcement(room, 6666, LOOPBACK):
            await until(discovery, lambda found: {port for _, port in found} == {8883, 6666})


@pytest.mark.parametrize("interface", ["192.0.2.1", "eth9"])
async def test_an_interface_this_machine_lacks_is_a_clear_error(room: str, interface: str) -> None:
    with pytest.raises(DiscoveryError, match=f"no-such-interface: {interface}"):
        async with Discovery(room, (interface,), FALLBACK):
            pass


async def test_a_flood_of_instances_is_bounded_and_leaves_the_fallback(room: str) -> None:
    discovery = Discovery(room, LOOPBACK, FALLBACK)
    for number in range(100):
        discovery._put(f"instance-{number}", (("198.51.100.1", number + 1),))
    assert len(discovery.candidates()) == MAX_INSTANCES + 1
    assert discovery.candidates()[-1] == FALLBACK
