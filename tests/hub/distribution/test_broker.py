"""The supervised broker, with a real mosquitto."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from firmware_config.authority import Authority
from firmware_config.broker import BrokerPlan, write_broker_files
from firmware_config.certificates import Validity, serial_number, validity
from firmware_config.folder import RoomFolder
from firmware_config.layout import HUB
from hub.distribution.broker import Broker, BrokerError, BrokerEvent
from protocol.identifiers import DeviceId
from protocol.topics import Said, from_device
from tests.support.room import (
    LIMIT,
    ROOM,
    address,
    broker_launch,
    device_settings,
    hub_settings,
    make_room,
    peer,
    running_broker,
)
from transport.link import Phase

pytestmark = pytest.mark.broker

ONE, TWO = DeviceId("seat-01"), DeviceId("seat-02")


@pytest.fixture
def room(tmp_path: Path) -> RoomFolder:
    return make_room(tmp_path / "r")


def accepts(room: RoomFolder) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(address(room)) == 0


async def refusal(broker: Broker) -> BrokerError:
    with pytest.raises(BrokerError) as caught:
        await broker.start()
    assert broker.pid is None
    return caught.value


async def test_it_accepts_connections_once_started_and_none_once_stopped(room: RoomFolder) -> None:
    async with running_broker(room) as broker:
        assert accepts(room)
        assert broker.pid is not None
    assert not accepts(room)
    await broker.stop()


async def test_a_killed_broker_is_back_at_once_and_both_events_are_told(room: RoomFolder) -> None:
    events: asyncio.Queue[BrokerEvent] = asyncio.Queue()
    async with running_broker(room, events.put_nowait) as broker:
        first = broker.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        async with asyncio.timeout(LIMIT):
            assert [await events.get(), await events.get()] == [
                BrokerEvent.DIED,
                BrokerEvent.RESTARTED,
            ]
        assert accepts(room)
        assert broker.pid not in (None, first)


async def test_a_busy_port_is_named_and_nothing_is_started(room: RoomFolder) -> None:
    with socket.socket() as holder:
        holder.bind(address(room))
        holder.listen()
        error = await refusal(Broker(broker_launch(room), lambda _: None, lambda _: None))
    assert error.code == "port-busy"
    assert str(address(room)[1]) in error.detail


async def test_a_missing_mosquitto_is_named(room: RoomFolder, tmp_path: Path) -> None:
    for path, code in (("", "setpriv-missing"), (str(tmp_path), "mosquitto-missing")):
        if path:
            (tmp_path / "setpriv").symlink_to("/usr/bin/setpriv")
        launch = replace(broker_launch(room), search_path=path)
        assert (await refusal(Broker(launch, lambda _: None, lambda _: None))).code == code


async def test_a_refused_configuration_comes_with_the_words_of_mosquitto(room: RoomFolder) -> None:
    launch = broker_launch(room)
    launch.configuration.write_text(f"listener {launch.port} 127.0.0.1\nnonsense 1\n")
    error = await refusal(Broker(launch, lambda _: None, lambda _: None))
    assert error.code == "broker-refused-config"
    assert "nonsense" in error.detail


async def test_a_hub_killed_with_sigkill_leaves_no_mosquitto(room: RoomFolder) -> None:
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from firmware_config.folder import RoomFolder\n"
        "from tests.support.room import running_broker\n"
        "async def main():\n"
        "    async with running_broker(RoomFolder(Path(sys.argv[1]))) as broker:\n"
        "        print(broker.pid, flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    hub = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program, str(room.root)), stdout=asyncio.subprocess.PIPE
    )
    assert hub.stdout is not None
    async with asyncio.timeout(LIMIT):
        pid = int(await hub.stdout.readline())
        mosquitto = os.pidfd_open(pid)
        hub.kill()
        await hub.wait()
        ended = asyncio.Event()
        asyncio.get_running_loop().add_reader(mosquitto, ended.set)
        await ended.wait()
    asyncio.get_running_loop().remove_reader(mosquitto)
    os.close(mosquitto)
    assert not accepts(room)


async def test_striking_a_seat_from_the_list_silences_its_live_connection(room: RoomFolder) -> None:
    where = [address(room)]
    async with (
        running_broker(room) as broker,
        peer(hub_settings(room), where) as hub,
        peer(device_settings(room, ONE), where) as seat,
        peer(device_settings(room, TWO), where) as other,
    ):
        for one in (hub, seat, other):
            await one.online()
        host, port = where[0]
        plan = BrokerPlan(host, port, room.hub_identity.absolute())
        write_broker_files(room.hub.absolute() / "data" / "broker", plan, ROOM, HUB, [TWO])
        broker.reload()
        # Refused publications make mosquitto hang up; repeat until the reload has happened.
        while Phase.LOST not in [state.phase for state in seat.states]:
            seat.link.publish(from_device(ROOM, ONE, Said.BALLOT), b"before or after")
            other.link.publish(from_device(ROOM, TWO, Said.HEALTH), b"tick")
            hub.heard.clear()
            await hub.until(lambda it: b"tick" in it.payloads())
        hub.heard.clear()
        await seat.online()
        seat.link.publish(from_device(ROOM, ONE, Said.BALLOT), b"after")
        other.link.publish(from_device(ROOM, TWO, Said.HEALTH), b"last")
        await hub.until(lambda it: b"last" in it.payloads())
        assert b"after" not in hub.payloads()


async def test_a_revoked_certificate_is_refused_after_reload(room: RoomFolder) -> None:
    where = [address(room)]
    authority = Authority.load(room.authority / "ca.pem", room.authority / "ca.key")
    revoked = serial_number(room.issued(ONE).read_bytes())
    term: Validity = validity(authority.pem)
    async with running_broker(room) as broker:
        async with peer(device_settings(room, ONE), where) as seat:
            await seat.online()
        (room.hub_identity / "crl.pem").write_bytes(authority.revocations([revoked], term))
        broker.reload()
        async with peer(device_settings(room, TWO), where) as other:
            await other.online()  # mosquitto reloads before it takes the next connection
        async with peer(device_settings(room, ONE), where) as seat:
            await seat.until(lambda it: Phase.REFUSED in [s.phase for s in it.states])
