"""What the hub puts on the network; that terminals find it is tested with their half."""

from __future__ import annotations

import os

import pytest
from zeroconf.asyncio import AsyncZeroconf

from hub.distribution.announce import SERVICE, AnnounceError, Announcement, local_addresses

LOOPBACK = ("127.0.0.1",)


async def test_the_announcement_names_room_version_port_and_address() -> None:
    room = f"ra{os.getpid()}"
    async with Announcement(room, 8883, LOOPBACK), _listening() as network:
        info = await network.async_get_service_info(SERVICE, f"{room}.{SERVICE}")
    assert info is not None
    assert info.decoded_properties == {"room": room, "v": "1"}
    assert info.port == 8883
    assert info.parsed_addresses() == ["127.0.0.1"]


async def test_after_the_end_nobody_answers() -> None:
    room = f"rb{os.getpid()}"
    async with Announcement(room, 8883, LOOPBACK):
        pass
    async with _listening() as network:
        assert await network.async_get_service_info(SERVICE, f"{room}.{SERVICE}", 500) is None


async def test_the_longest_room_name_can_be_announced() -> None:
    room = f"rc{os.getpid()}-".ljust(64, "x")
    async with Announcement(room, 8883, LOOPBACK), _listening() as network:
        info = await network.async_get_service_info(SERVICE, f"{room[:60]}.{SERVICE}")
    assert info is not None
    assert info.decoded_properties["room"] == room


@pytest.mark.parametrize("interface", ["192.0.2.1", "eth9"])
async def test_an_interface_this_machine_lacks_is_a_clear_error(interface: str) -> None:
    with pytest.raises(AnnounceError, match="no-such-interface"):
        async with Announcement("room", 8883, (interface,)):
            pass


def test_loopback_is_never_announced_by_itself() -> None:
    assert not any(address.startswith("127.") for address in local_addresses())


def _listening() -> AsyncZeroconf:
    return AsyncZeroconf(interfaces=list(LOOPBACK))
